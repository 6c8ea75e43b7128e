import type { Action } from '../../model/plan.ts';
import type { progressSentences as english } from '../en/progress.ts';

const actions: Readonly<Record<Action, string>> = { create: '新增', update: '修改', delete: '删除' };

/** What an apply tells while it runs, in Chinese. */
export const progressSentences = {
  'still-at-it': ({ seconds, doing }) => `已运行 ${seconds} 秒，正在进行：${doing}`,
  'run-starting': () => '启动',
  'between-steps': () => '两个步骤之间',
  'step-begun': ({ step }) => `${step}…`,
  'step-begun-left': ({ step, seconds }) => `${step}…（大约还需 ${seconds} 秒）`,
  'step-ended': ({ step, status }) => `${step}：${status}`,
  'run-waiting': ({ seconds, reason }) => `等待 ${seconds} 秒：${reason}`,
  'reading-accounts': ({ name, host }) => `正在从 ${host} 读取 ${name} 的账号…`,
  'reading-back': () => '正在回读全部内容，逐项核对…',
  'earlier-apply-ended': ({ step, at }) =>
    `之前有一次执行在“${step}”的过程中结束（${at}）；计划会显示它的结果。`,
  'event-planned': ({ name, action }) => `${name}：计划${actions[action]}`,
  'event-total': ({ count }) => `需要执行的变更：${count} 项`,
  'event-step-begun': ({ step, index, total }) => `${step}…（${index}/${total}）`,
  'event-step-ended': ({ step, status, seconds }) => `${step}：${status}，用时 ${seconds} 秒`,
  'take-back': ({ command }) => `要撤销这次执行：${command}`,
  'left-at-once': () => '第二个信号使运行立即结束；下一次执行会核实无法确定的结果。',
} satisfies typeof english;
