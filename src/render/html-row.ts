import type { Row } from '../model/described.ts';
import type { Action } from '../model/plan.ts';
import type { Words } from '../words/pages/words.ts';
import { compareTexts, type Piece } from './compare-texts.ts';
import { data, type Html, html, marked, markedLines } from './html.ts';
import { shortPair } from './short-address.ts';
import { wordDiff } from './word-diff.ts';

/** A row of a change as an entry of a list of terms: its field, its values and what is to be known about them. */
export function rowOf(row: Row, action: Action, words: Words): Html {
  const plain = plainRow(row);
  return html`<div><dt>${breakable(plain.field)}</dt><dd>${valuesOf(plain, action, words)}${notesOf(plain)}</dd></div>`;
}

/** The row as people read it: without what only machines compare, and with addresses by host and end. */
export function plainRow(row: Row): Row {
  const plain = { ...row, ...row.onPages };
  const [before, after] = shortPair(plain.before, plain.after);
  return { ...plain, before, after };
}

/** A name that may break behind its dots and underscores when it is a long one, never within a word. */
export function breakable(name: string): Html {
  if (name.length <= longestUnbroken) return data(name);
  const [first = '', ...more] = name.split(/(?<=[._])|(?=\[)/);
  return html`${data(first)}${more.map((part) => html`<wbr>${data(part)}`)}`;
}

const longestUnbroken = 16;

export function notesOf({ notes }: Row): Html[] {
  return notes.map((note) => html` <span class="note">${note}</span>`);
}

export function valuesOf(row: Row, action: Action, words: Words): Html {
  const { before, after, compare } = row;
  if (action === 'delete') return shown(row, before, words);
  if (action === 'create') return shown(row, after, words);
  if (compare !== undefined && typeof before === 'string' && typeof after === 'string') {
    return compare === 'letters' ? letterDiff(before, after) : wordLines(before, after);
  }
  if (before === null) return html`<ins>${shown(row, after, words)}</ins>`;
  if (after === null) return html`<del>${shown(row, before, words)}</del>`;
  return html`<del>${shown(row, before, words)}</del> <span class="to">→</span> <ins>${shown(row, after, words)}</ins>`;
}

/** Both texts, one above the other, with the characters marked that differ. */
export function letterDiff(before: string, after: string): Html {
  const pieces = compareTexts(before, after);
  const mark = (piece: Piece) => (piece.differs ? markOf(marked(piece.text)) : html`${marked(piece.text)}`);
  return oneAboveTheOther(pieces.before.map(mark), pieces.after.map(mark));
}

/** The same word by word, with the line breaks of the texts; one that was added or removed is a sign, too. */
function wordLines(before: string, after: string): Html {
  const pieces = wordDiff(before, after);
  const side = (own: 'removed' | 'added') =>
    pieces
      .filter(({ kind }) => kind === 'same' || kind === own)
      .map(({ text, kind }) =>
        kind === 'same' ? markedLines(text) : markOf([markedLines(text.replaceAll('\n', '↵\n'))]),
      );
  return oneAboveTheOther(side('removed'), side('added'));
}

function oneAboveTheOther(before: readonly Html[], after: readonly Html[]): Html {
  return html`<del class="line"><bdi>${before}</bdi></del><ins class="line"><bdi>${after}</bdi></ins>`;
}

function markOf(inside: readonly Html[]): Html {
  return html`<mark><span>${inside}</span></mark>`;
}

function shown({ compare }: Row, value: Row['before'], words: Words): Html {
  if (value === null) return html`<span class="none">${words.none}</span>`;
  if (typeof value === 'boolean') return html`${value ? words.yes : words.no}`;
  return compare === 'words' ? html`<bdi>${markedLines(value)}</bdi>` : data(value);
}
