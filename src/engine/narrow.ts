import { addressOf, type Named } from '../model/address.ts';
import type { Readings } from '../model/kind.ts';
import type { Change, Plan } from '../model/plan.ts';
import type { PlanInput } from './input.ts';
import { isInverseNotice } from './inverse.ts';
import { restrictPlan } from './plan.ts';

/** What became of one change of a saved plan since it was made. */
export type Judgement = 'valid' | 'already-done' | 'changed-meanwhile';

export interface Judged {
  readonly change: Change;
  readonly judgement: Judgement;
}

/** A saved plan against what is needed now: the part that may run, and what was judged of each change. */
export interface Narrowed {
  readonly plan: Plan;
  readonly judged: readonly Judged[];
}

/**
 * Judges each change of a saved plan on its own against a plan made afresh. Only what both agree on, from the same
 * observed object, may run: a saved plan does what was reviewed or less, never more and never anything else.
 */
export function narrowPlan(saved: Plan, fresh: Plan, input: PlanInput): Narrowed {
  const needed = new Map(fresh.changes.map((change) => [addressOf(change), change]));
  const judged = saved.changes.map((change) => ({
    change,
    judgement: judge(change, needed.get(addressOf(change)), fresh, input),
  }));
  const valid = new Set(
    judged.filter(({ judgement }) => judgement === 'valid').map(({ change }) => addressOf(change)),
  );
  const running = fresh.changes.filter((change) => valid.has(addressOf(change)));
  const plan = restrictPlan(input, fresh, running);
  const notices = saved.diagnostics.filter(isInverseNotice);
  return { plan: { ...plan, diagnostics: [...plan.diagnostics, ...notices] }, judged };
}

function judge(
  saved: Change,
  needed: Change | undefined,
  { unchanged }: Plan,
  { readings }: PlanInput,
): Judgement {
  if (needed) {
    const isAgreed =
      needed.observedDigest === saved.observedDigest &&
      JSON.stringify(needed.steps) === JSON.stringify(saved.steps);
    return isAgreed ? 'valid' : 'changed-meanwhile';
  }
  return isReached(saved, readings, unchanged) ? 'already-done' : 'changed-meanwhile';
}

/** Whether what a change asks for is there. `unchanged`: what is as wanted in these readings. */
export function isReached(
  { action, kind, name }: Change,
  readings: Readings,
  unchanged: readonly Named[],
): boolean {
  if (action === 'delete') return readings.get(kind)?.objects.has(name) !== true;
  return unchanged.some((one) => one.kind === kind && one.name === name);
}
