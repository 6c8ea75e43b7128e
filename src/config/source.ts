import type { Diagnostic, SourceRange } from '../model/diagnostic.ts';
import { lineIndex, lineStartsOf } from '../model/line-starts.ts';
import type { Saying } from '../model/saying.ts';
import { visible } from '../model/visible.ts';
import { say } from '../words/en/places.ts';
import { told } from '../words/say.ts';
import { maskedText, type Span } from './mask.ts';
import { fitToShow } from './mask-faults.ts';

/**
 * The text of a configuration, with what is needed to show a place in it. A configuration that extends others is one text
 * too: that of its own file with those of the others behind it, so that a place tells its file and rules need not care.
 */
export interface Source {
  /** As people see it: relative to the working directory where possible. Of several files the first. */
  readonly file: string;
  readonly text: string;
  /** The same length as `text`, secrets replaced by asterisks: the only text that is ever shown. */
  readonly shown: string;
  /** Offset of each line's first character. */
  readonly lineStarts: readonly number[];
  /** The files the text is made of, in order; absent when it is that of `file` alone. */
  readonly parts?: readonly SourcePart[];
}

/** Where the text of one of several files begins. */
interface SourcePart {
  readonly file: string;
  readonly start: number;
  /** Counted from 0. */
  readonly firstLine: number;
}

/** A fault at a place of the text. `covers` names places whose schema faults this one explains better. */
export interface Fault extends Omit<Diagnostic, 'range'> {
  /** Absent when the fault is not in the file, such as in an environment variable. */
  readonly at?: Span;
  readonly covers?: readonly Span[];
}

export function sourceOf(file: string, text: string, secrets: readonly Span[] = []): Source {
  return { file, text, shown: maskedText(text, secrets), lineStarts: lineStartsOf(text) };
}

/** The texts of several files, one behind the other, each beginning on a line of its own; the same when it is one. */
export function joined(sources: readonly [Source, ...Source[]]): Source {
  const [first, ...others] = sources;
  if (others.length === 0) return first;
  const texts: string[] = [];
  const shown: string[] = [];
  const lineStarts: number[] = [];
  const parts: SourcePart[] = [];
  let start = 0;
  for (const source of sources) {
    parts.push({ file: source.file, start, firstLine: lineStarts.length });
    for (const lineStart of source.lineStarts) lineStarts.push(start + lineStart);
    texts.push(source.text);
    shown.push(source.shown);
    start += source.text.length + 1;
  }
  return { file: first.file, text: texts.join('\n'), shown: shown.join('\n'), lineStarts, parts };
}

/** Where each of several files begins in their joined text. */
export function startsOf(sources: readonly Source[]): number[] {
  let next = 0;
  return sources.map(({ text }) => {
    const start = next;
    next += text.length + 1;
    return start;
  });
}

/** The file that a place is in, and the number of its first line in the whole text. */
function partAt({ file, parts }: Source, offset: number): Pick<SourcePart, 'file' | 'firstLine'> {
  return parts?.findLast(({ start }) => start <= offset) ?? { file, firstLine: 0 };
}

/** Line and column of a span, cut to its first line. */
export function rangeOf(source: Source, span: Span): SourceRange {
  const index = lineIndex(source.lineStarts, span.start);
  const lineStart = source.lineStarts[index] ?? 0;
  const text = lineAt(source, index);
  const column = Math.min(span.start - lineStart, text.length);
  const length = Math.max(1, Math.min(span.end - span.start, text.length - column));
  const { file, firstLine } = partAt(source, span.start);
  return { file, line: index - firstLine + 1, column: column + 1, length, text };
}

/** What stands at a place, fit for a message: secrets masked, one line, quotes taken off, not too long. */
export function shownText(source: Source, span: Span): string {
  const line = source.shown.slice(span.start, Math.min(span.end, span.start + 200)).split('\n', 1)[0] ?? '';
  const bare = line.replace(/^(["'])(.*)\1$/, '$2');
  return visible(bare.length > longestQuote ? `${bare.slice(0, longestQuote)}…` : bare);
}

const longestQuote = 60;

/** The number of the line a place is on in the whole text, counted from 1. */
export function lineOf(source: Source, span: Span): number {
  return lineIndex(source.lineStarts, span.start) + 1;
}

/** Where something stands that is told at another place: `line 3`, or `line 3 of base.yaml`. */
export function lineWords(source: Source, there: Span, here: Span): Saying {
  const { file, firstLine } = partAt(source, there.start);
  const line = lineOf(source, there) - firstLine;
  if (file === partAt(source, here.start).file) return say('line', { line });
  return say('line-of-file', { line, file: visible(file) });
}

function lineAt(source: Source, index: number): string {
  const end = source.lineStarts[index + 1] ?? source.shown.length + 1;
  const last = source.shown[end - 2] === '\r' ? end - 2 : end - 1;
  return source.shown.slice(source.lineStarts[index], last);
}

/** More than this is noise: the first ones say what is wrong. */
const mostShown = 100;

/** Faults as diagnostics, in the order of the file. Whatever a rule put into its sentences, no secret is told by them. */
export function diagnosticsOf(source: Source, faults: readonly Fault[]): Diagnostic[] {
  const sorted = [...faults].sort((one, other) => startOf(one) - startOf(other));
  const toShow = fitToShow(source);
  const shown = sorted.slice(0, mostShown).map(({ at, covers: _, ...fault }) => ({
    ...fault,
    ...toShow(fault),
    ...(at && { range: rangeOf(source, at) }),
  }));
  return sorted.length > mostShown ? [...shown, moreFaults(sorted.slice(mostShown))] : shown;
}

function startOf(fault: Fault): number {
  return fault.at?.start ?? -1;
}

function moreFaults(left: readonly Fault[]): Diagnostic {
  const severity = left.some((fault) => fault.severity === 'error') ? 'error' : 'warning';
  return {
    severity,
    code: 'more-faults',
    ...told(say('more-faults', { count: left.length }), say('mend-those-first')),
  };
}
