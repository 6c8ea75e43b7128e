import { addressOf } from '../model/address.ts';
import { sameObserved } from '../model/digest.ts';
import type { Readings } from '../model/kind.ts';
import type { Change } from '../model/plan.ts';
import type { Api } from '../model/ports.ts';
import { isDoneAlready } from './rules.ts';
import type { Ended, Task } from './tasks.ts';

/** A step whose effect is still not settled after this many calls is given up. */
const mostAttempts = 3;

/**
 * How a step ends before it is sent: done already, its object not as expected any more, or tried too often. Undefined when
 * it must be sent. Judged anew before each attempt, since between two attempts anybody may have written. Pure.
 */
export function endingBeforeCall(
  { step, rules, attempts, lastCause, isUncertain }: Task,
  expected: unknown,
  live: unknown,
): Ended | undefined {
  if (isDoneAlready(rules, step, live)) {
    const isOurs = attempts > 0 && lastCause !== undefined;
    return {
      status: 'done',
      note: isOurs ? `confirmed by read-back (${lastCause.message})` : 'was so already',
    };
  }
  if (!sameObserved(expected, live)) {
    return {
      status: 'failed',
      note: 'changed by someone else since the plan; nothing was written',
      refusal: 'changed-meanwhile',
    };
  }
  if (attempts < mostAttempts) return undefined;
  const cause = lastCause ? { cause: lastCause } : {};
  return isUncertain
    ? {
        status: 'unknown',
        note: `tried ${mostAttempts} times without an answer that settles it${lastCause ? `: ${lastCause.message}` : ''}`,
        ...cause,
      }
    : {
        status: 'failed',
        note: `tried ${mostAttempts} times: ${lastCause?.message ?? 'no answer'}`,
        ...cause,
      };
}

/** The guards of each kind, held once more at the moment of sending: the tasks that must not be sent, and why. */
export async function heldBack(
  tasks: readonly Task[],
  readings: Readings,
  api: Api,
  allow: ReadonlySet<string>,
): Promise<ReadonlyMap<Task, string>> {
  const held = new Map<Task, string>();
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
): string {
  if (need === address) return `the ${kind.words.en.noun[0]} was not created`;
  const other = known.flat().find((change) => addressOf(change) === need);
  return `${other?.label ?? need}, which it needs, is not complete`;
}
