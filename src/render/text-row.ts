import type { Row } from '../model/described.ts';
import type { Action } from '../model/plan.ts';
import type { Words } from '../words/pages/words.ts';
import { inTerminal } from './escape.ts';
import type { Paint } from './paint.ts';
import { shortPair } from './short-address.ts';
import { padToWidth } from './width.ts';
import { type WordPiece, wordDiffInShort } from './word-diff.ts';

type Value = Row['before'];

/** A row of a change for a terminal, its key padded to `width`; texts of several lines stand below it, line by line. */
export function rowLines(row: Row, action: Action, width: number, words: Words, paint: Paint): string[] {
  const key = padToWidth(inTerminal(row.field), width);
  const notes = row.notes.map(inTerminal).join(words.semicolon);
  const note = notes === '' ? '' : paint.dim(`  # ${notes}`);
  const [before, after] = shortPair(row.before, row.after);
  if (action === 'delete' || after === null) {
    return withValue(`${paint.delete('-')} ${key} =`, shown(row, before, words), note);
  }
  if (before === null) return withValue(`${paint.create('+')} ${key} =`, shown(row, after, words), note);
  const start = `${paint.update('~')} ${key} =`;
  if (row.compare !== 'words' || typeof before !== 'string' || typeof after !== 'string') {
    return [`${start} ${quote(before, words)} -> ${quote(after, words)}${note}`];
  }
  return withValue(start, compared(before, after, paint), note);
}

/** A value in quotes, as it would stand in JSON, but that invisible characters are named by their number. */
export function quote(value: string): string;
export function quote(value: Value, words: Words): string;
export function quote(value: Value, words?: Words): string {
  return typeof value === 'string' ? `"${inQuotes(value)}"` : String(value ?? words?.none);
}

function inQuotes(text: string): string {
  return JSON.stringify(inTerminal(text)).slice(1, -1).replaceAll('\\\\u{', '\\u{');
}

/** The lines of a value; one line is in quotes already. */
function shown({ compare }: Row, value: Value, words: Words): string[] {
  if (compare !== 'words' || typeof value !== 'string') return [quote(value, words)];
  const lines = value.split('\n');
  return lines.length === 1 ? [quote(value)] : lines.map(inTerminal);
}

function withValue(start: string, lines: readonly string[], note: string): string[] {
  const [only = ''] = lines;
  if (lines.length === 1) return [`${start} ${only}${note}`];
  return [`${start}${note}`, ...lines.map((line) => `    | ${line}`)];
}

/** Marked as `git diff --word-diff` marks them, so that they are told apart without colours too. */
function compared(before: string, after: string, paint: Paint): string[] {
  const pieces = wordDiffInShort(before, after);
  const isOneLine = !before.includes('\n') && !after.includes('\n');
  if (isOneLine) return [`"${pieces.map((piece) => marked(piece, paint, inQuotes)).join('')}"`];
  return pieces
    .map((piece) => marked(piece, paint, inTerminal))
    .join('')
    .split('\n');
}

/** A line break that was added or removed is a sign inside the mark, and breaks the line behind it. */
function marked({ text, kind }: WordPiece, paint: Paint, safe: (text: string) => string): string {
  const lines = text.split('\n');
  if (kind === 'same') return lines.map(safe).join('\n');
  const mark = (line: string, index: number) => {
    const inside = `${safe(line)}${index < lines.length - 1 ? '↵' : ''}`;
    if (inside === '') return '';
    return kind === 'removed' ? paint.delete(`[-${inside}-]`) : paint.create(`{+${inside}+}`);
  };
  return lines.map(mark).join('\n');
}
