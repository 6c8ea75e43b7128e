import { counted } from '../counted.ts';
import { sayer } from '../say.ts';

/** What is said of secrets and of the server, in English; never what was found. */
export const secretSentences = {
  'literal-secret': ({ key }: { key: string }) => `The secret itself stands in the file, as \`${key}\`.`,
  'into-environment': () =>
    'Put it into an environment variable and write { env: NAME_OF_THE_VARIABLE }. If this file was ever shared, replace the secret.',
  'one-reference': ({ key }: { key: string }) => `\`${key}\` takes exactly one of env, file and command.`,
  'write-env': () => 'Write { env: NAME_OF_THE_VARIABLE }.',
  'reference-empty': ({ key }: { key: string }) => `\`${key}\` has no value.`,
  'env-name': () => 'This is not the name of an environment variable.',
  'write-env-name': () =>
    'Write the name of the variable, not its value: letters, digits and underscores, without "$".',
  'credentials-none': () => '`credentials` has neither appSecret nor accessToken.',
  'credentials-both': () => '`credentials` has both appSecret and accessToken.',
  'keep-one-credential': () =>
    'Keep exactly one: appSecret lets kefu fetch tokens, accessToken is for teams with a token server.',
  'looks-like-secret': () => 'This looks like an AppSecret or an access token.',
  'remove-secret': () =>
    'Remove it; kefu takes secrets by { env: … }, { file: … } or { command: […] } alone. If this file was ever shared, replace the secret.',
  'no-token': ({ why }: { why: string }) => `The access token can't be had: ${why}`,
  'no-credentials': () =>
    '`officialAccount` has no `credentials`; without them kefu can neither plan nor apply.',
  'add-credentials': () => 'Add `credentials: { appSecret: { env: NAME_OF_THE_VARIABLE } }`.',
  'no-app-secret': ({ why }: { why: string }) =>
    `What was found is not an AppSecret, which has 32 of the digits 0-9 and a-f: ${why}.`,
  'put-app-secret': () =>
    'Put the AppSecret alone there, as it was shown when it was made (设置与开发 → 基本配置). It was not sent, and need not be reset.',
  'password-not-md5': () =>
    "The password is not 32 hexadecimal characters; WeChat's older pages want its MD5.",
  'store-md5': () => 'Store the MD5 of the password in place of the password; kefu sends it as it is.',
  'env-empty': ({ name }: { name: string }) => `The environment variable ${name} is set, but empty.`,
  'give-value': () => 'Give it its value.',
  'env-unset': ({ name }: { name: string }) => `The environment variable ${name} is not set.`,
  'export-it': ({ name }: { name: string }) => `Set it before running kefu: export ${name}=…`,
  'set-or-meant': ({ near }: { near: string }) => `Set it; or did you mean ${near}?`,
  'secret-file-encoding': ({ encoding }: { encoding: string }) => `The file is saved as ${encoding}.`,
  'save-secret-as-utf8': () => 'Save it as UTF-8; what PowerShell writes with ">" is UTF-16.',
  'commands-not-allowed': () => 'kefu does not run commands from YAML unless whoever runs it allows that.',
  'allow-commands': () =>
    'Set KEFU_ALLOW_COMMANDS=1 in the environment where you trust this file, or use { env: … }.',
  'command-not-found': () => 'The command was not found.',
  'command-not-started': ({ code }: { code: string }) => `The command could not be started (${code}).`,
  'command-too-slow': ({ seconds }: { seconds: number }) =>
    `The command did not end within ${counted(seconds, 'second')}.`,
  'command-wrote-too-much': ({ kibibytes }: { kibibytes: number }) =>
    `The command wrote more than ${kibibytes} KiB.`,
  'command-stopped': ({ signal }: { signal: string }) => `The command was stopped by ${signal}.`,
  'command-failed': ({ code }: { code: number }) => `The command ended with exit code ${code}.`,
  'run-by-hand': () => 'Run it by hand in this folder to see what it says.',
  'from-env': ({ name }: { name: string }) => `The environment variable ${name}`,
  'from-file': () => 'The file',
  'from-command': () => 'The output of the command',
  'secret-empty': ({ where }: { where: string }) => `${where} has nothing in it.`,
  'put-secret-there': () => 'Put the secret there.',
  'secret-placeholder': ({ where, what }: { where: string; what: string }) =>
    `${where} has ${what} in it, not the secret.`,
  'secret-form': ({ where }: { where: string }) =>
    `${where} has spaces, line breaks or unreadable characters within the secret.`,
  'put-secret-alone': () => 'Put the secret alone there, without quotes or a name before it.',
  'endpoint-form': ({ name }: { name: string }) => `${name} is not the origin of a server.`,
  'write-origin': () =>
    'Write scheme, host and port alone, such as https://api.weixin.qq.com: no path, user, query or fragment.',
  'endpoint-not-allowed': () =>
    "A configuration file may name one of WeChat's documented hosts or a loopback server, not this host.",
  'set-kefu-endpoint': () =>
    'Whoever runs kefu can choose another host: set KEFU_ENDPOINT in the environment and remove this line.',
  'endpoint-http': ({ name }: { name: string }) =>
    `${name} begins with http:// and is not a loopback server; the AppSecret would travel unencrypted.`,
  'write-https': () => 'Write https://.',
  'endpoint-conflict': ({ origin }: { origin: string }) =>
    `KEFU_ENDPOINT says ${origin}, and this file names another server.`,
  'remove-or-equal': () => 'Remove one of them, or make them equal.',
  'emulator-app-id': ({ origin }: { origin: string }) =>
    `This AppID is the emulator's, but the requests would go to ${origin}.`,
  'start-emulator': () =>
    'Start `kefu emulator` and set `officialAccount.endpoint` or KEFU_ENDPOINT to its URL, or write your real AppID.',
};

export const say = sayer(secretSentences);
