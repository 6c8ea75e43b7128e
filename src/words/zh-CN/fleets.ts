import type { fleetSentences as english } from '../en/fleets.ts';

/** What is said while many official accounts are planned and applied, in Chinese. */
export const fleetSentences = {
  'fleet-planned-so-far': ({ counted }) => `${counted} 个公众号已生成计划`,
  'fleet-applied-so-far': ({ counted }) => `${counted} 个公众号已执行`,
  'fleet-applied-here-so-far': ({ counted }) => `${counted} 个公众号已在此处执行`,
  'member-ended': ({ counted, name, how }) => `${counted} ${name}：${how}`,
  'member-not-planned': ({ code }) => `无法生成计划（${code}）`,
  'member-held': () => '被保护规则拦下',
  'member-held-unwritten': () => '被保护规则拦下，没有写入任何内容',
  'member-not-begun': ({ why }) => `未开始：${why}`,
  'member-failed': ({ code }) => `失败（${code}）`,
  'planning-accounts': ({ count }) => `正在为 ${count} 个公众号生成计划…`,
  'run-was-stopped': () => '运行已停止',
  'run-not-approved': () => '这次运行没有得到批准',
  'nothing-to-change-here': ({ why }) => `这里没有要变更的内容，而且${why}`,
  'left-before-it': () => '第二个信号在此之前结束了运行',
  'not-applied-here': () => '本进程因第二个信号结束，没有执行它；共享这份计划的其他进程可能已经执行',
  'not-applied-yet': () => '尚未按这份计划执行过',
  'stop-on-error': () => '有一个公众号失败，而 `--on-error` 为 `stop`',
  'too-many-failed': ({ failed, ended, rate }) =>
    `到目前为止执行的 ${ended} 个公众号中有 ${failed} 个失败，超过 \`policy.rollout.maxFailureRate\`（${rate}）`,
  'only-one-failed': ({ rate }) =>
    `到目前为止执行的唯一一个公众号失败，超过 \`policy.rollout.maxFailureRate\`（${rate}）`,
  'no-config-named': ({ names }) => `${names.join('、')} 没有对应任何配置文件。没有发送任何内容。`,
  'name-configs': () =>
    '文件夹代表其中所有名称不以 `_` 开头的 `.yaml` 和 `.yml` 文件；引号中的通配符（如 `shops/**/*.yaml`）代表与之匹配的文件。',
  'folders-unlistable': ({ names }) => `无法列出 ${names.join('、')}：其中可能有配置文件。没有发送任何内容。`,
  'let-read-folder': () => '请让运行 kefu 的用户有权读取该文件夹，或逐个指定配置文件。',
  'too-many-configs': ({ count, most }) => `指定了 ${count} 个配置文件；一次运行最多 ${most} 个。`,
  'split-run': () => '请指定配置文件所在的文件夹，或用 `--shard 1/2` 和 `--shard 2/2` 分成几次运行。',
  'only-shared-pieces': () => '只找到共享片段，没有配置文件。没有发送任何内容。',
  'name-extending-configs': () => '含有 `extends: []` 的文件是共享片段；请指定引用它的配置文件所在的文件夹。',
  'config-is-link': ({ config }) => `${config} 是链接；文件夹或通配符只代表文件。`,
  'file-or-name-link': () => '请把文件本身放在这里，或直接指定这个链接。',
  'common-app-id': ({ appId }) => `AppID ${appId}`,
  'common-name': ({ name }) => `名称 ${name}`,
  'common-record': ({ place }) => `记录 ${place}`,
  'configs-clash': ({ one, other, what }) =>
    `${one} 与 ${other} 的${what} 相同；一个配置文件只描述一个公众号。两者都不会执行。`,
  'keep-apart': () =>
    '请从这次运行中去掉其中一个，或改正 `officialAccount.name` 和 `appId`，或各用一个 `--state` 文件夹。',
  'reports-disagree': ({ name, config }) => `两份执行结果对 ${name}（${config}）的说法不同。`,
  'merge-one-run': () => '请合并同一次运行的执行结果：每个公众号只属于一个分片。',
  'shared-needs-plan': () => '`--shared` 用于执行保存的多公众号计划。',
  'plan-for-all': ({ command }) => `请用 ${command} 生成一份，并让每个进程使用同一个文件夹。`,
  'shared-needs-all': () =>
    '`--shared` 会分配计划中的全部公众号；不能与 `--shard`、`--account`、`--exclude` 一起使用。',
  'leave-choice-out': () => '请去掉它们：每个进程会取下一个无人处理的公众号。',
  'shared-needs-database': () => '共享执行需要一个所有进程都能连接的数据库。',
  'set-database-or-shard': () =>
    '请设置 `KEFU_BACKEND=postgres://…`；没有数据库时，请用 `--shard 1/4` … `4/4` 拆分计划。',
  'one-state-for-many': ({ place }) => `${place} 是一个状态文件，却指定了多个公众号。`,
  'name-state-folder': () => '请用 `--state` 或 KEFU_STATE 指定文件夹；每个公众号会在其中有自己的状态文件。',
  'accounts-never-met': ({ names }) => `这次运行的配置文件中没有公众号 ${names.join('、')}。`,
  'choose-by-name': () => '`--account` 和 `--exclude` 的值是 `officialAccount.name` 中的名称。',
  'git-can-not-tell': ({ ref }) => `git 无法判断自“${ref}”以来有哪些改动。`,
  'fetch-history': () => '请在含有该提交的克隆中运行：在 CI 中请获取完整历史，或目标分支。',
} satisfies typeof english;
