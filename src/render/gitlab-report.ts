import type { Plan } from '../model/plan.ts';

/** Counts for the merge request widget (GitLab docs, `artifacts:reports:terraform`). */
export function renderGitlabReport({ summary: { add, change, destroy } }: Plan): string {
  return `${JSON.stringify({ create: add, update: change, delete: destroy })}\n`;
}
