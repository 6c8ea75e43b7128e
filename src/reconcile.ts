import { type Applied, applyPlan } from './applier/apply.ts';
import type { ApplyWorld } from './applier/context.ts';
import type { AccountId } from './model/account.ts';
import type { AvatarFile, Desired } from './model/desired.ts';
import type { LiveMedia } from './model/media.ts';
import type { GuardCode, Plan } from './model/plan.ts';
import type { AccountReader, Clock, MediaReader, Picture, StateStore, Verdict } from './model/ports.ts';
import type { Recorded } from './model/recorded.ts';
import { avatarsToLookAt } from './planner/compare.ts';
import type { PlanInput } from './planner/input.ts';
import { inverseDesired } from './planner/inverse.ts';
import { listsToRead } from './planner/media.ts';
import { type Judged, narrowPlan } from './planner/narrow.ts';
import { makePlan } from './planner/plan.ts';

/** What the operator decided on the command line. */
export interface PlanOptions {
  /** Also write fields whose live value nobody can tell. */
  readonly writeUnverifiable: boolean;
  /** Guards to let pass. */
  readonly allow: ReadonlySet<GuardCode>;
}

/** What a plan is made from, read through ports. */
export interface PlanWorld {
  readonly accounts: AccountReader;
  readonly media: MediaReader;
  readonly store: StateStore;
  readonly clock: Pick<Clock, 'now'>;
  /** Looks at a live avatar that no record explains. Absent: nothing is fetched, and such avatars stay unverifiable. */
  readonly lookAt?: (file: AvatarFile, url: string) => Promise<Verdict>;
}

/** A plan, what it was made from, and, when it was saved before, what became of each of its changes. */
export interface Planned {
  readonly plan: Plan;
  readonly recorded: Recorded | undefined;
  readonly judged: readonly Judged[];
}

/**
 * Fetches what is live, reads what was recorded, and compares both with what is desired.
 * Who is serving customers is asked only when something would be deleted. Rejects with a `Failure`.
 */
export async function planAccounts(
  desired: Desired,
  world: PlanWorld,
  options: PlanOptions,
): Promise<Planned> {
  const { plan, input } = await observeAndPlan(desired, world, options);
  return { plan, recorded: input.recorded, judged: [] };
}

/** The part of a saved plan that is still valid, judged against a plan made afresh. Rejects with a `Failure`. */
export async function replanAccounts(
  saved: Plan,
  desired: Desired,
  world: PlanWorld,
  options: PlanOptions,
): Promise<Planned> {
  const { plan: fresh, input } = await observeAndPlan(desired, world, options);
  const { plan, judged } = narrowPlan(saved, fresh, input);
  return { plan, recorded: input.recorded, judged };
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
  { plan, recorded, judged }: Planned,
  pictures: ReadonlyMap<string, Picture>,
  options: PlanOptions & { readonly planDigest?: string },
  world: ApplyWorld,
): Promise<Applied> {
  if (plan.guards.length > 0) throw new Error('a plan held by a guard must not be applied');
  const deleteWhileServing = options.allow.has('serving-customers');
  const { planDigest } = options;
  return applyPlan(
    { plan, desired, recorded, judged, pictures, deleteWhileServing, ...(planDigest ? { planDigest } : {}) },
    world,
  );
}

/**
 * The plan that takes an apply back, made by the one planner from what was found at its end. Undefined when there is
 * nothing to take back. `kept` holds the pictures fetched before they were overwritten.
 */
export function planInverse(
  desired: Desired,
  { plan }: Planned,
  { report, after }: Applied,
  kept: ReadonlyMap<AccountId, AvatarFile>,
): Plan | undefined {
  if (!after) return undefined;
  const inverse = inverseDesired(plan, report.results, desired, kept);
  const verdicts = new Map([...kept.keys()].map((account) => [account, 'different'] as const));
  const made = makePlan({
    ...after,
    desired: inverse.desired,
    verdicts,
    writeUnverifiable: false,
    allow: new Set(),
  });
  if (made.accountChanges.length === 0) return undefined;
  // Media stay where they are, and templates are the config's: neither is taken back.
  return { ...made, templateChanges: [], diagnostics: [...made.diagnostics, ...inverse.lost] };
}

async function observeAndPlan(
  desired: Desired,
  { accounts, media, store, clock, lookAt }: PlanWorld,
  { writeUnverifiable, allow }: PlanOptions,
): Promise<{ plan: Plan; input: PlanInput }> {
  const recorded = await store.read();
  const live = await accounts.list();
  const verdicts = new Map<AccountId, Verdict>();
  if (lookAt) {
    const unexplained = avatarsToLookAt(desired.accounts, live.accounts, recorded?.accounts);
    for (const { account, file, url } of unexplained) verdicts.set(account, await lookAt(file, url));
  }
  const listed: LiveMedia[] = [];
  for (const { kind, isEnough } of listsToRead(desired, recorded)) {
    listed.push(...(await media.list(kind, isEnough)));
  }
  const input: PlanInput = {
    desired,
    live,
    recorded,
    media: { listed, now: clock.now() },
    verdicts,
    writeUnverifiable,
    allow,
  };
  const plan = makePlan(input);
  if (plan.summary.destroy === 0) return { plan, input };
  const informed: PlanInput = { ...input, online: await accounts.online() };
  return { plan: makePlan(informed), input: informed };
}
