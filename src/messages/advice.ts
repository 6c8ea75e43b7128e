import type { Outcome } from '../model/outcome.ts';
import type { Saying } from '../model/saying.ts';
import { say } from '../words/en/wechat.ts';
import { inEnglish } from '../words/say.ts';

/**
 * An outcome of a send with a hint that is true for one: a message can't be read back, and nothing waits by itself where
 * only one call was made.
 */
export function adviseOnSend(outcome: Outcome): Outcome {
  if (outcome.kind === 'unknown') return withHint(outcome, unknownHint);
  return isTooFast(outcome) ? withHint(outcome, nextMinute) : outcome;
}

/** The same after so many waits for it. */
export function adviseAfterWaits(outcome: Outcome, waits: number): Outcome {
  if (!isTooFast(outcome)) return adviseOnSend(outcome);
  const hint = waits === 1 ? say('waited-a-minute') : say('waited-minutes', { times: waits });
  return withHint(outcome, hint);
}

/** The same for showing that someone types. */
export function adviseOnTyping(outcome: Outcome): Outcome {
  if (outcome.kind === 'unknown') {
    return withHint(outcome, say('typing-ends'));
  }
  return isTooFast(outcome) ? withHint(outcome, nextMinute) : outcome;
}

const nextMinute = say('next-minute');

const unknownHint = say('not-sent-again');

/** The only quota that comes back within a run: 45011, WeChat's minute. */
function isTooFast(outcome: Outcome): outcome is Extract<Outcome, { then: 'retry' }> {
  return outcome.kind === 'not-applied' && outcome.then === 'retry' && outcome.cause.kind === 'quota';
}

function withHint<Kind extends Exclude<Outcome, { kind: 'applied' }>>(outcome: Kind, hint: Saying): Kind {
  const { cause } = outcome;
  return { ...outcome, cause: { ...cause, hint: inEnglish(hint), said: { ...cause.said, hint } } };
}
