import { applyPlan } from './applier/apply.ts';
import type { ApplyWorld } from './applier/context.ts';
import type { Desired } from './model/desired.ts';
import type { GuardCode, Plan } from './model/plan.ts';
import type { AccountReader, Picture, StateStore } from './model/ports.ts';
import type { Recorded } from './model/recorded.ts';
import type { Report } from './model/report.ts';
import { makePlan } from './planner/plan.ts';

/** What the operator decided on the command line. */
export interface PlanOptions {
  /** Also write fields whose live value nobody can tell. */
  readonly writeUnverifiable: boolean;
  /** Guards to let pass. */
  readonly allow: ReadonlySet<GuardCode>;
}

/** A plan and the recorded state it was made from. */
export interface Planned {
  readonly plan: Plan;
  readonly recorded: Recorded | undefined;
}

/**
 * Fetches what is live, reads what was recorded, and compares both with what is desired.
 * Who is serving customers is asked only when something would be deleted. Rejects with a `Failure`.
 */
export async function planAccounts(
  desired: Desired,
  accounts: AccountReader,
  store: StateStore,
  options: PlanOptions,
): Promise<Planned> {
  const recorded = await store.read();
  const live = await accounts.list();
  const plan = makePlan({ desired, live, recorded, ...options });
  if (plan.summary.destroy === 0) return { plan, recorded };
  const online = await accounts.online();
  return { plan: makePlan({ desired, live, recorded, online, ...options }), recorded };
}

/**
 * Before an apply plans: when an earlier run ended in the middle of a write, waits until that write can no longer take
 * effect, so that the list read next is the truth. Resolves to what was interrupted.
 */
export async function settleInterrupted(
  store: StateStore,
  world: Pick<ApplyWorld, 'clock' | 'progress' | 'settle'>,
): Promise<Recorded['intents']> {
  const intents = (await store.read())?.intents ?? [];
  if (intents.length === 0) return intents;
  const seconds = world.settle.unknownMs / 1000;
  world.progress({ kind: 'waiting', reason: 'an earlier apply ended in the middle of a write', seconds });
  await world.clock.sleep(world.settle.unknownMs);
  return intents;
}

/** Executes a plan that no guard holds, and reads everything back. */
export function applyAccounts(
  desired: Desired,
  { plan, recorded }: Planned,
  pictures: ReadonlyMap<string, Picture>,
  options: PlanOptions,
  world: ApplyWorld,
): Promise<Report> {
  if (plan.guards.length > 0) throw new Error('a plan held by a guard must not be applied');
  const deleteWhileServing = options.allow.has('serving-customers');
  return applyPlan({ plan, desired, recorded, pictures, deleteWhileServing }, world);
}
