import { counted } from '../counted.ts';
import type { Named } from '../named.ts';
import { sayer } from '../say.ts';

/** What is said of a config, in English: the catalogue that the others are checked against. */
export const configSentences = {
  'unknown-key': ({ key, owner }: { key: string; owner: Named }) =>
    `\`${key}\` is not a key of ${{ file: 'the top level', item: 'this item', key: quoted(owner) }[owner.what]}.`,
  'missing-key': ({ key, owner }: { key: string; owner: Named }) => `${named(owner)} has no \`${key}\`.`,
  'unknown-value': ({ owner, found, options }: { owner: Named; found: string; options: readonly string[] }) =>
    `${named(owner)} ${found === '' ? 'has no value' : `is \`${found}\``}; it can be ${options.join(' or ')}.`,
  'absent-with-more': ({ owner }: { owner: Named }) =>
    `${named(owner)} stands beside \`state: absent\`, which deletes the account.`,
  'nickname-character': ({ character }: { character: string }) =>
    `The nickname has a character that can't be seen: ${character}.`,
  'nickname-too-long': ({ count, most }: { count: number; most: number }) =>
    `The nickname has ${counted(count, 'character')}; WeChat takes at most ${most}.`,
  'nickname-long-old-limit': ({ count, points, most }: { count: number; points: number; most: number }) =>
    `The nickname has ${counted(count, 'character')} made of ${points} code points; WeChat may count those and take at most ${most}.`,
  'nickname-empty': () => 'The nickname has nothing but spaces.',
  'nickname-spaces': () => 'The nickname begins or ends with a space.',
  'nickname-not-nfc': () =>
    'The nickname has letters in decomposed form (not Unicode NFC), as macOS file names have.',
  'belongs-under': ({ home }: { home: string }) => `It belongs under \`${home}\`: indent it there.`,
  'under-accounts': () => 'An account stands under `accounts:`, two spaces further right.',
  'known-keys': ({ keys }: { keys: readonly string[] }) => `Known keys here: ${keys.join(', ')}.`,
  'add-key': ({ key }: { key: string }) => `Add \`${key}:\`.`,
  'add-version': () => 'Add `version: 1` as the first line.',
  'add-official-account': () => 'Add `officialAccount:` with `name`, `wechatId` and `appId` below.',
  'add-accounts': () => 'Add `accounts:` with the accounts below, or `accounts: {}` for none.',
  'add-msgtype': () => 'Add `msgtype:`, such as `msgtype: text`: it says what the message is.',
  'add-nickname': () => 'Add `nickname:`, the name customers see; for a delete write `state: absent` alone.',
  'add-name': () => 'Add `name:`, a short name for reports, such as shop-cn.',
  'add-wechat-id': () =>
    'Add `wechatId:`, the official account\'s WeChat ID (公众号微信号): what stands after "@".',
  'add-app-id': () => "Add `appId:`; WeChat's console shows it beside the AppSecret.",
  'write-one-of': ({ options }: { options: readonly string[] }) => `Write ${options.join(' or ')}.`,
  'absent-alone': () => 'Keep `state: absent` alone for a delete, or remove it to keep the account.',
  'type-again': () =>
    'Type the nickname again by hand: text copied from elsewhere may bring invisible characters along.',
  shorten: () => 'Shorten it.',
  'leave-out-emoji': () => 'Leave out an emoji if WeChat refuses it.',
  'write-nickname': () => 'Write the name customers see.',
  'remove-space': () => 'WeChat may take it off, and every plan would want to change it: remove the space.',
  'convert-to-nfc': () => 'Type it again, or convert the file to NFC.',
};

export const say = sayer(configSentences);

/** What a sentence calls the place it is about. */
export function named(owner: Named): string {
  return { file: 'The file', item: 'This item', key: quoted(owner) }[owner.what];
}

function quoted(owner: Named): string {
  return owner.what === 'key' ? `\`${owner.key}\`` : '';
}
