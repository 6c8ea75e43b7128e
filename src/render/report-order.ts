import type { Action } from '../model/plan.ts';
import type { ChangeResult, ChangeStatus } from '../model/report.ts';

/** How the statuses of a report are ordered for people: what needs them first. */
export const troubleFirst = [
  'unknown',
  'failed',
  'skipped',
  'not-attempted',
  'done',
] as const satisfies readonly ChangeStatus[];

const rank = { delete: 0, create: 1, update: 2 } as const satisfies Record<Action, number>;

/** The results as people should see them: deletes, then creates, then updates; as they were run within each. */
export function deletesFirst(results: readonly ChangeResult[]): ChangeResult[] {
  return [...results].sort((first, second) => rank[first.action] - rank[second.action]);
}

/** The results by status, trouble first, without empty groups; deletes first within each. */
export function byTrouble(results: readonly ChangeResult[]): [ChangeStatus, ChangeResult[]][] {
  return troubleFirst
    .map((status): [ChangeStatus, ChangeResult[]] => [
      status,
      deletesFirst(results.filter((result) => result.status === status)),
    ])
    .filter(([, found]) => found.length > 0);
}
