import type { AppliedMember, PlannedMember } from '../../model/fleet.ts';
import { exitCodes, exitOfFailure, exitOfPlan, exitOfReport } from '../exit.ts';

/** The exit code that planning this official account alone would have. */
export function exitOfPlanned(member: PlannedMember, detailed: boolean): number {
  return member.kind === 'failed' ? exitOfFailure(member.failure) : exitOfPlan(member.plan, detailed);
}

/** The exit code that applying this official account alone would have. */
export function exitOfApplied(member: AppliedMember, detailed: boolean): number {
  switch (member.kind) {
    case 'applied':
      return exitOfReport(member.report, detailed);
    case 'held':
      return exitOfPlan(member.plan, false);
    case 'not-begun':
      return exitCodes.partial;
    case 'failed':
      return exitOfFailure(member.failure);
  }
}

/**
 * The exit code of a fleet from those of its official accounts: an unknown outcome before everything; what went wrong in the
 * same way everywhere by its own code; what went wrong in different ways as partial; else 2 when one has changes.
 */
export function exitOfFleet(exits: ReadonlySet<number>): number {
  if (exits.has(exitCodes.unknown)) return exitCodes.unknown;
  const wrong = [...exits].filter((exit) => exit !== exitCodes.done && exit !== exitCodes.changes);
  if (wrong.length > 1) return exitCodes.partial;
  return wrong[0] ?? (exits.has(exitCodes.changes) ? exitCodes.changes : exitCodes.done);
}
