import type { Row } from '../model/described.ts';
import type { Action } from '../model/plan.ts';
import type { Words } from '../words/pages/words.ts';
import { type Html, html } from './html.ts';
import { breakable, notesOf, plainRow, valuesOf } from './html-row.ts';

/** What a card does not show at once: keys of the API, digests, whole addresses. Nothing where its rows show all. */
export function foldedRows(rows: readonly Row[], action: Action, words: Words): Html | undefined {
  const entries = rows.flatMap((row) => foldedRow(row, action, words) ?? []);
  if (entries.length === 0) return undefined;
  return html`<details class="exact"><summary>${words.details}</summary><dl class="rows">${entries}</dl></details>`;
}

/** Under the name that people see: its key where that is another, and its values where they say more. */
function foldedRow(row: Row, action: Action, words: Words): Html | undefined {
  const plain = plainRow(row);
  const isRenamed = plain.field !== row.field;
  const isShort = plain.before !== row.before || plain.after !== row.after || plain.notes !== row.notes;
  if (!isRenamed && !isShort) return undefined;
  const key = isRenamed ? html`<code>${breakable(row.field)}</code> ` : undefined;
  const values = isShort ? html`${valuesOf(row, action, words)}${notesOf(row)}` : undefined;
  return html`<div><dt>${breakable(plain.field)}</dt><dd>${key}${values}</dd></div>`;
}
