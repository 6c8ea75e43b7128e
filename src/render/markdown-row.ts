import type { Row } from '../model/described.ts';
import type { Action } from '../model/plan.ts';
import type { Words } from '../words/pages/words.ts';
import { onOneLine } from './escape-markdown.ts';
import { shortPair } from './short-address.ts';
import { type WordPiece, wordDiffInShort } from './word-diff.ts';

/** A text of a message has 2048 bytes at most; more is cut. */
const longestText = 2048;

/** A row of a change inside a fenced diff; texts of several lines stand below it, line by line. */
export function rowLines(row: Row, action: Action, words: Words): string[] {
  const key = onOneLine(row.field);
  const note =
    row.notes.length === 0 ? '' : `  # ${row.notes.map((one) => onOneLine(one)).join(words.semicolon)}`;
  const [before, after] = shortPair(row.before, row.after);
  if (action === 'delete' || after === null) return valueLines('-', key, row, before, note, words);
  if (before === null) return valueLines('+', key, row, after, note, words);
  if (row.compare === 'words' && typeof before === 'string' && typeof after === 'string') {
    return comparedLines(key, before, after, note, words);
  }
  return [...valueLines('-', key, row, before, '', words), ...valueLines('+', key, row, after, note, words)];
}

/** A value in quotes on one line. */
export function quoted(value: string | boolean, longest = 200): string {
  return typeof value === 'string' ? `"${onOneLine(value, longest)}"` : String(value);
}

function valueLines(
  mark: string,
  key: string,
  { compare }: Row,
  value: Row['before'],
  note: string,
  { none, titled }: Words,
): string[] {
  const line = (shown: string) => [`${mark}     ${titled(key, shown)}${note}`];
  if (value === null) return line(none);
  if (compare !== 'words' || typeof value !== 'string') return line(quoted(value));
  const lines = value.split('\n').map((line) => onOneLine(line, longestText));
  if (lines.length === 1) return line(`"${lines[0]}"`);
  return [
    `${mark}     ${titled(key, '').trimEnd()}${note}`,
    ...lines.map((line) => `${mark}       | ${line}`),
  ];
}

function comparedLines(
  key: string,
  before: string,
  after: string,
  note: string,
  { titled }: Words,
): string[] {
  const lines = wordDiffInShort(before, after).map(marked).join('').split('\n');
  const [only = ''] = lines;
  if (lines.length === 1) return [`!     ${titled(key, `"${only}"`)}${note}`];
  return [`!     ${titled(key, '').trimEnd()}${note}`, ...lines.map((line) => `!       | ${line}`)];
}

/** Marked as `git diff --word-diff` does; a line break that was added or removed is a sign inside the mark. */
function marked({ text, kind }: WordPiece): string {
  const lines = text.split('\n').map((line) => onOneLine(line, longestText));
  if (kind === 'same') return lines.join('\n');
  return lines
    .map((line, index) => {
      const inside = `${line}${index < lines.length - 1 ? '↵' : ''}`;
      if (inside === '') return '';
      return kind === 'removed' ? `[-${inside}-]` : `{+${inside}+}`;
    })
    .join('\n');
}
