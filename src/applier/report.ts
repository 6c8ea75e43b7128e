import type { Plan } from '../model/plan.ts';
import type { ChangeResult, MessageResult, Report } from '../model/report.ts';
import type { Judged } from '../planner/narrow.ts';
import type { ApplyInput } from './context.ts';
import type { Run } from './run.ts';
import type { Verified } from './verify.ts';

/** Puts the truth about one apply together. */
export function assembleReport(
  { plan, judged }: ApplyInput,
  verified: Verified,
  messageResults: readonly MessageResult[],
  run: Pick<Run, 'stopped' | 'stateFault'>,
): Report {
  const stateFault = run.stateFault ?? verified.stateFault;
  return {
    officialAccount: plan.officialAccount,
    results: [...judged.flatMap(resultsOf), ...verified.results],
    messageResults,
    readBack: verified.readBack,
    summary: summaryOf(plan, verified.results),
    ...(run.stopped ? { stopped: run.stopped } : {}),
    ...(stateFault ? { stateFault } : {}),
  };
}

/** Changes of a saved plan that were not run: what it asked for is there already, or the account moved. */
function resultsOf({ change, judgement }: Judged): ChangeResult[] {
  if (judgement === 'valid') return [];
  const ended =
    judgement === 'already-done'
      ? ({ status: 'done', note: 'was so already' } as const)
      : ({
          status: 'failed',
          note: 'changed by someone else since the plan; nothing was written',
          refusal: 'changed-meanwhile',
        } as const);
  const { account, action } = change;
  return change.changes.map(({ kind }) => ({ account, action, kind, attempts: 0, ...ended }));
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
