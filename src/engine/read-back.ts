import type { AnyKind } from '../model/kind.ts';
import type { Cause, Outcome } from '../model/outcome.ts';
import type { ProgressEvent } from '../model/ports.ts';
import type { Recorded } from '../model/recorded.ts';
import type { ApplyWorld } from './context.ts';
import type { Looker } from './look.ts';
import type { Task } from './tasks.ts';

/** A task with what its call was answered. */
export interface Answered {
  readonly task: Task;
  readonly outcome: Outcome;
}

/**
 * Looks after a round until every effect that can be seen is seen, as long as is reasonable; unknown outcomes share one
 * settle time. Resolves to whether WeChat could be looked at; never rejects for what WeChat or the network does.
 */
export async function readBack(
  answers: readonly Answered[],
  kinds: readonly AnyKind[],
  world: ApplyWorld,
  looker: Looker,
  recorded: Recorded,
): Promise<boolean> {
  if (!answers.some(({ task }) => task.turn.isCall)) return true;
  const { settle } = world;
  const unknown = answers.filter(({ outcome }) => outcome.kind === 'unknown');
  await settleUnknown(unknown, world);
  const isApplied = answers.some(({ outcome }) => outcome.kind === 'applied');
  const patienceMs = isApplied ? settle.readBackMs : unknown.length > 0 ? settle.lagMs : 0;
  return looker.lookUntil(kinds, recorded, patienceMs, (waitedMs) =>
    answers.every(({ task, outcome }) => {
      if (outcome.kind === 'not-applied' || showsIn(looker, task) !== 'not-visible') return true;
      return outcome.kind === 'unknown' && waitedMs >= settle.lagMs;
    }),
  );
}

/** Waits until an abandoned request can no longer take effect. */
async function settleUnknown(
  unknown: readonly Answered[],
  { settle, clock, progress }: ApplyWorld,
): Promise<void> {
  const [first] = unknown;
  if (first?.outcome.kind !== 'unknown') return;
  const waitMs = unknown.every(isRepeatable) ? settle.lagMs : settle.unknownMs;
  progress(waitingFor(first.outcome.cause, waitMs));
  await clock.sleep(waitMs);
}

/** What is told of a wait. */
export function waitingFor({ message, said }: Cause, waitMs: number): ProgressEvent {
  const reason = said?.message;
  return {
    kind: 'waiting',
    reason: message,
    seconds: waitMs / 1000,
    ...(reason ? { said: { reason } } : {}),
  };
}

/** Whether an unknown outcome is simply tried again, so that it needs no settling. */
function isRepeatable({ task, outcome }: Answered): boolean {
  const { rules, step, before, proof } = task;
  if (outcome.kind !== 'unknown' || rules.shows(step, before, before, proof) !== 'cannot-be-seen')
    return false;
  return rules.unseen?.(step, outcome.cause) === 'again';
}

function showsIn(looker: Looker, { step, rules, before, change, proof }: Task) {
  return rules.shows(step, before, looker.live(change.kind, change.name), proof);
}

/** The longest wait that WeChat or the network asks for before the next attempt. */
export function longestWait(answers: readonly Answered[]) {
  return answers
    .flatMap(({ outcome }) => (outcome.kind === 'not-applied' && outcome.then === 'retry' ? [outcome] : []))
    .sort((one, other) => other.waitMs - one.waitMs)[0];
}
