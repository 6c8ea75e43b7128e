import type { configSentences as english } from '../en/config.ts';
import type { Named } from '../named.ts';

/** What is said of a config, in Chinese. */
export const configSentences = {
  'unknown-key': ({ key, owner }) =>
    `\`${key}\` 不是${{ file: '顶层', item: '此项', key: ` ${quoted(owner)} ` }[owner.what]}的键。`,
  'missing-key': ({ key, owner }) => `${named(owner)}缺少 \`${key}\`。`,
  'unknown-value': ({ owner, found, options }) =>
    `${named(owner)}${found === '' ? '没有值' : `的值是 \`${found}\``}，只能是 ${options.join(' 或 ')}。`,
  'absent-with-more': ({ owner }) => `${named(owner)}与 \`state: absent\` 写在一起，而后者会删除该账号。`,
  'nickname-character': ({ character }) => `昵称中有看不见的字符：${character}。`,
  'nickname-too-long': ({ count, most }) => `昵称有 ${count} 个字，微信最多允许 ${most} 个。`,
  'nickname-long-old-limit': ({ count, points, most }) =>
    `昵称有 ${count} 个字，由 ${points} 个码点组成；微信可能按码点计算，最多允许 ${most} 个。`,
  'nickname-empty': () => '昵称中只有空格。',
  'nickname-spaces': () => '昵称的开头或结尾有空格。',
  'nickname-not-nfc': () => '昵称中有分解形式的字母（不是 Unicode NFC），macOS 的文件名就是这样。',
  'belongs-under': ({ home }) => `它属于 \`${home}\`：请缩进到那里。`,
  'under-accounts': () => '账号要写在 `accounts:` 之下，再向右缩进两个空格。',
  'known-keys': ({ keys }) => `此处可用的键：${keys.join('、')}。`,
  'add-key': ({ key }) => `请补上 \`${key}:\`。`,
  'add-version': () => '请在第一行补上 `version: 1`。',
  'add-official-account': () => '请补上 `officialAccount:`，并在其下写 `name`、`wechatId` 和 `appId`。',
  'add-accounts': () => '请补上 `accounts:`，并在其下写各个账号；没有账号时写 `accounts: {}`。',
  'add-msgtype': () => '请补上 `msgtype:`，例如 `msgtype: text`，它决定消息的类型。',
  'add-nickname': () => '请补上 `nickname:`，即客户看到的名称；要删除账号时，只写 `state: absent`。',
  'add-name': () => '请补上 `name:`，即报告中使用的简称，例如 shop-cn。',
  'add-wechat-id': () => '请补上 `wechatId:`，即公众号微信号，也就是“@”后面的部分。',
  'add-app-id': () => '请补上 `appId:`，微信后台把它显示在 AppSecret 旁边。',
  'write-one-of': ({ options }) => `请写 ${options.join(' 或 ')}。`,
  'absent-alone': () => '要删除账号时，只保留 `state: absent`；要保留账号时，去掉它。',
  'type-again': () => '请手工重新输入昵称：从别处复制的文字可能带有看不见的字符。',
  shorten: () => '请缩短。',
  'leave-out-emoji': () => '如果微信拒绝，请去掉一个表情符号。',
  'write-nickname': () => '请写客户看到的名称。',
  'remove-space': () => '微信可能会去掉它，这样每次计划都会出现变更：请删去空格。',
  'convert-to-nfc': () => '请重新输入，或把文件转换为 NFC。',
} satisfies typeof english;

/** With the space that stands between a key and Chinese. */
export function named(owner: Named): string {
  return { file: '该文件', item: '此项', key: `${quoted(owner)} ` }[owner.what];
}

function quoted(owner: Named): string {
  return owner.what === 'key' ? `\`${owner.key}\`` : '';
}
