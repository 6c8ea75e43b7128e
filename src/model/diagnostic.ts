import type { Said } from './saying.ts';

/** A place in a file. Lines and columns count from 1; columns count UTF-16 units. */
export interface SourceRange {
  /** As people see it: relative to the working directory where possible. */
  readonly file: string;
  readonly line: number;
  readonly column: number;
  /** Length of the marked text on this line, at least 1. */
  readonly length: number;
  /** The source line itself, for the caret. */
  readonly text: string;
}

/** Something found wrong or doubtful, with where and what to do. */
export interface Diagnostic {
  readonly severity: 'error' | 'warning';
  /** Stable, kebab-case, listed in docs/errors.md. */
  readonly code: string;
  /** One sentence: what is wrong. */
  readonly message: string;
  /** One sentence: what to do. */
  readonly hint?: string;
  readonly range?: SourceRange;
  /** What message and hint say, for other languages; absent where the catalogue has no sentence yet. */
  readonly said?: Said<'message' | 'hint'>;
}

/**
 * The same for two faults that are one: the same code at the same place of the same file. A fault of a file that many
 * configurations extend is found by each of them.
 */
export function faultKey({ code, range, message }: Diagnostic): string {
  return range === undefined ? `${code} ${message}` : `${code} ${range.file}:${range.line}:${range.column}`;
}
