import { hasChanges, type Plan } from '../model/plan.ts';
import type { ChangeStatus, Report } from '../model/report.ts';

/** The last line of a plan; people grep for it. */
export function planSummary(plan: Plan): string {
  const { add, change, destroy, unverifiable } = plan.summary;
  if (hasChanges(plan)) return `Plan: ${add} to add, ${change} to change, ${destroy} to destroy.`;
  if (plan.guards.length > 0) return 'Plan: held by a guard.';
  const notes = [];
  if (unverifiable > 0) notes.push(`${counted(unverifiable, 'field')} can't be verified`);
  const stuck = plan.diagnostics.filter(({ code }) => code.startsWith('worker-')).length;
  if (stuck > 0) notes.push(`${counted(stuck, 'difference')} can't be changed by kefu`);
  return notes.length === 0 ? 'No changes.' : `No changes. ${notes.join('; ')}.`;
}

/** The last line of an apply; people grep for it. */
export function reportSummary(report: Report): string {
  const { added, changed, destroyed } = report.summary;
  const accounts = `Accounts: ${added} added, ${changed} changed, ${destroyed} destroyed`;
  if (isComplete(report)) return `Apply complete! ${accounts}.`;
  const shortfalls = (['failed', 'unknown', 'skipped', 'not-attempted'] as const)
    .map((status) => [status, count(report, status)] as const)
    .filter(([, found]) => found > 0)
    .map(([status, found]) => `${found} ${status.replace('-', ' ')}`);
  return `Apply incomplete. ${[accounts, ...shortfalls].join('; ')}.`;
}

/** Everything was done and the read-back agrees. */
export function isComplete(report: Report): boolean {
  return (
    report.results.every(({ status }) => status === 'done') &&
    report.messageResults.every(({ status }) => status === 'done') &&
    report.readBack.status === 'verified' &&
    report.stateFault === undefined
  );
}

function count(report: Report, status: ChangeStatus): number {
  const all = [...report.results, ...report.messageResults];
  return all.filter((result) => result.status === status).length;
}

function counted(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
