/** HTML that can't be written without escaping: whatever is put into a template is text, unless it is HTML already. */

import { escapeHtml } from './escape.ts';

export class Html {
  readonly markup: string;

  constructor(markup: string) {
    this.markup = markup;
  }
}

type Part = string | number | Html | undefined | readonly Part[];

/** The template with each value escaped; lists one after the other, undefined as nothing. */
export function html(pieces: TemplateStringsArray, ...values: readonly Part[]): Html {
  return new Html(pieces.map((piece, index) => piece + markupOf(values[index])).join(''));
}

function markupOf(value: Part): string {
  if (value === undefined) return '';
  if (value instanceof Html) return value.markup;
  if (typeof value === 'object') return value.map(markupOf).join('');
  return escapeHtml(String(value));
}
