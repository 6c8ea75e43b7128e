import type { AccountId, LiveAccount, LiveAccounts } from '../model/account.ts';
import type { Desired, DesiredAccount } from '../model/desired.ts';
import type { AccountChange, ActionReason, Plan, Summary } from '../model/plan.ts';
import type { RecordedAccount } from '../model/recorded.ts';
import { changesToCreate, changesToUpdate } from './changes.ts';
import { type CompareOptions, type Comparison, compareAccount } from './compare.ts';
import { convergenceOf } from './convergence.ts';
import { planDeletes } from './deletes.ts';
import { applyAllowances, findGuards } from './guards.ts';
import type { PlanInput } from './input.ts';
import { planMedia } from './media.ts';
import { observedDigest } from './observed.ts';
import { unboundSpeakers } from './speakers.ts';
import { planTemplates } from './templates.ts';

/** Compares the three states and orders what is to happen. Pure: the same input gives the same plan. */
export function makePlan(input: PlanInput): Plan {
  const { desired, live, recorded } = input;
  const liveById = new Map(live.accounts.map((account) => [account.id, account]));
  const compared = desired.accounts.map((account) =>
    planAccount(account, liveById.get(account.id) ?? null, recorded?.accounts.get(account.id), {
      writeUnverifiable: input.writeUnverifiable || desired.policy.unverifiable === 'write',
      verdict: input.verdicts?.get(account.id),
    }),
  );
  const changes = [...compared.flatMap(({ change }) => change ?? []), ...planDeletes(desired, live)];
  return assemble(input, compared, changes.sort(inOrderOfExecution));
}

/**
 * The same plan with fewer changes: guards, convergence and summary are those of what is left. Used when a saved plan is
 * applied: it may do less than what is needed now, never more.
 */
export function restrictPlan(input: PlanInput, plan: Plan, accountChanges: readonly AccountChange[]): Plan {
  const { guards, convergence } = judged(input, accountChanges);
  return {
    ...plan,
    guards,
    convergence,
    accountChanges,
    summary: { ...plan.summary, ...countActions(accountChanges) },
  };
}

/** What depends on the changes as a whole. */
function judged(input: PlanInput, accountChanges: readonly AccountChange[]) {
  const { guards, allowed } = applyAllowances(findGuards({ ...input, accountChanges }), input.allow);
  return { guards, allowed, convergence: convergenceOf(input, accountChanges) };
}

function assemble(
  input: PlanInput,
  compared: readonly PlannedAccount[],
  accountChanges: readonly AccountChange[],
): Plan {
  const { desired, live } = input;
  const { guards, allowed, convergence } = judged(input, accountChanges);
  const comparisons = compared.map(({ comparison }) => comparison);
  const unchanged = compared.filter(({ change }) => !change).map(({ account }) => account);
  const pending = comparisons.flatMap((comparison) => comparison.pending);
  const unverifiable = comparisons.flatMap((comparison) => comparison.unverifiable);
  const { name, appId, wechatId } = desired.officialAccount;
  return {
    officialAccount: { name, appId, wechatId },
    configDigest: desired.configDigest,
    accountChanges,
    ...planMedia(input),
    templateChanges: planTemplates(desired, input.recorded),
    unchanged,
    unmanaged: unmanagedAccounts(live, desired, accountChanges),
    consoleAccounts: live.consoleAccounts,
    pending,
    unverifiable,
    compared: comparisons.flatMap((comparison) => comparison.compared),
    drift: comparisons.flatMap((comparison) => comparison.drift),
    guards,
    convergence,
    diagnostics: [
      ...comparisons.flatMap((comparison) => comparison.stuck),
      ...unboundSpeakers(desired, live),
      ...allowed,
    ],
    summary: {
      ...countActions(accountChanges),
      unchanged: unchanged.length,
      pending: pending.length,
      unverifiable: unverifiable.length,
    },
  };
}

interface PlannedAccount {
  readonly account: AccountId;
  readonly comparison: Comparison;
  readonly change?: AccountChange;
}

function planAccount(
  desired: DesiredAccount,
  live: LiveAccount | null,
  recorded: RecordedAccount | undefined,
  options: CompareOptions,
): PlannedAccount {
  const comparison = compareAccount(desired, live, recorded, options);
  const { differences } = comparison;
  if (differences.length === 0) return { account: desired.id, comparison };
  const change: AccountChange = {
    account: desired.id,
    action: live ? 'update' : 'create',
    reason: live ? reasonToUpdate(comparison) : 'not_live',
    differences,
    changes: live ? changesToUpdate(desired, differences) : changesToCreate(desired, differences),
    observed: live,
    observedDigest: observedDigest(live),
    source: desired.source.account,
  };
  return { account: desired.id, comparison, change };
}

/** Drift alone is the reason when every difference is a field that someone changed elsewhere. */
function reasonToUpdate({ differences, drift }: Comparison): ActionReason {
  const drifted = new Set<string>(drift.map(({ field }) => field));
  return differences.every(({ field }) => drifted.has(field)) ? 'drift' : 'config_changed';
}

const order = { create: 0, update: 1, delete: 2 } as const;

function inOrderOfExecution(first: AccountChange, second: AccountChange): number {
  return order[first.action] - order[second.action] || (first.account < second.account ? -1 : 1);
}

function unmanagedAccounts(live: LiveAccounts, desired: Desired, changes: readonly AccountChange[]) {
  const named = new Set(
    [...desired.accounts, ...changes.map(({ account: id }) => ({ id }))].map(({ id }) => id),
  );
  return live.accounts.filter(({ id }) => !named.has(id));
}

function countActions(changes: readonly AccountChange[]): Pick<Summary, 'add' | 'change' | 'destroy'> {
  const count = (action: AccountChange['action']) =>
    changes.filter((change) => change.action === action).length;
  return { add: count('create'), change: count('update'), destroy: count('delete') };
}
