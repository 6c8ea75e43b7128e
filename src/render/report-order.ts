import type { Result, StepStatus } from '../model/report.ts';
import { asShown } from './describe.ts';

/** How the statuses of a report are ordered for people: what needs them first. */
export const troubleFirst = [
  'unknown',
  'failed',
  'skipped',
  'not-attempted',
  'done',
] as const satisfies readonly StepStatus[];

/** The results by status, trouble first, without empty groups; deletes first within each. */
export function byTrouble(
  results: readonly Result[],
  kinds: readonly string[],
): [StepStatus, readonly Result[]][] {
  return troubleFirst
    .map((status): [StepStatus, readonly Result[]] => [
      status,
      asShown(
        results.filter((result) => result.status === status),
        kinds,
      ),
    ])
    .filter(([, found]) => found.length > 0);
}

/** Whether a result is about something that people may have to correct in the YAML. */
export function isTrouble({ status }: Pick<Result, 'status'>): boolean {
  return status === 'failed' || status === 'unknown';
}
