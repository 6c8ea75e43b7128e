import { counted } from '../counted.ts';
import { sayer } from '../say.ts';

/** What small commands say: init, history, state, unlock, schema, explain, export, emulator; in English. */
export const commandSentences = {
  'init-wrote': ({ file, next }: { file: string; next: string }) =>
    `Wrote ${file}. Edit it, then run: ${next}`,
  'from-live-needs-app-id': () => '--from-live needs --app-id.',
  'app-id-needs-from-live': () => '--app-id is only of use with --from-live.',
  'init-both': () => 'With both, and the AppSecret in KEFU_APP_SECRET, the file says what WeChat has now.',
  'file-exists': ({ file }: { file: string }) => `${file} is already there; it was not touched.`,
  'init-elsewhere': ({ command }: { command: string }) => `Name another file: ${command}.`,
  'not-writable': ({ file, code }: { file: string; code: string }) => `${file} can't be written (${code}).`,
  'no-history': () => 'No apply has written anything yet.',
  'no-history-of': ({ object }: { object: string }) =>
    `No apply in the history says that it changed ${object}.`,
  'history-entry': ({ began, who, verdict }: { began: string; who: string; verdict: string }) =>
    `${began} by ${who}: ${verdict}`,
  'history-who': ({ user, host }: { user: string; host: string }) => `${user} on ${host}`,
  'history-not-ended': ({ count }: { count: number }) =>
    `not known how it ended; it planned ${counted(count, 'delete')}`,
  'history-as-configured': () => 'as-configured',
  'history-differs': () => 'differs',
  'history-failed': () => 'failed',
  'history-incomplete': () => 'incomplete',
  'history-unknown': () => 'unknown',
  'history-commit': ({ commit }: { commit: string }) => `commit ${commit}`,
  'history-job': ({ job }: { job: string }) => `job ${job}`,
  'history-plan': ({ digest }: { digest: string }) => `plan ${digest}`,
  'history-change': ({ step, address, status }: { step: string; address: string; status: string }) =>
    `${step} ${address}: ${status}`,
  'no-record-yet': ({ place }: { place: string }) => `There is no ${place} yet; the first apply makes it.`,
  'record-knows': ({
    place,
    appId,
    times,
    count,
  }: {
    place: string;
    appId: string;
    times: number;
    count: number;
  }) =>
    `${place} (AppID ${appId}, written ${counted(times, 'time')}) knows ${counted(count, 'object')}${count === 0 ? '.' : ':'}`,
  'record-object': ({ kind, name }: { kind: string; name: string }) => `${kind} ${name}`,
  'record-open': () => 'Writes whose outcome is not known; the next apply settles them:',
  'record-intent': ({ step, address, at }: { step: string; address: string; at: string }) =>
    `${step} of ${address} (${at})`,
  'record-adopted': ({ count, place, left }: { count: number; place: string; left: string }) =>
    `Took ${counted(count, 'record')} over into ${place}. ${left}`,
  'file-left': ({ file }: { file: string }) => `${file} is left where it is; delete it when you are sure.`,
  'record-left': ({ name }: { name: string }) => `The record of ${name} is left where it is.`,
  'adopt-what': () => 'Say what to take over: a state file or --name, and not both.',
  'adopt-example': ({ command }: { command: string }) => `Such as: ${command}`,
  'record-forgotten': ({ address }: { address: string }) => `Forgot ${address}. At WeChat nothing changed.`,
  'record-moved': ({ address, to }: { address: string; to: string }) =>
    `Recorded ${address} as ${to}. At WeChat nothing changed.`,
  'nobody-holds': ({ place }: { place: string }) => `Nobody holds the lock ${place}.`,
  'nobody-holds-journal': ({ journal }: { journal: string }) =>
    `Nobody holds the lock of the journal ${journal}.`,
  'lock-removed': ({ place }: { place: string }) => `Removed ${place}.`,
  'unlock-needs-yes': () => 'unlock needs a confirmation and there is no terminal to ask on.',
  'apply-ended-then-approve': () => 'Make sure that this apply has ended, then pass --auto-approve.',
  'sending-ended-then-approve': () => 'Make sure that this sending has ended, then pass --auto-approve.',
  'remove-lock-question': () => 'Remove this lock? Only "yes" is accepted: ',
  'unknown-schema': ({ name }: { name: string }) => `There is no schema "${name}".`,
  'schemas-are': ({ names }: { names: readonly string[] }) => `There are: ${names.join(', ')}.`,
  'errcode-not-known': ({ code }: { code: string }) => `kefu does not know the errcode "${code}".`,
  'near-codes': ({ known }: { known: readonly string[] }) => `Near: ${known.join(', ')}.`,
  'all-codes': ({ command }: { command: string }) =>
    `${command} lists WeChat's codes and those of kefu's own messages.`,
  'emulator-serves': () => "A stand-in for WeChat's servers, on this machine only. Ctrl-C ends it.",
  'open-in-browser': () => '(open it in a browser to see the accounts)',
  'fleet-holds': ({ accounts, each }: { accounts: number; each: number }) =>
    `${counted(accounts, 'official account')} with ${counted(each, 'kf account')} each`,
  'secret-of-each': () => '(of each of them)',
  'row-with-remark': ({ row, remark }: { row: string; remark: string }) => `${row}   ${remark}`,
  'row-fleet': ({ row }: { row: string }) => `  fleet      ${row}`,
  'row-wechat-id': ({ row }: { row: string }) => `  WeChat ID  ${row}`,
  'row-configs': ({ row }: { row: string }) => `  configs    ${row}`,
  'in-another-terminal': () => 'In another terminal:',
  'in-terminal-with-values': ({ file }: { file: string }) =>
    `In another terminal, with the values above in officialAccount of your ${file}:`,
  'fleet-flags': () => '--configs and --changes belong to --fleet.',
  'name-fleet': ({ command }: { command: string }) => `Name the size of the fleet too: ${command}.`,
  'port-taken': ({ port }: { port: number }) => `Port ${port} is taken.`,
  'other-port': () => 'Name another with --port, or --port 0 for a free one.',
  'emulator-not-started': ({ reason }: { reason: string }) => `The emulator did not start: ${reason}`,
  'foreign-file': ({ file }: { file: string }) =>
    `${file} was not written by the emulator, or was changed since; nothing was written.`,
  'new-folder': () => 'Name a new folder with --configs, or move that file elsewhere.',
  'too-many-changes': ({ most }: { most: number }) =>
    `Each official account has ${counted(most, 'kf account')}.`,
  'changes-up-to': ({ most }: { most: number }) => `Write --changes 0 to ${most}.`,
};

export const say = sayer(commandSentences);
