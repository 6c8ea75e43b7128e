import { counted } from '../counted.ts';
import { sayer } from '../say.ts';

/** What is asked, and told while a run goes on or is stopped, in English. */
export const runningSentences = {
  'apply-needs-yes': () => 'apply needs a confirmation and there is no terminal to ask on.',
  'review-then-approve': () => 'Review the plan, then pass --auto-approve.',
  'apply-to-question': ({ whom }: { whom: string }) =>
    `Apply these changes to ${whom}? Only "yes" is accepted: `,
  'official-accounts': ({ count }: { count: number }) => counted(count, 'official account'),
  'nothing-changed': () => 'Nothing was changed.',
  'stopping-run': () =>
    'Stopping: no new write is started; what is in flight is finished and read back. Again to leave at once.',
  'stopping-fleet': () =>
    'Stopping: no new official account and no new write is begun; what is in flight is finished and read back. Again to leave at once.',
  'stopping-sending': () => 'Stopping after the message in flight.',
  'left-so-far': () => 'Left at once. So far:',
  'step-known-so-far': ({ step, status }: { step: string; status: string }) => `${step} ${status}`,
  'step-in-flight': ({ step }: { step: string }) => `${step} unknown (in flight)`,
  'steps-not-attempted': ({ count }: { count: number }) => `${count} not attempted`,
  'not-read-back': () => 'Nothing was read back. The next apply settles what is unknown.',
  'fleet-left': () => 'Left at once. The next apply settles what is unknown.',
};

export const say = sayer(runningSentences);
