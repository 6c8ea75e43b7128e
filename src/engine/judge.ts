import { addressOf } from '../model/address.ts';
import { sameObserved } from '../model/digest.ts';
import type { Readings } from '../model/kind.ts';
import type { Change } from '../model/plan.ts';
import type { Api } from '../model/ports.ts';
import type { Saying } from '../model/saying.ts';
import { say } from '../words/en/outcomes.ts';
import { messageOf } from '../words/say.ts';
import { isDoneAlready, nounOf } from './rules.ts';
import { type Ended, noted, type Task } from './tasks.ts';

/** A step whose effect is still not settled after this many calls is given up. */
const mostAttempts = 3;

/**
 * How a step ends before it is sent: done already, its object not as expected any more, or tried too often. Undefined when
 * it must be sent. Judged anew before each attempt, since between two attempts anybody may have written. Pure.
 */
export function endingBeforeCall(
  { step, rules, attempts, lastCause, isUncertain, mayBeOurs }: Task,
  expected: unknown,
  live: unknown,
): Ended | undefined {
  if (isDoneAlready(rules, step, live)) {
    const isOurs = mayBeOurs && lastCause !== undefined;
    return {
      status: 'done',
      ...noted(isOurs ? say('confirmed-by-read-back', { why: messageOf(lastCause) }) : say('was-so-already')),
    };
  }
  if (!sameObserved(expected, live)) {
    return {
      status: 'failed',
      ...noted(say('changed-by-others')),
      refusal: 'changed-meanwhile',
    };
  }
  if (attempts < mostAttempts) return undefined;
  const cause = lastCause ? { cause: lastCause } : {};
  const times = mostAttempts;
  const why = lastCause && messageOf(lastCause);
  if (!isUncertain) {
    return {
      status: 'failed',
      ...noted(say('tried-times', { times, why: why ?? say('no-answer') })),
      ...cause,
    };
  }
  const note =
    why === undefined ? say('tried-unsettled', { times }) : say('tried-unsettled-last', { times, why });
  return { status: 'unknown', ...noted(note), ...cause };
}

/** The guards of each kind, held once more at the moment of sending: the tasks that must not be sent, and why. */
export async function heldBack(
  tasks: readonly Task[],
  readings: Readings,
  api: Api,
  allow: ReadonlySet<string>,
): Promise<ReadonlyMap<Task, Saying>> {
  const held = new Map<Task, Saying>();
  for (const kind of new Set(tasks.map((task) => task.kind))) {
    const own = tasks.filter((task) => task.kind === kind);
    const reading = readings.get(kind.name) ?? { objects: new Map() };
    const steps = own.map(({ step }) => step);
    const reasons = await kind.hold?.(steps, reading, api, allow);
    for (const task of own) {
      const why = reasons?.get(task.step);
      if (why !== undefined) held.set(task, why);
    }
  }
  return held;
}

/** Why a step can no longer run: its object was not made, or the object it needs is not complete. */
export function skipNote(
  { address, kind }: Task,
  need: string,
  known: readonly (readonly Change[])[],
): Saying {
  if (need === address) return say('own-object-not-made', { noun: nounOf(kind, 1) });
  const other = known.flat().find((change) => addressOf(change) === need);
  return say('need-incomplete', { name: other?.label ?? need });
}
