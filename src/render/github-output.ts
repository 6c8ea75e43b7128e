import { hasChanges, type Plan } from '../model/plan.ts';
import type { ChangeStatus, Report } from '../model/report.ts';
import { isComplete } from './summary.ts';

/**
 * Lines for the file `$GITHUB_OUTPUT`. All values are numbers, true or false, or a digest, so none can start a second
 * output and no delimiter is needed.
 */
export function renderPlanOutput(plan: Plan, planDigest: string | undefined): string {
  const { add, change, destroy, unchanged, pending, unverifiable } = plan.summary;
  return outputs({
    'has-changes': hasChanges(plan),
    add,
    change,
    destroy,
    unchanged,
    pending,
    unverifiable,
    media: plan.mediaChanges.length,
    templates: plan.templateChanges.length,
    guards: plan.guards.length,
    converges: plan.convergence.converges,
    ...(isDigest(planDigest) ? { 'plan-digest': planDigest } : {}),
  });
}

/** The same for an apply: accounts by action, and changes by how they ended. */
export function renderReportOutput(report: Report, planDigest: string | undefined): string {
  const { added, changed, destroyed } = report.summary;
  const all = [...report.results, ...report.messageResults];
  const ended = (status: ChangeStatus) => all.filter((result) => result.status === status).length;
  return outputs({
    complete: isComplete(report),
    added,
    changed,
    destroyed,
    done: ended('done'),
    failed: ended('failed'),
    unknown: ended('unknown'),
    skipped: ended('skipped'),
    'not-attempted': ended('not-attempted'),
    ...(isDigest(planDigest) ? { 'plan-digest': planDigest } : {}),
  });
}

function isDigest(text: string | undefined): text is string {
  return text !== undefined && /^sha256:[0-9a-f]{64}$/.test(text);
}

function outputs(values: Readonly<Record<string, string | number | boolean>>): string {
  return Object.entries(values)
    .map(([name, value]) => `${name}=${value}\n`)
    .join('');
}
