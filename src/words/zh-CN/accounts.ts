import type { accountSentences as english } from '../en/accounts.ts';

const scripts: Readonly<Record<string, string>> = {
  Cyrillic: '西里尔',
  Greek: '希腊',
  Armenian: '亚美尼亚',
  Cherokee: '切罗基',
};

/** What is said of the accounts of a config, in Chinese. */
export const accountSentences = {
  'account-key-misplaced': ({ key }) => `\`${key}\` 写在了账号名的位置。`,
  'indent-below-account': ({ under }) =>
    `请再缩进两个空格，写到${under === '' ? '账号名' : ` \`${under}\` `}之下。`,
  'worker-too-long': ({ count }) => `这不是微信号：有 ${count} 个字符，最多 64 个。`,
  'worker-with-at': () => '这不是微信号：其中有“@”。',
  'worker-with-sign': ({ sign }) => `这不是微信号，其中有：${sign}。`,
  'write-wechat-id': () => '请写此人的微信号，而不是微信昵称。',
  'worker-is-a-phone': () => '这看起来是电话号码：邀请需要的是微信号，而且号码会留在仓库的历史记录中。',
  'ask-for-wechat-id': () => '请此人提供微信号（我 → 微信号）。微信会拒绝它不认识的微信号（65409）。',
  'protect-beside-absent': () => '`protect: true` 与 `state: absent` 写在一起，而后者会删除该账号。',
  'lift-or-keep': () => '要解除保护并删除，请写 `protect: false`；要保留，请去掉 `state: absent`。',
  'names-differ-in-case': ({ name, other, line }) => `\`${name}\` 与 \`${other}\`（${line}）只有大小写不同。`,
  'give-another-name': () => '请把其中一个改成别的名称：微信可能把两者当作同一个账号。',
  'worker-twice': ({ line }) =>
    `同一个人已在别处（${line}）受到邀请；微信通常会拒绝第二次邀请（65407、65410）。`,
  'invite-to-one': () => '每个人只邀请到一个账号。',
  'nickname-twice': ({ line }) => `另一个账号（${line}）的昵称与此相同，客户无法区分两者。`,
  'fine-if-meant': () => '如果是有意为之，则无需处理。',
  'account-name-with-suffix': ({ suffix }) => `kefu 会自动加上“@${suffix}”。`,
  'account-name-of-another': ({ suffix }) => `kefu 会自动加上“@${suffix}”；此处写的是另一个公众号。`,
  'write-it': ({ text }) => `请写 \`${text}\`。`,
  'account-name-too-long': ({ name, count }) =>
    `\`${name}\` 有 ${count} 个字符：账号名由 1 至 10 个字母（a-z、A-Z）、数字或下划线组成。`,
  'account-name': ({ name }) =>
    `微信不接受 \`${name}\` 这个名称：账号名由 1 至 10 个字母（a-z、A-Z）、数字或下划线组成。`,
  'choose-short-name': () => '请取一个简短的名称，例如 alice；客户看到的是昵称。',
  'account-is-placeholder': ({ name, what }) => `账号名为 \`${name}\`：${what}。`,
  'write-account-name': () => '请写账号的名称，例如 alice。',
  'previously-name': () => '原账号名与账号名一样，由 1 至 10 个字母、数字或下划线组成。',
  'write-before-at': () => '只写“@”前面的部分。',
  'write-earlier-name': () => '请写该账号原来的名称。',
  'previously-current': ({ name, line }) => `\`${name}\` 是本文件中的账号（${line}）。`,
  'remove-name-or-account': () => '原账号名会导致删除：请在此处去掉它，或去掉那个账号。',
  'previously-own-in-case': ({ name }) =>
    `\`${name}\` 与本账号的名称只有大小写不同；微信可能把两者当作同一个账号，而原账号名会导致删除。`,
  'previously-other-in-case': ({ name, other, line }) =>
    `\`${name}\` 与账号 \`${other}\`（${line}）只有大小写不同；微信可能把两者当作同一个账号，而原账号名会导致删除。`,
  'name-as-wechat-has-it': ({ name }) =>
    `请把账号命名为 \`${name}\`，与微信端一致，除非确实要新建一个没有历史的账号。`,
  'remove-earlier-name': () => '请在此处去掉它：删除可能会落到要保留的账号上。',
  'previously-twice': ({ name, line }) => `\`${name}\` 在 \`previously\` 中出现两次，第一次在：${line}。`,
  'previously-twice-in-case': ({ name, other, line }) =>
    `\`previously\` 中的 \`${name}\` 与 \`${other}\`（${line}）只有大小写不同。`,
  'keep-at-replacing': () => '只在取代它的账号处保留。',
  'official-account-name': () => '名称中有不能用于地址的字符，或超过 64 个字符。',
  'write-address-letters': () => '请使用字母、数字、点、连字符和下划线，例如 shop-cn。',
  'wechat-id-with-at': () => '公众号微信号是“@”后面的部分，不含“@”。',
  'wechat-id': () => '公众号微信号由 1 至 30 个字母、数字、连字符和下划线组成。',
  'find-wechat-id': () => '微信后台显示为“微信号”；如果没有设置，请写原始 ID（gh_…）。',
  'app-id-is-original-id': () => '这不是 AppID：gh_… 是原始 ID，应写在 `wechatId` 中。',
  'app-id-begin': () => '这不是 AppID：它不以“wx”开头。',
  'app-id-of-emulator': () => '这不是 AppID：模拟器的 AppID 在“wxemu”后面有正好 13 位数字。',
  'app-id-signs': () => '这不是 AppID：“wx”后面只能是 0-9 和 a-f。',
  'app-id-length': ({ count }) => `这不是 AppID：“wx”后面应有 16 个字符，这里有 ${count} 个。`,
  'copy-app-id': () => '请从微信后台复制（设置与开发 → 基本配置）：“wx”加 16 个 0-9 或 a-f 的字符。',
  'nickname-look-alike': ({ letter, script, code }) =>
    `\`${letter}\` 是夹在其他文字中的${scripts[script] ?? script}字母（${code}），看起来可能与拉丁字母一样。`,
  'type-nickname-again': () =>
    '请重新输入昵称；如果是有意为之，请设置 `lint: { nickname-look-alike: off }`。',
  'template-unreferenced': ({ name }) => `没有任何序列使用预设消息 \`${name}\`。`,
  'remove-if-never-sent': () => '如果也没有人按名称发送它，请删去。',
  'full-width': ({ found }) => `\`${found}\` 是全角字符。`,
  'personal-mobile': () => '这看起来是手机号码，会留在仓库的历史记录中。',
  'personal-identity': () => '这看起来是身份证号码，会留在仓库的历史记录中。',
  'personal-openid': () => '这看起来是 OpenID，会留在仓库的历史记录中。',
  'make-it-a-variable': () => '请改成变量；如果是公司的号码，请设置 `lint: { personal-data: off }`。',
  'nickname-older-limit': () =>
    '昵称没有超过现在的 16 个字的上限，但微信较早的页面只允许 6 个汉字或 12 个拉丁字母。',
  'shorten-chinese-if-refused': () =>
    '有用户反映，中文昵称容易被拒绝（65403），而拉丁字母的可以通过：如果微信拒绝，请缩短。',
  'nothing-unless-refused': () => '除非微信拒绝或截断它，否则无需处理。',
} satisfies typeof english;
