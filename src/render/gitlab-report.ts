import { mediaActions } from '../model/messages-document.ts';
import type { Action, Plan } from '../model/plan.ts';

/** Counts for the merge request widget (GitLab docs, `artifacts:reports:terraform`). */
export function renderGitlabReport({ summary, mediaChanges, templateChanges }: Plan): string {
  const messages = [
    ...mediaChanges.map(({ kind }) => mediaActions[kind]),
    ...templateChanges.map(({ action }) => action),
  ];
  const count = (action: Action) => messages.filter((one) => one === action).length;
  const counts = {
    create: summary.add + count('create'),
    update: summary.change + count('update'),
    delete: summary.destroy + count('delete'),
  };
  return `${JSON.stringify(counts)}\n`;
}
