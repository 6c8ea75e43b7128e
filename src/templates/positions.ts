import { lineIndex, lineStartsOf } from '../model/line-starts.ts';

/** Line and column of an offset, both counted from 1. */
export type Positions = (offset: number) => [line: number, column: number];

/** Finds places of a text after having read it once. */
export function positionsIn(text: string): Positions {
  const lineStarts = lineStartsOf(text);
  return (offset) => {
    const line = lineIndex(lineStarts, offset);
    return [line + 1, offset - (lineStarts[line] ?? 0) + 1];
  };
}
