import type { schemaSentences as english } from '../en/schema.ts';
import { named } from './config.ts';

/** What the schema itself says of forms, by its English. */
export const rules: Readonly<Record<string, string>> = {
  'An account name has 1 to 10 letters, digits or underscores.':
    '账号名由 1 至 10 个字母、数字或下划线组成。',
  'The name of a template has 1 to 64 letters, digits, hyphens or underscores.':
    '预设消息的名称由 1 至 64 个字母、数字、连字符或下划线组成。',
  'The name of a sequence has 1 to 64 letters, digits, hyphens or underscores.':
    '序列的名称由 1 至 64 个字母、数字、连字符或下划线组成。',
  'The name has 1 to 64 letters, digits, dots, hyphens or underscores.':
    '名称由 1 至 64 个字母、数字、点、连字符或下划线组成。',
  'A WeChat ID has 1 to 30 letters, digits, hyphens or underscores, without "@".':
    '公众号微信号由 1 至 30 个字母、数字、连字符或下划线组成，不含“@”。',
  'An AppID is "wx" and 16 characters of 0-9 and a-f, or "wxemu" and 13 digits for the emulator.':
    'AppID 是“wx”加 16 个 0-9 或 a-f 的字符；模拟器的是“wxemu”加 13 位数字。',
  'An endpoint starts with https:// (or http:// for a loopback server).':
    '服务器地址以 https:// 开头（本机服务器可以用 http://）。',
  'The name of an environment variable has letters, digits and underscores, and does not start with a digit.':
    '环境变量的名称由字母、数字和下划线组成，不以数字开头。',
  'A WeChat ID has letters, digits and signs without spaces or "@".':
    '微信号由字母、数字和符号组成，不含空格和“@”。',
  'The name of a variable has letters, digits and underscores, and does not start with a digit.':
    '变量的名称由字母、数字和下划线组成，不以数字开头。',
};

/** What is said of values of a config that are of another type or beyond a limit, in Chinese. */
export const schemaSentences = {
  'owner-without-value': ({ owner }) => `${named(owner)}没有值。`,
  'owner-with-comment': ({ owner, comment }) => `${named(owner)}没有值：\`${comment}\` 是注释。`,
  'wrong-type': ({ owner, found, expected }) => `${named(owner)}的值是${spaced(found)}，应为${expected}。`,
  'type-object': () => '由键组成的块',
  'type-array': () => '列表',
  'type-string': () => '文本',
  'type-integer': () => '整数',
  'type-boolean': () => ' `true` 或 `false`',
  'text-on-same-line': () => '请在同一行写文本。',
  'digits-alone': () => '请只写数字。',
  'write-state-absent': () => '请写 `{ state: absent }`。',
  'write-keys-below': () => '请把它的键写在下面的行，再向右缩进两个空格。',
  'write-as-map': ({ form }) => `请不要写短横线和方括号，各项以名称为键：\`${form}\`。`,
  'write-true': () => '请写 `true`。',
  'write-false': () => '请写 `false`。',
  'write-true-or-false': () => '请写 `true` 或 `false`。',
  'write-list': () => '请写列表：`[one, two]`。',
  'write-list-of': ({ text }) => `请写列表：\`[${text}]\`。`,
  'number-at-least': ({ owner, limit }) => `${named(owner)}不能小于 ${limit}。`,
  'number-at-most': ({ owner, limit }) => `${named(owner)}不能大于 ${limit}。`,
  'is-empty': ({ owner }) => `${named(owner)}为空。`,
  'is-empty-but-comment': ({ owner, comment }) => `${named(owner)}为空：\`${comment}\` 是注释。`,
  'text-over-limit': ({ owner, count, limit }) => `${named(owner)}有 ${count} 个字符，最多允许 ${limit} 个。`,
  'too-many-items': ({ owner, limit }) => `${named(owner)}超过 ${limit} 项。`,
  'too-few-keys': ({ owner, limit }) => `${named(owner)}少于 ${limit} 个键。`,
  'too-many-keys': ({ owner, limit }) => `${named(owner)}超过 ${limit} 个键。`,
  'not-as-it-has-to-be': ({ owner }) => `${named(owner)}的写法不对。`,
  'number-from-to': ({ least, most }) => `请写 ${least} 至 ${most} 的数字。`,
  'number-from': ({ least }) => `请写不小于 ${least} 的数字。`,
  'number-to': ({ most }) => `请写不大于 ${most} 的数字。`,
  'value-or-no-line': () => '请写值，或删去这一行；以 `#` 开头的值要加引号。',
  'items-or-no-line': ({ limit }) => `请至少写 ${limit} 项，或删去这一行。`,
  'keep-items': ({ limit }) => `请保留 ${limit} 项。`,
  'write-so-many-keys': ({ limit }) => `请写 ${limit} 个键。`,
  'keep-keys': ({ limit }) => `请保留 ${limit} 个键。`,
  'see-errors-page': () => '写法见 docs/errors.md。',
  'by-rule': ({ rule }) => rules[rule] ?? rule,
} satisfies typeof english;

/** With the spaces that stand between code and Chinese. */
function spaced(found: string): string {
  return found.startsWith('`') ? ` ${found}` : found;
}
