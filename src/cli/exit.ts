import type { Failure, FailureKind } from '../model/failure.ts';
import { hasChanges, type Plan } from '../model/plan.ts';
import type { Report } from '../model/report.ts';
import { isComplete } from '../render/summary.ts';

/** Every exit code of kefu and what it means; `kefu --help` and the README show the same table. */
export const exitCodes = {
  done: 0,
  internal: 1,
  changes: 2,
  usage: 3,
  auth: 4,
  guard: 5,
  stale: 6,
  partial: 7,
  unknown: 8,
  quota: 9,
  confirmation: 10,
  interrupted: 130,
  terminated: 143,
} as const;

const failureCodes = {
  config: exitCodes.usage,
  auth: exitCodes.auth,
  quota: exitCodes.quota,
  unreachable: exitCodes.internal,
  busy: exitCodes.internal,
  stale: exitCodes.stale,
} as const satisfies Record<FailureKind, number>;

export function exitOfFailure(failure: Failure): number {
  return failureCodes[failure.kind];
}

/** 5 when a guard holds; with `detailed`, 2 when there are changes. */
export function exitOfPlan(plan: Plan, detailed: boolean): number {
  if (plan.guards.length > 0) return exitCodes.guard;
  return detailed && hasChanges(plan) ? exitCodes.changes : exitCodes.done;
}

/** The gravest thing that happened decides: unknown, then a stop by WeChat, then stale, then partial. */
export function exitOfReport(report: Report, detailed: boolean): number {
  const all = [...report.results, ...report.messageResults];
  if (isComplete(report)) return detailed && all.length > 0 ? exitCodes.changes : exitCodes.done;
  const has = (status: string) => all.some((result) => result.status === status);
  if (has('unknown') || (report.readBack.status === 'failed' && has('done'))) return exitCodes.unknown;
  if (report.stopped?.kind === 'auth') return exitCodes.auth;
  if (report.stopped?.kind === 'quota') return exitCodes.quota;
  const failed = all.filter(({ status }) => status === 'failed');
  const isStale = (one: (typeof all)[number]) => 'refusal' in one && one.refusal === 'changed-meanwhile';
  if (failed.length > 0 && failed.every(isStale)) return exitCodes.stale;
  return exitCodes.partial;
}
