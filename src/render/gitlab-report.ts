import type { KindCounts, Plan } from '../model/plan.ts';

/** Counts over all kinds for the merge request widget (GitLab docs, `artifacts:reports:terraform`). */
export function renderGitlabReport({ summary }: Plan): string {
  return gitlabCounts(summary.kinds);
}

export function gitlabCounts(kinds: readonly KindCounts[]): string {
  const sum = (key: 'add' | 'change' | 'destroy') =>
    kinds.reduce((total, counts: KindCounts) => total + counts[key], 0);
  const counts = { create: sum('add'), update: sum('change'), delete: sum('destroy') };
  return `${JSON.stringify(counts)}\n`;
}
