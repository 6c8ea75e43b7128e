import { counted } from '../counted.ts';
import { sayer } from '../say.ts';

/** What is said of the accounts of a config, in English. */
export const accountSentences = {
  'account-key-misplaced': ({ key }: { key: string }) =>
    `\`${key}\` stands where the names of accounts stand.`,
  'indent-below-account': ({ under }: { under: string }) =>
    `Indent it by two more spaces, so that it stands below ${under === '' ? "an account's name" : `\`${under}\``}.`,
  'worker-too-long': ({ count }: { count: number }) =>
    `This is not a WeChat ID: it has ${counted(count, 'character')}, and 64 are the most.`,
  'worker-with-at': () => 'This is not a WeChat ID: it has an "@".',
  'worker-with-sign': ({ sign }: { sign: string }) => `This is not a WeChat ID: it has ${sign} in it.`,
  'write-wechat-id': () => "Write the person's WeChat ID (微信号), not the display name.",
  'worker-is-a-phone': () =>
    'This looks like a telephone number: an invitation takes the WeChat ID (微信号), and a number would stay in the history of the repository.',
  'ask-for-wechat-id': () =>
    'Ask the person for the WeChat ID (我 → 微信号). WeChat refuses what it does not know as one (65409).',
  'protect-beside-absent': () => '`protect: true` stands beside `state: absent`, which deletes the account.',
  'lift-or-keep': () =>
    'Write `protect: false` to lift the protection and delete it, or remove `state: absent`.',
  'names-differ-in-case': ({ name, other, line }: { name: string; other: string; line: string }) =>
    `\`${name}\` and \`${other}\` (${line}) differ only in upper and lower case.`,
  'give-another-name': () => 'Give one of them another name: WeChat may take them for the same account.',
  'worker-twice': ({ line }: { line: string }) =>
    `The same person is invited on ${line}; WeChat usually refuses the second invitation (65407, 65410).`,
  'invite-to-one': () => 'Invite each person to one account.',
  'nickname-twice': ({ line }: { line: string }) =>
    `The account on ${line} has the same nickname; customers can't tell them apart.`,
  'fine-if-meant': () => 'Nothing to do if that is meant.',
  'account-name-with-suffix': ({ suffix }: { suffix: string }) => `kefu adds "@${suffix}" itself.`,
  'account-name-of-another': ({ suffix }: { suffix: string }) =>
    `kefu adds "@${suffix}" itself. This one names another official account.`,
  'write-it': ({ text }: { text: string }) => `Write \`${text}\`.`,
  'account-name-too-long': ({ name, count }: { name: string; count: number }) =>
    `\`${name}\` has ${counted(count, 'character')}: an account name has 1 to 10 letters (a-z, A-Z), digits or underscores.`,
  'account-name': ({ name }: { name: string }) =>
    `\`${name}\` is not a name WeChat takes: an account name has 1 to 10 letters (a-z, A-Z), digits or underscores.`,
  'choose-short-name': () => 'Choose a short name such as alice; what customers see is the nickname.',
  'account-is-placeholder': ({ name, what }: { name: string; what: string }) =>
    `The account is named \`${name}\`: ${what}.`,
  'write-account-name': () => 'Write the name of the account, such as alice.',
  'previously-name': () =>
    'An earlier name has 1 to 10 letters, digits or underscores, like an account name.',
  'write-before-at': () => 'Write the part before "@" alone.',
  'write-earlier-name': () => 'Write the name the account had.',
  'previously-current': ({ name, line }: { name: string; line: string }) =>
    `\`${name}\` is an account of this file (${line}).`,
  'remove-name-or-account': () => 'An earlier name leads to a delete: remove it here, or remove the account.',
  'previously-own-in-case': ({ name }: { name: string }) =>
    `\`${name}\` and this account's name differ only in upper and lower case; WeChat may take them for one account, and this name leads to a delete.`,
  'previously-other-in-case': ({ name, other, line }: { name: string; other: string; line: string }) =>
    `\`${name}\` and the account \`${other}\` (${line}) differ only in upper and lower case; WeChat may take them for one account, and this name leads to a delete.`,
  'name-as-wechat-has-it': ({ name }: { name: string }) =>
    `Name the account \`${name}\`, as WeChat has it, unless a new account without history is meant.`,
  'remove-earlier-name': () => 'Remove it here: a delete could meet the account that is to stay.',
  'previously-twice': ({ name, line }: { name: string; line: string }) =>
    `\`${name}\` stands in \`previously\` twice; the first is on ${line}.`,
  'previously-twice-in-case': ({ name, other, line }: { name: string; other: string; line: string }) =>
    `\`${name}\` and \`${other}\` (${line}) in \`previously\` differ only in upper and lower case.`,
  'keep-at-replacing': () => 'Keep it at the account that replaces it.',
  'official-account-name': () =>
    'The name has a character that does not fit into an address, or more than 64.',
  'write-address-letters': () => 'Write letters, digits, dots, hyphens and underscores, such as shop-cn.',
  'wechat-id-with-at': () => 'The WeChat ID is what stands after the "@", without it.',
  'wechat-id': () => 'A WeChat ID has 1 to 30 letters, digits, hyphens and underscores.',
  'find-wechat-id': () =>
    "WeChat's console shows it as 微信号; when none is set, write the original id (gh_…).",
  'app-id-is-original-id': () =>
    'This is not an AppID: gh_… is the original id, which belongs to `wechatId`.',
  'app-id-begin': () => 'This is not an AppID: it does not begin with "wx".',
  'app-id-of-emulator': () => 'This is not an AppID: the emulator\'s have exactly 13 digits after "wxemu".',
  'app-id-signs': () => 'This is not an AppID: after "wx" only 0-9 and a-f can stand.',
  'app-id-length': ({ count }: { count: number }) =>
    `This is not an AppID: after "wx" stand 16 characters, here are ${count}.`,
  'copy-app-id': () =>
    'Copy it from WeChat\'s console (设置与开发 → 基本配置): "wx" and 16 of the characters 0-9 and a-f.',
  'nickname-look-alike': ({ letter, script, code }: { letter: string; script: string; code: string }) =>
    `\`${letter}\` is a ${script} letter (${code}) among others; it can look just like a Latin one.`,
  'type-nickname-again': () =>
    'Type the nickname again, or set `lint: { nickname-look-alike: off }` if it is meant.',
  'template-unreferenced': ({ name }: { name: string }) => `No sequence names the template \`${name}\`.`,
  'remove-if-never-sent': () => 'Remove it if nobody sends it by name either.',
  'full-width': ({ found }: { found: string }) => `\`${found}\` is written in full-width characters (全角).`,
  'personal-mobile': () => "This looks like a mobile number; it would stay in the repository's history.",
  'personal-identity': () =>
    "This looks like an identity card number; it would stay in the repository's history.",
  'personal-openid': () => "This looks like an OpenID; it would stay in the repository's history.",
  'make-it-a-variable': () =>
    'Make it a variable, or use a number of the company and set `lint: { personal-data: off }`.',
  'nickname-older-limit': () =>
    "The nickname is within today's limit of 16 characters, but WeChat's older pages allow 6 Chinese characters or 12 Latin letters.",
  'shorten-chinese-if-refused': () =>
    'Users report that Chinese nicknames are easily refused (65403) where Latin ones pass: shorten it if WeChat refuses it.',
  'nothing-unless-refused': () => 'Nothing to do unless WeChat refuses it or cuts it off.',
};

export const say = sayer(accountSentences);
