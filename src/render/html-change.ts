import type { Illustration } from '../model/described.ts';
import type { RenderContext } from './context.ts';
import { type DescribedChange, placeOf } from './describe.ts';
import { data, type Html, html } from './html.ts';
import { faces } from './html-faces.ts';
import { foldedRows } from './html-folded.ts';
import { phones } from './html-phones.ts';
import { rowOf } from './html-row.ts';
import type { SideLabels } from './html-sides.ts';
import type { Lexicon } from './lexicon.ts';

/** What stands around a card. */
export interface CardFrame {
  readonly labels: SideLabels;
  readonly context: RenderContext;
  readonly lexicon: Lexicon;
  /** What is said below its name. */
  readonly saying: (described: DescribedChange) => string | undefined;
}

/** One change as a card: as customers see it before and after, then its fields; `more` goes below them. */
export function changeCard(described: DescribedChange, frame: CardFrame, more?: Html): Html {
  const { action, place, rows, illustration } = described;
  const { words, name } = frame.lexicon;
  const said = frame.saying(described);
  const saying = said === undefined ? undefined : html`<p class="reason">${said}</p>`;
  const where = place ? html`<p class="place">${placeOf(place)}</p>` : undefined;
  return html`<article class="card ${action}">
<header><span class="badge">${words.action[action]}</span><h3>${data(name(described))}</h3>${where}</header>
${saying}
<div class="body">${illustration && illustrated(illustration, name(described), frame)}
<div class="fields"><dl class="rows">${rows.map((row) => rowOf(row, action, words))}</dl>${foldedRows(rows, action, words)}</div></div>
${more}</article>
`;
}

function illustrated(
  illustration: Illustration,
  name: string,
  { labels, context, lexicon }: CardFrame,
): Html {
  switch (illustration.form) {
    case 'faces':
      return faces(illustration, name, labels, context, lexicon.words);
    case 'messages':
      return phones(illustration, labels, context);
  }
}
