import type { SourceRange } from '../model/diagnostic.ts';
import type { Span } from './mask.ts';
import { rangeOf, type Source } from './source.ts';
import type { Scalar } from './tree.ts';

/** Where each line of a scalar's value starts in the file. */
export function linesOf(source: Source, scalar: Scalar): SourceRange[] {
  const offsets = alignedOffsets(source.text, scalar);
  let start = 0;
  return scalar.value.split('\n').map((line) => {
    const from = offsets[start] ?? scalar.at.start;
    start += line.length + 1;
    return rangeOf(source, { start: from, end: from + line.length });
  });
}

/** Where a stretch of a scalar's value stands in the file; `start` and `end` count in the value. */
export function spanInside(source: Source, scalar: Scalar, start: number, end: number): Span {
  return spansInside(source, scalar)(start, end);
}

/** The same for many stretches of one value, which is walked through once, and only when there is a stretch. */
export function spansInside(source: Source, scalar: Scalar): (start: number, end: number) => Span {
  let offsets: readonly number[] | undefined;
  return (start, end) => {
    offsets ??= alignedOffsets(source.text, scalar);
    const from = offsets[start] ?? scalar.at.start;
    return { start: from, end: Math.max(from + 1, (offsets[end - 1] ?? from) + 1) };
  };
}

/**
 * The offset in the file of each unit of a scalar's value. Quotes, escapes, folded lines and indentation make the two
 * differ; they are walked side by side, and what does not fit is skipped.
 */
function alignedOffsets(text: string, { value, at }: Scalar): number[] {
  const quote = text[at.start] === '"' || text[at.start] === "'" ? text[at.start] : undefined;
  let place = quote === undefined ? at.start : at.start + 1;
  if (/^[|>]/.test(text.slice(at.start, at.end)) && value !== text.slice(at.start, at.end)) {
    place = afterIndent(text, text.indexOf('\n', at.start) + 1, value[0]);
  }
  const offsets: number[] = [];
  for (let index = 0; index < value.length; index += 1) {
    const unit = value[index];
    if (unit !== ' ' && unit !== '\n' && text[place] !== unit) place = afterSpace(text, place);
    offsets.push(Math.min(place, Math.max(at.start, at.end - 1)));
    if (quote === '"' && text[place] === '\\') place += escapeLength(text, place);
    else if (quote === "'" && unit === "'") place += 2;
    else if (unit === '\n') place = afterIndent(text, lineEnd(text, place) + 1, value[index + 1]);
    else if (unit === ' ' && text[place] !== ' ') place = afterSpace(text, place);
    else place += 1;
  }
  return offsets;
}

/** Behind the indentation of a line, but not behind spaces that belong to the value. */
function afterIndent(text: string, lineStart: number, next: string | undefined): number {
  const indent = /^ */.exec(text.slice(lineStart, lineStart + 200))?.[0].length ?? 0;
  return lineStart + (next === ' ' ? Math.max(0, indent - 1) : indent);
}

function afterSpace(text: string, place: number): number {
  const space = /^\s*/.exec(text.slice(place, place + 400))?.[0].length ?? 0;
  return place + space;
}

function lineEnd(text: string, place: number): number {
  const end = text.indexOf('\n', place);
  return end === -1 ? text.length : end;
}

/** YAML 1.2 §5.7: `\x41`, `\u4f60`, `\U0001F600`, and two characters for the others. */
function escapeLength(text: string, place: number): number {
  return { x: 4, u: 6, U: 10 }[text[place + 1] ?? ''] ?? 2;
}
