import type { Named } from '../words/named.ts';
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
export function nameOf({ entry, value }: Place, source: Source): Named {
  if (entry !== undefined) return { what: 'key', key: shownText(source, entry.keyAt) };
  return { what: value.kind === 'scalar' ? 'item' : 'file' };
}

/** What stands behind a key without value and begins with "#", as `##NICK##` does. */
export function commentBehind({ entry }: Place, source: Source): string | undefined {
  if (entry === undefined) return undefined;
  const { end } = entry.keyAt;
  const line = source.shown.slice(end, end + 200).split('\n', 1)[0] ?? '';
  const start = /^["']?\s*:\s+(?=#)/.exec(line)?.[0].length;
  if (start === undefined) return undefined;
  return shownText(source, { start: end + start, end: end + line.length });
}
