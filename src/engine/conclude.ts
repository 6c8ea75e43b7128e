import { sameObserved } from '../model/digest.ts';
import type { Sending } from '../model/kind.ts';
import type { Cause, Outcome } from '../model/outcome.ts';
import type { Likeness } from '../model/ports.ts';
import type { Ended, Task } from './tasks.ts';

/** What is known of a step after its call was answered and WeChat was looked at. */
export interface Seen {
  readonly outcome: Outcome;
  /** The object as listed now; `unread` when no reading succeeded. */
  readonly now: { readonly live: unknown } | 'unread';
  readonly sending: Sending<unknown>;
  /** How long an effect was looked for. */
  readonly readBackMs: number;
}

/** What an outcome and what WeChat then shows mean for the step: it ended, or it may be tried again. */
export async function conclude(task: Task, seen: Seen): Promise<Ended | 'again'> {
  const { outcome } = seen;
  switch (outcome.kind) {
    case 'applied':
      return confirm(task, seen);
    case 'unknown':
      return settleUnknown(task, outcome, seen);
    case 'not-applied':
      return outcome.then === 'retry' ? 'again' : refused(task, outcome.cause, seen);
  }
}

/** WeChat said ok: only what it then lists counts. */
async function confirm(task: Task, seen: Seen): Promise<Ended> {
  const { step, rules, before, proof } = task;
  const { now, readBackMs } = seen;
  if (rules.call(step) === undefined) {
    return { status: 'done', note: rules.unseenNote?.(step) ?? 'kept in the state file' };
  }
  if (now === 'unread') {
    return { status: 'unknown', note: 'WeChat said ok, but the list could not be read' };
  }
  const effect = rules.shows(step, before, now.live, proof);
  if (effect === 'cannot-be-seen') {
    return { status: 'done', note: rules.unseenNote?.(step) ?? 'WeChat said ok; this can not be read back' };
  }
  if (effect === 'not-visible') {
    const seconds = Math.round(readBackMs / 1000);
    return {
      status: 'unknown',
      note: `WeChat said ok, but the list did not show it within ${seconds} s`,
    };
  }
  const likeness = await provedBy(task, now.live, seen);
  if (likeness === 'same') return { status: 'done', note: 'read back' };
  if (likeness === 'cannot-tell') {
    return { status: 'done', note: 'read back; the picture could not be looked at', isProved: false };
  }
  return {
    status: 'unknown',
    note: 'WeChat said ok, but what is there now is something else: someone may have written after it',
  };
}

/** The settle time is over, so an abandoned request can no longer take effect: the list decides. */
async function settleUnknown(
  task: Task,
  { cause, refused: isRefusal = false }: Extract<Outcome, { kind: 'unknown' }>,
  seen: Seen,
): Promise<Ended | 'again'> {
  const { step, rules, before, proof } = task;
  const { now } = seen;
  if (now === 'unread') {
    return { status: 'unknown', note: `${cause.message}; the list could not be read`, cause };
  }
  const effect = rules.shows(step, before, now.live, proof);
  if (effect === 'cannot-be-seen') return unseen(task, cause, isRefusal);
  if (effect === 'visible') return settledAsVisible(task, cause, now.live, seen);
  if (isRefusal) return { status: 'failed', note: cause.message, cause };
  if (sameObserved(before, now.live)) return 'again';
  return { status: 'unknown', note: `${cause.message}; then someone else changed it`, cause };
}

function unseen({ step, rules }: Task, cause: Cause, isRefusal: boolean): Ended | 'again' {
  switch (rules.unseen?.(step, cause) ?? 'again') {
    case 'done':
      return { status: 'done', note: 'was gone already' };
    case 'unknown':
      return { status: 'unknown', note: `${cause.message}; WeChat lists none, so nobody can tell`, cause };
    case 'again':
      return isRefusal ? { status: 'failed', note: cause.message, cause } : 'again';
  }
}

async function settledAsVisible(task: Task, cause: Cause, live: unknown, seen: Seen): Promise<Ended> {
  const note = `confirmed by read-back (${cause.message})`;
  if (!task.rules.prove) return { status: 'done', note, cause };
  const likeness = await provedBy(task, live, seen);
  if (likeness === 'same') return { status: 'done', note: `${note}, the picture was compared`, cause };
  const why =
    likeness === 'different' ? 'the picture there is another one' : 'the picture there could not be compared';
  return { status: 'unknown', note: `${cause.message}; ${why}`, cause };
}

/** An errcode claims that nothing happened; the list may know better. What never left, nobody has to look for. */
async function refused(task: Task, cause: Cause, seen: Seen): Promise<Ended> {
  const { step, rules, before, proof } = task;
  const { now } = seen;
  const failed: Ended = { status: 'failed', note: cause.message, cause };
  if (now === 'unread') {
    if (typeof cause.code === 'string') return failed;
    return {
      status: 'unknown',
      note: `${cause.message}; the list could not be read`,
      cause,
      isClaim: true,
    };
  }
  if (rules.shows(step, before, now.live, proof) !== 'visible') return failed;
  if (!rules.prove) return { status: 'done', note: `the list shows it (${cause.message})`, cause };
  const likeness = await provedBy(task, now.live, seen);
  if (likeness === 'same') return { status: 'done', note: `the list shows it (${cause.message})`, cause };
  return { status: 'unknown', note: `${cause.message}, and yet something changed`, cause };
}

/** Whether a visible effect is the step's own, where the list alone can't tell. */
async function provedBy({ step, rules }: Task, live: unknown, { sending }: Seen): Promise<Likeness> {
  return rules.prove && live !== null ? rules.prove(step, live, sending) : 'same';
}
