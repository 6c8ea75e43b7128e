import type { Plan } from '../model/plan.ts';
import type { ChangeResult, Report } from '../model/report.ts';
import type { Run } from './run.ts';
import type { Verified } from './verify.ts';

/** Puts the truth about one apply together. */
export function assembleReport(
  plan: Plan,
  verified: Verified,
  run: Pick<Run, 'stopped' | 'stateFault'>,
): Report {
  const stateFault = run.stateFault ?? verified.stateFault;
  return {
    officialAccount: plan.officialAccount,
    results: verified.results,
    readBack: verified.readBack,
    summary: summaryOf(plan, verified.results),
    ...(run.stopped ? { stopped: run.stopped } : {}),
    ...(stateFault ? { stateFault } : {}),
  };
}

/** Counts accounts whose every change is done. */
function summaryOf(plan: Plan, results: readonly ChangeResult[]): Report['summary'] {
  const complete = (action: string) =>
    plan.accountChanges.filter(
      (change) =>
        change.action === action &&
        results.filter(({ account }) => account === change.account).every(({ status }) => status === 'done'),
    ).length;
  return { added: complete('create'), changed: complete('update'), destroyed: complete('delete') };
}
