import type { Outcome } from '../model/outcome.ts';

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
  const times = waits === 1 ? 'a minute' : `a minute ${waits} times`;
  return withHint(
    outcome,
    `It was not sent, though kefu waited ${times}. Go on in some minutes; others may be sending, too.`,
  );
}

/** The same for showing that someone types. */
export function adviseOnTyping(outcome: Outcome): Outcome {
  if (outcome.kind === 'unknown') {
    return withHint(
      outcome,
      'There is nothing to do: it ends by itself, with a message or after 15 seconds.',
    );
  }
  return isTooFast(outcome) ? withHint(outcome, nextMinute) : outcome;
}

const nextMinute = 'Nothing happened, and kefu does not wait here: WeChat takes it again in the next minute.';

const unknownHint =
  'It may have arrived or not, and nothing shows which. kefu does not send it again: ask the customer, or look at the chat in the console.';

/** The only quota that comes back within a run: 45011, WeChat's minute. */
function isTooFast(outcome: Outcome): outcome is Extract<Outcome, { then: 'retry' }> {
  return outcome.kind === 'not-applied' && outcome.then === 'retry' && outcome.cause.kind === 'quota';
}

function withHint<Kind extends Exclude<Outcome, { kind: 'applied' }>>(outcome: Kind, hint: string): Kind {
  return { ...outcome, cause: { ...outcome.cause, hint } };
}
