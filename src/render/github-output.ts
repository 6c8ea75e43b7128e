import { hasChanges, type KindCounts, type Plan } from '../model/plan.ts';
import type { Report, StepStatus } from '../model/report.ts';
import { isComplete } from './summary.ts';

type Values = Readonly<Record<string, string | number | boolean>>;

/**
 * Lines for the file `$GITHUB_OUTPUT`. All values are numbers, true or false, or a digest, so none can start a second
 * output and no delimiter is needed. Counts without a prefix are those of the leading kind.
 */
export function renderPlanOutput(plan: Plan, planDigest: string | undefined): string {
  const { kinds, unchanged, pending, unverifiable, stuck } = plan.summary;
  const names = { add: 'add', change: 'change', destroy: 'destroy' };
  return outputs({
    'has-changes': hasChanges(plan),
    ...countsOf(kinds, names),
    unchanged,
    pending,
    unverifiable,
    stuck,
    guards: plan.guards.length,
    converges: plan.convergence.converges,
    ...(isDigest(planDigest) ? { 'plan-digest': planDigest } : {}),
  });
}

/** The same for an apply: objects by action, and steps by how they ended. */
export function renderReportOutput(report: Report, planDigest: string | undefined): string {
  const ended = (status: StepStatus) => report.results.filter((result) => result.status === status).length;
  return outputs({
    complete: isComplete(report),
    ...countsOf(report.counts, { add: 'added', change: 'changed', destroy: 'destroyed' }),
    done: ended('done'),
    failed: ended('failed'),
    unknown: ended('unknown'),
    skipped: ended('skipped'),
    'not-attempted': ended('not-attempted'),
    ...(isDigest(planDigest) ? { 'plan-digest': planDigest } : {}),
  });
}

/** `add=1`, and for the other kinds `media-add=2`. */
export function countsOf(
  counts: readonly KindCounts[],
  names: Readonly<Record<'add' | 'change' | 'destroy', string>>,
): Values {
  const entries = counts.flatMap(({ kind, add, change, destroy }, index) => {
    const prefix = index === 0 ? '' : `${kind.replaceAll(/[^a-z0-9]+/gi, '-')}-`;
    return [
      [`${prefix}${names.add}`, add],
      [`${prefix}${names.change}`, change],
      [`${prefix}${names.destroy}`, destroy],
    ];
  });
  return Object.fromEntries(entries);
}

export function isDigest(text: string | undefined): text is string {
  return text !== undefined && /^sha256:[0-9a-f]{64}$/.test(text);
}

export function outputs(values: Values): string {
  return Object.entries(values)
    .map(([name, value]) => `${name}=${value}\n`)
    .join('');
}
