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

/** The results by status, trouble first, without empty groups; deletes first within each. */
export function byTrouble(results: readonly ChangeResult[]): [ChangeStatus, ChangeResult[]][] {
  return troubleFirst
    .map((status): [ChangeStatus, ChangeResult[]] => [
      status,
      results
        .filter((result) => result.status === status)
        .sort((first, second) => rank[first.action] - rank[second.action]),
    ])
    .filter(([, found]) => found.length > 0);
}
