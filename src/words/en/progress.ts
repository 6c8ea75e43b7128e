import type { Action } from '../../model/plan.ts';
import { counted } from '../counted.ts';
import { sayer } from '../say.ts';

/** What an apply tells while it runs, in English. */
export const progressSentences = {
  'still-at-it': ({ seconds, doing }: { seconds: number; doing: string }) =>
    `Still at it after ${seconds} s: ${doing}`,
  'run-starting': () => 'starting',
  'between-steps': () => 'between two steps',
  'step-begun': ({ step }: { step: string }) => `${step}…`,
  'step-begun-left': ({ step, seconds }: { step: string; seconds: number }) =>
    `${step}… (about ${seconds} s left)`,
  'step-ended': ({ step, status }: { step: string; status: string }) => `${step}: ${status}`,
  'run-waiting': ({ seconds, reason }: { seconds: number; reason: string }) =>
    `Waiting ${seconds} s: ${reason}`,
  'reading-accounts': ({ name, host }: { name: string; host: string }) =>
    `Reading the accounts of ${name} from ${host}…`,
  'reading-back': () => 'Reading everything back…',
  'earlier-apply-ended': ({ step, at }: { step: string; at: string }) =>
    `An earlier apply ended in the middle of "${step}" (${at}); the plan shows what became of it.`,
  'event-planned': ({ name, action }: { name: string; action: Action }) => `${name}: plan to ${action}`,
  'event-total': ({ count }: { count: number }) => `${counted(count, 'change')} to apply`,
  'event-step-begun': ({ step, index, total }: { step: string; index: number; total: number }) =>
    `${step}… (${index}/${total})`,
  'event-step-ended': ({ step, status, seconds }: { step: string; status: string; seconds: number }) =>
    `${step} ${status} after ${seconds}s`,
  'take-back': ({ command }: { command: string }) => `To take this back: ${command}`,
  'left-at-once': () => 'A second signal ended the run at once; the next apply settles what is unknown.',
};

export const say = sayer(progressSentences);
