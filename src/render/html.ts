import { graphemes } from '../model/segments.ts';
import { visible } from '../model/visible.ts';
import { inHtml } from './escape.ts';

/** Markup of ours. Text from outside never becomes one but through {@link html}, which escapes it. */
export class Html {
  readonly markup: string;

  constructor(markup: string) {
    this.markup = markup;
  }
}

type Piece = Html | string | number | undefined | readonly Piece[];

/** A template whose strings are markup and whose values are text: everything put in is escaped, but for other `Html`. */
export function html(strings: TemplateStringsArray, ...pieces: readonly Piece[]): Html {
  return new Html(strings.map((string, index) => string + markupOf(pieces[index])).join(''));
}

function markupOf(piece: Piece): string {
  if (piece === undefined) return '';
  if (piece instanceof Html) return piece.markup;
  if (typeof piece === 'string' || typeof piece === 'number') return inHtml(String(piece));
  return piece.map(markupOf).join('');
}

/** Text from outside for reading: its own direction, and each invisible character marked as such. */
export function data(text: string): Html {
  return html`<bdi>${marked(text)}</bdi>`;
}

/** The same without an element around it. */
export function marked(text: string): Html[] {
  const runs: { readonly escaped: boolean; text: string }[] = [];
  for (const grapheme of graphemes(text)) {
    const escaped = visible(grapheme) !== grapheme;
    const last = runs.at(-1);
    if (last?.escaped === escaped) last.text += grapheme;
    else runs.push({ escaped, text: grapheme });
  }
  return runs.map(({ escaped, text: run }) =>
    escaped ? html`<span class="esc">${run}</span>` : html`${run}`,
  );
}

/** A text whose line breaks are its own: shown as lines where white space is kept. */
export function markedLines(text: string): Html {
  const [first = '', ...more] = text.split('\n');
  return html`${marked(first)}${more.map((line) => html`${new Html('\n')}${marked(line)}`)}`;
}
