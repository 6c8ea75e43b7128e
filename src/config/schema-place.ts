import type { Span } from './mask.ts';
import { type Fault, type Source, shownText } from './source.ts';
import type { Entry, Tree } from './tree.ts';

/** A fault found by the schema. `about`: a key that is too many or missing is never explained better by a rule. */
export interface SchemaFault extends Fault {
  readonly at: Span;
  readonly about: 'value' | 'key';
}

/** A value with the entry it stands in. */
export interface Place {
  readonly value: Tree;
  readonly entry?: Entry;
}

/** Where the value stands, or its key when there is nothing to mark. */
export function spanOf({ value, entry }: Place): Span {
  return value.at.end > value.at.start || entry === undefined ? value.at : entry.keyAt;
}

/** What a message calls the value: its key, when it has one. */
export function nameOf({ entry, value }: Place, source: Source): string {
  if (entry !== undefined) return `\`${shownText(source, entry.keyAt)}\``;
  return value.kind === 'scalar' ? 'This item' : 'The file';
}

/** What stands behind a key without value and begins with "#", as `##NICK##` does, to end a sentence with; or nothing. */
export function commentBehind({ entry }: Place, source: Source): string {
  if (entry === undefined) return '';
  const { end } = entry.keyAt;
  const line = source.shown.slice(end, end + 200).split('\n', 1)[0] ?? '';
  const start = /^["']?\s*:\s+(?=#)/.exec(line)?.[0].length;
  if (start === undefined) return '';
  return `: \`${shownText(source, { start: end + start, end: end + line.length })}\` is a comment`;
}
