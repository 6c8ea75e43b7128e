import type { Failure, FailureKind } from '../model/failure.ts';
import { hasDifferences, type Plan } from '../model/plan.ts';
import { endedWell, type Report } from '../model/report.ts';

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

/** The exit code of a run that ended so, and whose words or files were lost: success, with changes or without, is none then. */
export function exitOfLost(exit: number): number {
  return exit === exitCodes.done || exit === exitCodes.changes ? exitCodes.internal : exit;
}

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

/** 5 when a guard holds; with `detailed`, 2 when anything is not as the config says, be it something kefu can't change. */
export function exitOfPlan(plan: Plan, detailed: boolean): number {
  if (plan.guards.length > 0) return exitCodes.guard;
  return detailed && hasDifferences(plan) ? exitCodes.changes : exitCodes.done;
}

/** Made from the verdict; 1 when all is as wanted and something beside it, such as the history, could not be written. Of what went wrong the gravest decides: unknown, then a stop by WeChat, then stale, then partial. */
export function exitOfReport(report: Report, detailed: boolean): number {
  const { verdict, results, stopped } = report;
  if (verdict.status === 'as-configured') {
    if (!endedWell(report)) return exitCodes.internal;
    return detailed && results.length > 0 ? exitCodes.changes : exitCodes.done;
  }
  if (verdict.status === 'unknown') return exitCodes.unknown;
  if (stopped?.kind === 'auth') return exitCodes.auth;
  if (stopped?.kind === 'quota') return exitCodes.quota;
  const failed = results.filter(({ status }) => status === 'failed');
  const isStale = failed.length > 0 && failed.every(({ refusal }) => refusal === 'changed-meanwhile');
  return isStale ? exitCodes.stale : exitCodes.partial;
}
