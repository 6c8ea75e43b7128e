import type { runningSentences as english } from '../en/running.ts';

/** What is asked, and told while a run goes on or is stopped, in Chinese. */
export const runningSentences = {
  'apply-needs-yes': () => '执行之前需要确认，但没有可供询问的终端。',
  'review-then-approve': () => '请评审计划，然后加上 `--auto-approve`。',
  'apply-to-question': ({ whom }) => `要对 ${whom} 执行以上变更吗？只接受“yes”：`,
  'official-accounts': ({ count }) => `${count} 个公众号`,
  'nothing-changed': () => '没有任何改动。',
  'stopping-run': () => '正在停止：不再开始新的写入；已发出的会等待完成并回读。再按一次立即退出。',
  'stopping-fleet': () =>
    '正在停止：不再开始新的公众号和新的写入；已发出的会等待完成并回读。再按一次立即退出。',
  'stopping-sending': () => '已发出的消息完成后停止。',
  'left-so-far': () => '已立即退出。到目前为止：',
  'step-known-so-far': ({ step, status }) => `${step}：${status}`,
  'step-in-flight': ({ step }) => `${step}：无法确定（已发出）`,
  'steps-not-attempted': ({ count }) => `${count} 项未执行`,
  'not-read-back': () => '没有回读。下一次执行会核实无法确定的部分。',
  'fleet-left': () => '已立即退出。下一次执行会核实无法确定的部分。',
} satisfies typeof english;
