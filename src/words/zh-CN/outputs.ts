import type { outputSentences as english } from '../en/outputs.ts';

/** What is said of flags that do not go together, and of files that results go into, in Chinese. */
export const outputSentences = {
  'unknown-format': ({ format }) => `这里没有输出格式“${format}”。`,
  'formats-are': ({ formats }) => `可用的格式：${formats.map((format) => `\`${format}\``).join('、')}。`,
  'output-not-writable': ({ path, why }) => `无法写入输出文件 ${path}（${why}）。`,
  'stdout-lost': ({ code }) => `kefu 写到标准输出的内容有一部分丢失（${code}）。`,
  'stdout-room': () => '请为输出腾出空间。已执行的操作依然有效：`kefu history` 和 `kefu plan` 会显示现状。',
  'output-is-link': () => '它是链接',
  'output-is-device': () => '它是管道、设备或套接字',
  'name-writable': () => '请指定一个文件，其所在文件夹要存在且允许写入。',
  'file-or-stdout': ({ output }) =>
    `请指定一个文件，或用 \`--output ${output}\` 写到标准输出，再从那里转过去。`,
  'fleet-plan-names-configs': () => '多公众号计划自己写明了配置文件，不能再用 `--config`。',
  'apply-a-part': () => '要只执行其中一部分，请用 `--account`、`--exclude` 或 `--shard`。',
  'flags-of-fleets': () =>
    '`--account`、`--exclude`、`--shard` 和 `--changed-since` 用于多个公众号，而这里只指定了一个配置文件。',
  'name-many': () => "请指定文件夹、通配符或多个配置文件：`kefu plan shops/` 或 `kefu plan 'shops/*.yaml'`。",
  'flag-of-one': ({ flag }) => `\`${flag}\` 只用于一个公众号，而这里指定了多个。`,
  'json-line-each': () => '请用 `--json`：它为每个公众号输出一行。',
} satisfies typeof english;
