import type { Exported } from '../export/export.ts';
import { kinds } from '../kinds/kinds.ts';
import { shownAddress } from '../model/address.ts';
import { jsonText } from '../model/json-text.ts';
import { hasChanges, type Plan } from '../model/plan.ts';
import type { Saying } from '../model/saying.ts';
import { visible } from '../model/visible.ts';
import { lexiconIn } from '../render/lexicon.ts';
import type { Paint } from '../render/paint.ts';
import { renderPlanText } from '../render/plan-text.ts';
import { say } from '../words/en/exports.ts';
import { inWords, type LanguageWords, sayIn } from '../words/language-words.ts';
import { inBoth } from '../words/say.ts';

/** Whether applying the exported config would do nothing at all. */
function isSettled(plan: Plan): boolean {
  return !hasChanges(plan) && plan.guards.length === 0;
}

/** For people: ends with "The next plan is empty." or with that plan. */
export function renderExportText(report: Exported, paint: Paint, words: LanguageWords): string {
  const { file, isWritten, accounts, avatars, leftOut, notes, plan } = inWords(words, report);
  const about = { file: visible(file), count: accounts.length };
  const sayings = [
    isWritten ? say('export-written', about) : say('export-up-to-date', about),
    ...avatars.map(({ account, path }) =>
      say('avatar-saved', { account: visible(account), path: visible(path) }),
    ),
    ...notes.map(({ note }) => inBoth({ en: note, zh: note })),
    ...(leftOut.length > 0
      ? [say('left-out-title'), ...leftOut.map(({ what, reason }) => say('left-out-line', { what, reason }))]
      : []),
  ];
  const text = (all: readonly Saying[]) => all.map((saying) => sayIn(words, saying)).join('\n');
  if (!isSettled(plan)) {
    const next = text([...sayings, say('next-plan-not-empty')]);
    return `${next}\n\n${renderPlanText(plan, paint, kinds, words)}`;
  }
  const lexicon = lexiconIn(words, kinds);
  const unverifiable = plan.unverifiable.map(({ kind, label, field }) =>
    say('nobody-can-tell', { field: lexicon.field(kind, field), name: visible(label) }),
  );
  return `${text([...sayings, ...unverifiable, say('next-plan-empty')])}\n`;
}

/** For tools. */
export function renderExportJson(report: Exported, words: LanguageWords): string {
  const { file, isWritten, accounts, avatars, leftOut, notes, plan } = inWords(words, report);
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
      guards: plan.guards.map(({ code, message, wayOut, said }) => ({
        code,
        message,
        way_out: wayOut,
        ...(said?.message && said.wayOut ? { said: { message: said.message, way_out: said.wayOut } } : {}),
      })),
      unverifiable: plan.unverifiable,
    },
  };
  return jsonText(document);
}
