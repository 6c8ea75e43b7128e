import type { AppliedMember, PlannedMember } from './fleet.ts';
import { hasChanges, hasDifferences, type KindCounts, type Summary } from './plan.ts';
import { faultsOf, type StepStatus } from './report.ts';

/** A plan of a fleet in numbers. */
export interface PlanTotals {
  readonly members: number;
  /** Each member counts in one of these. */
  readonly changing: number;
  readonly held: number;
  readonly unchanged: number;
  readonly failed: number;
  readonly guards: number;
  /** Whether an apply of any of the plans would do anything, were it not held. */
  readonly hasChanges: boolean;
  /** Whether anything of any member is not as its config says. */
  readonly differs: boolean;
  readonly converges: boolean;
  /** Of all plans together. */
  readonly summary: Summary;
}

export const noPlans: PlanTotals = {
  members: 0,
  changing: 0,
  held: 0,
  unchanged: 0,
  failed: 0,
  guards: 0,
  hasChanges: false,
  differs: false,
  converges: true,
  summary: { kinds: [], unchanged: 0, pending: 0, unverifiable: 0, stuck: 0 },
};

/** The totals with one more member. Pure. */
export function withPlanned(totals: PlanTotals, member: PlannedMember): PlanTotals {
  const members = totals.members + 1;
  if (member.kind === 'failed') return { ...totals, members, failed: totals.failed + 1 };
  const { plan } = member;
  const isHeld = plan.guards.length > 0;
  const state = isHeld ? 'held' : hasChanges(plan) ? 'changing' : 'unchanged';
  return {
    ...totals,
    members,
    [state]: totals[state] + 1,
    guards: totals.guards + plan.guards.length,
    hasChanges: totals.hasChanges || hasChanges(plan),
    differs: totals.differs || hasDifferences(plan),
    converges: totals.converges && plan.convergence.converges,
    summary: addedSummary(totals.summary, plan.summary),
  };
}

function addedSummary(one: Summary, other: Summary): Summary {
  return {
    kinds: addedCounts(one.kinds, other.kinds),
    unchanged: one.unchanged + other.unchanged,
    pending: one.pending + other.pending,
    unverifiable: one.unverifiable + other.unverifiable,
    stuck: one.stuck + other.stuck,
  };
}

/** Kind by kind; all lists name the kinds in the same order. */
function addedCounts(one: readonly KindCounts[], other: readonly KindCounts[]): KindCounts[] {
  if (one.length === 0) return [...other];
  return one.map((counts) => {
    const more = other.find(({ kind }) => kind === counts.kind);
    return {
      kind: counts.kind,
      add: counts.add + (more?.add ?? 0),
      change: counts.change + (more?.change ?? 0),
      destroy: counts.destroy + (more?.destroy ?? 0),
    };
  });
}

/** An apply of a fleet in numbers. */
export interface ApplyTotals {
  readonly members: number;
  /** Each member counts in one of these. */
  readonly complete: number;
  readonly incomplete: number;
  readonly held: number;
  readonly failed: number;
  readonly notBegun: number;
  /** What was really changed. */
  readonly counts: readonly KindCounts[];
  /** Kinds that have results. */
  readonly kinds: readonly string[];
  /** Steps by how they ended. */
  readonly steps: Readonly<Record<StepStatus, number>>;
  /** Differences that remain where all was done. */
  readonly remaining: number;
  /** What went wrong beside the runs, such as a history that could not be written. */
  readonly faults: number;
}

export const nothingApplied: ApplyTotals = {
  members: 0,
  complete: 0,
  incomplete: 0,
  held: 0,
  failed: 0,
  notBegun: 0,
  counts: [],
  kinds: [],
  steps: { done: 0, failed: 0, unknown: 0, skipped: 0, 'not-attempted': 0 },
  remaining: 0,
  faults: 0,
};

const stateOf = { failed: 'failed', held: 'held', 'not-begun': 'notBegun' } as const;

/** The totals with one more member. Pure. */
export function withApplied(totals: ApplyTotals, member: AppliedMember): ApplyTotals {
  const members = totals.members + 1;
  if (member.kind !== 'applied') {
    const state = stateOf[member.kind];
    return { ...totals, members, [state]: totals[state] + 1 };
  }
  const { results, verdict, counts } = member.report;
  const state = verdict.status === 'as-configured' ? 'complete' : 'incomplete';
  const steps = { ...totals.steps };
  for (const { status } of results) steps[status] += 1;
  const differing = verdict.remaining.filter(({ why }) => why !== 'unverifiable').length;
  return {
    ...totals,
    members,
    [state]: totals[state] + 1,
    counts: addedCounts(totals.counts, counts),
    kinds: [...new Set([...totals.kinds, ...results.map(({ kind }) => kind)])],
    steps,
    remaining: totals.remaining + (verdict.status === 'differs' ? differing : 0),
    faults: totals.faults + faultsOf(member.report).length,
  };
}

/** Whether every member is as its config says. */
export function isFleetComplete({ members, complete }: ApplyTotals): boolean {
  return members === complete;
}

/** The same with nothing wrong beside the runs. */
export function fleetEndedWell(totals: ApplyTotals): boolean {
  return isFleetComplete(totals) && totals.faults === 0;
}
