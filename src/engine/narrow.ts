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

function judge(saved: Change, needed: Change | undefined, fresh: Plan, { readings }: PlanInput): Judgement {
  if (needed) {
    const isAgreed =
      needed.observedDigest === saved.observedDigest &&
      JSON.stringify(needed.steps) === JSON.stringify(saved.steps);
    return isAgreed ? 'valid' : 'changed-meanwhile';
  }
  return isReached(saved, readings, fresh) ? 'already-done' : 'changed-meanwhile';
}

/** What is as wanted, and of which fields nobody can make or tell it. */
type Settled = Pick<Plan, 'unchanged' | 'stuck' | 'unverifiable'>;

/** Whether what a change asks for is there, and seen to be: no field of it is stuck, or can't be verified. */
export function isReached(change: Change, readings: Readings, settled: Settled): boolean {
  const { action, kind, name, differences } = change;
  if (action === 'delete') return readings.get(kind)?.objects.has(name) !== true;
  const isIt = (one: Named) => one.kind === kind && one.name === name;
  const open = [...settled.stuck, ...settled.unverifiable].filter(isIt);
  const isOpen = differences.some(({ field }) => open.some((one) => one.field === field));
  return settled.unchanged.some(isIt) && !isOpen;
}
