import { counted } from '../counted.ts';
import { sayer } from '../say.ts';

/** What the doctor finds, in English. */
export const checkupSentences = {
  'check-skipped': ({ needs }: { needs: string }) => `Not looked at, because "${needs}" failed.`,
  'check-is-ok': () => 'ok',
  'check-is-warn': () => 'warn',
  'check-is-fail': () => 'fail',
  'check-is-skipped': () => 'skip',
  'checks-counted': ({ ok, warn, fail }: { ok: number; warn: number; fail: number }) =>
    `Doctor: ${ok} ok, ${warn} to look at, ${fail} failed.`,
  'checks-counted-skipped': ({
    ok,
    warn,
    fail,
    skipped,
  }: {
    ok: number;
    warn: number;
    fail: number;
    skipped: number;
  }) => `Doctor: ${ok} ok, ${warn} to look at, ${fail} failed, ${skipped} skipped.`,
  'own-server-counts': () => 'The address of your own token server counts, not that of this machine.',
  'address-allowed': () => 'WeChat gives tokens to the address of this machine.',
  'address-not-refused': () => 'WeChat refused a token, but not for the address of this machine.',
  'clock-before-kefu': ({ day }: { day: string }) =>
    `It shows ${day}, which is before this version of kefu was made.`,
  'clock-not-compared': ({ day }: { day: string }) =>
    `It shows ${day}; there was no answer to compare it with.`,
  'clock-agrees': () => "It agrees with the server's clock.",
  'clock-ahead': ({ seconds }: { seconds: number }) =>
    `It is ${counted(seconds, 'second')} ahead of the server's.`,
  'clock-behind': ({ seconds }: { seconds: number }) =>
    `It is ${counted(seconds, 'second')} behind the server's.`,
  'set-clock': () => 'Set it by NTP: certificates, tokens and saved plans are judged by it.',
  'config-describes': ({
    file,
    name,
    appId,
    count,
  }: {
    file: string;
    name: string;
    appId: string;
    count: number;
  }) => `${file} describes ${name} (${appId}), ${counted(count, 'account')}.`,
  'config-warns': ({ found, count }: { found: string; count: number }) =>
    `${found} It has ${counted(count, 'warning')}.`,
  'see-validate': ({ command }: { command: string }) => `See ${command}.`,
  'service-enabled': ({ count }: { count: number }) =>
    `客服 is enabled; WeChat lists ${counted(count, 'account')}.`,
  'service-with-unnamed': ({ count, unnamed }: { count: number; unnamed: number }) =>
    `客服 is enabled; WeChat lists ${counted(count, 'account')}, ${unnamed} made in the console without a name.`,
  'node-options-watch': ({ ways }: { ways: readonly string[] }) =>
    `NODE_OPTIONS lets others look into kefu: ${ways.join(', ')}.`,
  'unset-node-options': () => 'Unset it for kefu unless you put it there.',
  'environment-tight': () => 'Nothing in it prints tokens or weakens TLS.',
  'environment-more-trust': () =>
    'Nothing in it prints tokens or weakens TLS. Certificates of NODE_EXTRA_CA_CERTS are trusted too.',
  'writes-tls-keys': () => 'it writes down the keys of TLS connections',
  'prints-tls': () => 'it prints TLS packets',
  'debugger-attaches': () => 'a debugger may attach',
  'reports-environment': () => 'reports hold all environment variables',
  'loads-other-code': () => 'it loads other code first',
  'lock-free': () => 'Nobody holds it.',
  'lock-free-in': ({ folder }: { folder: string }) => `Nobody holds it in ${folder}.`,
  'node-too-old': ({ version }: { version: string }) => `Node ${version} is older than kefu needs.`,
  'install-node': ({ oldest }: { oldest: string }) =>
    `Install Node ${oldest} or later, best a line with long-term support.`,
  'node-unlisted': ({ version, day }: { version: string; day: string }) =>
    `Node ${version}; kefu's table of ${day} does not have its end of life.`,
  'node-supported': ({ version, day }: { version: string; day: string }) =>
    `Node ${version}, with security fixes until ${day}.`,
  'node-unsupported': ({ version, day }: { version: string; day: string }) =>
    `Node ${version} has had no security fixes since ${day}.`,
  'update-node': ({ oldest }: { oldest: string }) =>
    `Update Node; kefu runs on ${oldest} and everything later.`,
  'sharp-there': ({ version }: { version: string }) => `sharp ${version} prepares and compares avatars.`,
  'sharp-missing': () =>
    'sharp is not installed: JPEG and PNG are sent as they are, WebP not at all, and avatars are not compared.',
  'install-sharp-beside': ({ command }: { command: string }) => `Run ${command} beside kefu.`,
  'through-proxy': ({ host, proxy }: { host: string; proxy: string }) =>
    `${host} is reached through the proxy ${proxy} (CONNECT).`,
  'proxy-unused': ({ variable, host }: { variable: string; host: string }) =>
    `${variable} is set, which kefu does not use: ${host} is reached directly.`,
  'name-proxy': () => 'If a proxy is needed, name it in HTTPS_PROXY.',
  'reached-directly': ({ host }: { host: string }) => `${host} is reached directly.`,
  'proxy-excepted': ({ host }: { host: string }) =>
    `${host} is reached directly (excepted from HTTPS_PROXY).`,
  'no-limits-told': () => 'WeChat tells no daily limits.',
  'calls-used-up': ({ names }: { names: readonly string[] }) =>
    `Today's calls are used up: ${names.join(', ')}.`,
  'calls-come-back': () =>
    'They come back at midnight in China. clear_quota resets all of them, ten times a month.',
  'calls-left': ({ count }: { count: number }) =>
    `At least ${counted(count, 'call')} of each kind ${count === 1 ? 'is' : 'are'} left today.`,
  'call-left-of': ({ call, remain, limit }: { call: string; remain: number; limit: number }) =>
    `${call} ${remain} of ${limit}`,
  'calls-scarce': ({ names }: { names: readonly string[] }) =>
    `Few calls are left today: ${names.join(', ')}.`,
  'look-for-caller': () => 'Look for a program that calls too often, or wait until midnight in China.',
  'host-at': ({ host, address }: { host: string; address: string }) => `${host} (${address})`,
  'server-plain': ({ host }: { host: string }) =>
    `${host} takes connections; on this machine it needs no TLS.`,
  'certificate-ends': ({ host, day }: { host: string; day: string }) =>
    `The certificate of ${host} ends on ${day}.`,
  'tell-server-owner': () => 'Tell whoever runs that server, or the proxy in between.',
  'server-tls': ({ host, version, day }: { host: string; version: string; day: string }) =>
    `${host} takes connections over ${version}; its certificate is good until ${day}.`,
  'record-in-backend': () => 'the record in the backend',
  'state-file-not-writable': ({ file }: { file: string }) =>
    `${file} can't be written. kefu plan works, kefu apply would refuse.`,
  'right-to-write-beside': () => 'Give kefu the right to write beside the config.',
  'state-not-yet': ({ file }: { file: string }) => `There is no ${file} yet; the first apply makes it.`,
  'record-not-yet': () => 'There is no record in the backend yet; the first apply makes it.',
  'state-of-other': ({ file, other, appId }: { file: string; other: string; appId: string }) =>
    `${file} belongs to ${other}, the config says ${appId}.`,
  'correct-appid-or-move': ({ key }: { key: string }) =>
    `Correct ${key}. If this config describes another official account now, move the state file away.`,
  'apply-in-the-middle': ({ file }: { file: string }) =>
    `${file} tells of an apply that ended in the middle.`,
  'plan-then-apply': () => 'Run kefu plan, then kefu apply: it looks at what became of it first.',
  'state-knows': ({ file, count }: { file: string; count: number }) =>
    `${file} knows ${count} of the accounts.`,
  'suffix-untold': ({ wechatId }: { wechatId: string }) =>
    `There is no account yet that could tell whether "${wechatId}" is right.`,
  'accounts-end-in': ({ names }: { names: readonly string[] }) =>
    `The live accounts end in ${names.join(', ')}.`,
  'suffix-differs': ({ names, wechatId }: { names: readonly string[]; wechatId: string }) =>
    `The live accounts end in ${names.join(', ')}, but wechatId is "${wechatId}".`,
  'write-suffix': ({ line }: { line: string }) =>
    `If this is the right official account, write ${line}. If not, correct appId and its secret.`,
  'token-found': () => 'An access token was found; whether it is good, the next checks tell.',
  'token-given': ({ appId }: { appId: string }) =>
    `WeChat gave an access token for ${appId} (stable_token, not forced).`,
};

export const say = sayer(checkupSentences);
