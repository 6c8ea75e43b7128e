import { data, type Html, html } from './html.ts';

/** Cards under a heading with their count; nothing when there are none. */
export function cardSection(
  id: string,
  title: string,
  cards: readonly Html[],
  note?: string,
): Html | undefined {
  if (cards.length === 0) return undefined;
  return html`<section id="${id}" aria-labelledby="${id}-title">
<h2 id="${id}-title">${title} <span class="count">${cards.length}</span></h2>
${noteOf(note)}${cards}</section>
`;
}

/** Entries under a title. */
export interface Part {
  readonly id: string;
  readonly title: string;
  readonly entries: readonly Html[];
  readonly note?: string;
  /** Whether it is folded away, as what is as it should be. */
  readonly isFolded?: boolean;
}

/** A part as a section of a page. */
export function partSection({ id, title, entries, note, isFolded = false }: Part): Html | undefined {
  return (isFolded ? foldedSection : listSection)(id, title, entries, note);
}

/** The same among the cards of one of many official accounts, where an id would stand more than once. */
export function partCard({ title, entries, note, isFolded = false }: Part): Html | undefined {
  if (entries.length === 0) return undefined;
  const heading = html`<h3>${title} <span class="count">${entries.length}</span></h3>`;
  if (!isFolded) return html`${heading}\n${noteOf(note)}${listOf(entries)}\n`;
  return html`<details><summary>${heading}${besideOf(note)}</summary>\n${listOf(entries)}</details>\n`;
}

/** Entries as a list in one card. */
export function listSection(
  id: string,
  title: string,
  entries: readonly Html[],
  note?: string,
): Html | undefined {
  if (entries.length === 0) return undefined;
  return html`<section id="${id}" aria-labelledby="${id}-title">
<h2 id="${id}-title">${title} <span class="count">${entries.length}</span></h2>
${noteOf(note)}${listOf(entries)}</section>
`;
}

/** The same folded away, its note beside the title: it opens by click, touch or key, and is open in print. */
export function foldedSection(
  id: string,
  title: string,
  entries: readonly Html[],
  note?: string,
): Html | undefined {
  if (entries.length === 0) return undefined;
  return html`<details id="${id}"><summary><h2>${title} <span class="count">${entries.length}</span></h2>${besideOf(note)}</summary>
${listOf(entries)}</details>
`;
}

function listOf(entries: readonly Html[]): Html {
  return html`<ul class="card list">${entries.map((entry) => html`<li>${entry}</li>\n`)}</ul>`;
}

function noteOf(note: string | undefined): Html | undefined {
  return note === undefined ? undefined : html`<p class="section-note">${note}</p>\n`;
}

function besideOf(note: string | undefined): Html | undefined {
  return note === undefined ? undefined : html` <span class="note">${note}</span>`;
}

/** What an entry is about, as its first thing. */
export function entryName(name: string): Html {
  return html`<strong class="id">${data(name)}</strong>`;
}
