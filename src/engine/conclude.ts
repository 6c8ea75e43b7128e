import { sameObserved } from '../model/digest.ts';
import type { Sending } from '../model/kind.ts';
import type { Cause, Outcome } from '../model/outcome.ts';
import type { Likeness } from '../model/ports.ts';
import { say } from '../words/en/outcomes.ts';
import { messageOf } from '../words/say.ts';
import { type Ended, noted, notedBy, type Task } from './tasks.ts';

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
    return { status: 'done', ...noted(rules.unseenNote?.(step) ?? say('kept-in-state')) };
  }
  if (now === 'unread') {
    return { status: 'unknown', ...noted(say('ok-list-unread')) };
  }
  const effect = rules.shows(step, before, now.live, proof);
  if (effect === 'cannot-be-seen') {
    return { status: 'done', ...noted(rules.unseenNote?.(step) ?? say('ok-unseen')) };
  }
  if (effect === 'not-visible') {
    const seconds = Math.round(readBackMs / 1000);
    return { status: 'unknown', ...noted(say('ok-not-shown', { seconds })) };
  }
  const likeness = await provedBy(task, now.live, seen);
  if (likeness === 'same') return { status: 'done', ...noted(say('was-read-back')) };
  if (likeness === 'cannot-tell') {
    return { status: 'done', ...noted(say('read-back-unseen')), isProved: false };
  }
  return { status: 'unknown', ...noted(say('ok-something-else')) };
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
    return { status: 'unknown', ...noted(say('unknown-list-unread', { why: messageOf(cause) })), cause };
  }
  const effect = rules.shows(step, before, now.live, proof);
  if (effect === 'cannot-be-seen') return unseen(task, cause, isRefusal);
  if (effect === 'visible') return settledAsVisible(task, cause, now.live, seen);
  if (isRefusal) return { status: 'failed', ...notedBy(cause), cause };
  if (sameObserved(before, now.live)) return 'again';
  return { status: 'unknown', ...noted(say('unknown-then-changed', { why: messageOf(cause) })), cause };
}

function unseen({ step, rules }: Task, cause: Cause, isRefusal: boolean): Ended | 'again' {
  switch (rules.unseen?.(step, cause) ?? 'again') {
    case 'done':
      return { status: 'done', ...noted(say('was-gone-already')) };
    case 'unknown':
      return { status: 'unknown', ...noted(say('unknown-not-listed', { why: messageOf(cause) })), cause };
    case 'again':
      return isRefusal ? { status: 'failed', ...notedBy(cause), cause } : 'again';
  }
}

async function settledAsVisible(task: Task, cause: Cause, live: unknown, seen: Seen): Promise<Ended> {
  const why = messageOf(cause);
  if (!task.rules.prove) return { status: 'done', ...noted(say('confirmed-by-read-back', { why })), cause };
  const likeness = await provedBy(task, live, seen);
  if (likeness === 'same') return { status: 'done', ...noted(say('picture-compared', { why })), cause };
  const doubt =
    likeness === 'different' ? say('unknown-other-picture', { why }) : say('unknown-uncompared', { why });
  return { status: 'unknown', ...noted(doubt), cause };
}

/** An errcode claims that nothing happened; the list may know better. What never left, nobody has to look for. */
async function refused(task: Task, cause: Cause, seen: Seen): Promise<Ended> {
  const { step, rules, before, proof } = task;
  const { now } = seen;
  const why = messageOf(cause);
  const failed: Ended = { status: 'failed', ...notedBy(cause), cause };
  if (now === 'unread') {
    if (typeof cause.code === 'string') return failed;
    return { status: 'unknown', ...noted(say('unknown-list-unread', { why })), cause, isClaim: true };
  }
  if (rules.shows(step, before, now.live, proof) !== 'visible') return failed;
  if (!rules.prove) return { status: 'done', ...noted(say('list-shows-it', { why })), cause };
  const likeness = await provedBy(task, now.live, seen);
  if (likeness === 'same') return { status: 'done', ...noted(say('list-shows-it', { why })), cause };
  return { status: 'unknown', ...noted(say('yet-changed', { why })), cause };
}

/** Whether a visible effect is the step's own, where the list alone can't tell. */
async function provedBy({ step, rules }: Task, live: unknown, { sending }: Seen): Promise<Likeness> {
  return rules.prove && live !== null ? rules.prove(step, live, sending) : 'same';
}
