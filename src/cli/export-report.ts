import type { Exported } from '../export/export.ts';
import { kinds } from '../kinds/kinds.ts';
import { shownAddress } from '../model/address.ts';
import { hasChanges, type Plan } from '../model/plan.ts';
import { visible } from '../model/visible.ts';
import type { Paint } from '../render/paint.ts';
import { renderPlanText } from '../render/plan-text.ts';
import type { LanguageWords } from '../words/language-words.ts';

/** Whether applying the exported config would do nothing at all. */
function isSettled(plan: Plan): boolean {
  return !hasChanges(plan) && plan.guards.length === 0;
}

/** For people: ends with "The next plan is empty." or with that plan. */
export function renderExportText(report: Exported, paint: Paint, words: LanguageWords): string {
  const { file, isWritten, accounts, avatars, leftOut, notes, plan } = report;
  const count = accounts.length === 1 ? '1 account' : `${accounts.length} accounts`;
  const lines = [
    isWritten
      ? `Wrote ${visible(file)}: ${count}.`
      : `${visible(file)} is up to date: ${count}. It was not touched.`,
    ...avatars.map(({ account, path }) => `Saved the avatar of ${visible(account)}: ${visible(path)}`),
    ...notes,
    ...(leftOut.length > 0
      ? ['Left out:', ...leftOut.map(({ what, reason }) => `  ${what}: ${reason}`)]
      : []),
  ];
  if (!isSettled(plan))
    return `${lines.join('\n')}\nThe next plan is not empty:\n\n${renderPlanText(plan, paint, kinds, words)}`;
  const unverifiable = plan.unverifiable.map(
    ({ label, field }) => `Nobody can tell whether the ${field} of ${visible(label)} is the live one.`,
  );
  return `${[...lines, ...unverifiable, 'The next plan is empty.'].join('\n')}\n`;
}

/** For tools. */
export function renderExportJson(report: Exported): string {
  const { file, isWritten, accounts, avatars, leftOut, notes, plan } = report;
  const document = {
    config_file: file,
    written: isWritten,
    accounts,
    avatars,
    left_out: leftOut,
    notes,
    next_plan: {
      empty: isSettled(plan),
      summary: plan.summary,
      changes: plan.changes.map((change) => ({ address: shownAddress(change), action: change.action })),
      guards: plan.guards.map(({ code, message, wayOut }) => ({ code, message, way_out: wayOut })),
      unverifiable: plan.unverifiable,
    },
  };
  return `${JSON.stringify(document, null, 2)}\n`;
}
