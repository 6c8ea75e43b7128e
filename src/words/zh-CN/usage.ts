import type { usageSentences as english } from '../en/usage.ts';
import { placeholders } from '../help/placeholders-zh-CN.ts';

/** What is said of a command line that can't be read, in Chinese. */
export const usageSentences = {
  'unknown-option': ({ command, flag }) => `\`${command}\` 没有选项 \`${flag}\`。`,
  'unknown-command': ({ command, name }) => `\`${command}\` 没有命令“${name}”。`,
  'argument-missing': ({ command, argument }) =>
    `\`${command}\` 缺少参数 \`<${placeholders[argument] ?? argument}>\`。`,
  'option-value-missing': ({ command, flag }) => `\`${command}\`：\`${flag}\` 缺少值。`,
  'option-missing': ({ command, flag }) => `\`${command}\` 缺少 \`${flag}\`。`,
  'too-many-arguments': ({ command, surplus }) => `\`${command}\` 不需要这些参数：\`${surplus}\`。`,
  'option-value': ({ flag, value }) => `\`${flag}\` 的值不能是“${value}”。`,
  'empty-value': ({ command, name }) => `\`${command}\` 的 \`${name}\` 是空的。`,
  'empty-variable': ({ name }) => `环境变量 ${name} 已设置，但为空。`,
  'unset-or-fill': () => '请取消设置，或查看任务为何没有拿到它的值：可能缺少某个密钥变量。',
  'leave-out-or-set': () => '请去掉它，或检查它引用的变量是否已设置。',
  'config-twice': () => '配置文件指定了两次。',
  'no-working-folder': () => '启动 kefu 时所在的文件夹已不存在。',
  'enter-folder-again': () => '请用 `cd` 重新进入该文件夹，再运行 kefu。',
  'see-help': ({ help }) => `\`${help}\` 会列出可用的内容。`,
  'meant-see-help': ({ meant, help }) => `是否想写 \`${meant}\`？\`${help}\` 会列出可用的内容。`,
  'write-format-and-file': () => '请写成“格式=文件”，例如 `markdown=plan.md`。',
  'write-seconds': () => '请写 0 到 3600 之间的秒数。',
  'write-calls': () => '请写 1 到 32 之间的调用数量。',
  'write-accounts': () => '请写 1 到 64 之间的公众号数量。',
  'write-shard': () => '请写成“第几份/总份数”，例如 3/8；从 1 开始计数。',
  'write-hours': () => '请写小时数，最多 720。',
  'write-entries': () => '请写 1 到 99999 之间的数字。',
  'write-port': () => '请写 0 到 65535 之间的端口。',
  'write-fleet-size': () => '请写成“公众号数量x客服账号数量”，例如 `1000x100`，最大为 `10000x100`。',
  'write-changes': () => '请写 0 到 100 之间的客服账号数量。',
  'write-recipients': () => '请写不小于 1 的整数。',
  'write-only-to-look': () => '要查看某个提交以来的变化，请用 `kefu plan`；`apply` 总是比较完整的配置。',
  'can-be-one-of': ({ options }) => `只能是 ${options.join('、')}。`,
  'name-one-config': () => '请只指定一个配置文件：直接写出名称，或用 `--config`。',
  'unknown-language': ({ name }) => `KEFU_LANG 的值是 ${name}，kefu 没有这种语言。`,
  'write-language': ({ options }) => `请写 ${options.join(' 或 ')}，或不设置 KEFU_LANG。`,
} satisfies typeof english;
