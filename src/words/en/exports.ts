import { counted } from '../counted.ts';
import { sayer } from '../say.ts';

/** What is said of an export, in English. */
export const exportSentences = {
  'export-written': ({ file, count }: { file: string; count: number }) =>
    `Wrote ${file}: ${counted(count, 'account')}.`,
  'export-up-to-date': ({ file, count }: { file: string; count: number }) =>
    `${file} is up to date: ${counted(count, 'account')}. It was not touched.`,
  'avatar-saved': ({ account, path }: { account: string; path: string }) =>
    `Saved the avatar of ${account}: ${path}`,
  'left-out-title': () => 'Left out:',
  'left-out-entry': ({ what, reason }: { what: string; reason: string }) => `${what}: ${reason}`,
  'left-out-line': ({ what, reason }: { what: string; reason: string }) => `  ${what}: ${reason}`,
  'left-out-account': ({ account, nickname }: { account: string; nickname: string }) =>
    `${account} "${nickname}"`,
  'left-out-worker': ({ account, worker }: { account: string; worker: string }) =>
    `the worker of ${account} "${worker}"`,
  'left-out-picture': ({ account }: { account: string }) => `the picture of ${account}`,
  'left-out-unnamed': ({ nickname, kfId }: { nickname: string; kfId: string }) =>
    `"${nickname}" (kf_id ${kfId})`,
  'has-no-name': () => "added in WeChat's console, has no kf_account",
  'has-other-suffix': ({ wechatId }: { wechatId: string }) => `does not end in @${wechatId}`,
  'is-absent-in-file': () => 'the file says state: absent',
  'is-previous-in-file': () => 'the file names it in previously',
  'is-twin-in-case': ({ other }: { other: string }) => `differs from ${other} only in upper and lower case`,
  'picture-not-fetched': () => "can't be fetched",
  'picture-not-compared': () => "could not be compared with the config's; the config keeps its own",
  'picture-name-taken': ({ taken, account, path }: { taken: string; account: string; path: string }) =>
    `${taken} is another picture and was not touched; that of ${account} is in ${path}.`,
  'export-comment': ({ command }: { command: string }) =>
    `Written by ${command}. kefu plan shows what would change; kefu apply makes it so.`,
  'next-plan-not-empty': () => 'The next plan is not empty:',
  'next-plan-empty': () => 'The next plan is empty.',
  'nobody-can-tell': ({ field, name }: { field: string; name: string }) =>
    `Nobody can tell whether the ${field} of ${name} is the live one.`,
  'avatars-outside': () => '--avatars names a folder outside that of the config.',
  'avatars-beside-config': () =>
    'Name one beside the config: a config may only name files in its own folder.',
  'file-not-writable': ({ file, code }: { file: string; code: string }) =>
    `${file} can't be written (${code}).`,
  'export-not-as-meant': ({ file }: { file: string }) =>
    `The way ${file} is laid out, the accounts can't be written into it so that it says just what is live. It was not touched.`,
  'write-in-blocks': () =>
    'Write the accounts with one name or key a line, each indented below what it belongs to, and export again.',
  'export-would-be-faulty': ({ file }: { file: string }) =>
    `With what is live, ${file} would be a config with faults. It was not touched.`,
  'settle-live-or-out': () => 'Settle them in the config, or at WeChat, and export again.',
  'config-edited-meanwhile': ({ file }: { file: string }) =>
    `${file} was changed while kefu read what is live. It was not touched.`,
  'live-suffixes': ({ suffixes, wechatId }: { suffixes: readonly string[]; wechatId: string }) =>
    `The live accounts end in ${suffixes.join(', ')}, none in @${wechatId}.`,
  'its-wechat-id': ({ wechatId }: { wechatId: string }) =>
    `If this is the right official account, its WeChat ID is ${wechatId}. Nothing was written.`,
  'no-live-wechat-id': () => 'There is no live account to take the WeChat ID from. Nothing was written.',
  'name-wechat-id': () => 'Name it with --wechat-id, or start with kefu init.',
  'faults-nothing-sent': () => 'There are faults; nothing was sent.',
  'export-file-there': ({ file }: { file: string }) => `${file} is already there; it was not touched.`,
  'bring-up-to-date': ({ command }: { command: string }) => `To bring it up to date, run: ${command}`,
  'no-file-to-export': ({ file }: { file: string }) => `There is no file ${file}.`,
  'first-export': () => 'For a first export pass --app-id, with the AppSecret in KEFU_APP_SECRET.',
  'out-other-folder': () => '--out names a file in another folder than the config.',
  'write-beside-config': () => 'Write it beside the config, or pass --app-id for a new one.',
};

export const say = sayer(exportSentences);
