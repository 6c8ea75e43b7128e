/** Line and column of an offset, both counted from 1. */
export type Positions = (offset: number) => [line: number, column: number];

/** Finds places of a text after having read it once. */
export function positionsIn(text: string): Positions {
  const lineStarts = [0];
  for (let end = text.indexOf('\n'); end !== -1; end = text.indexOf('\n', end + 1)) lineStarts.push(end + 1);
  return (offset) => {
    let low = 0;
    let high = lineStarts.length - 1;
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if ((lineStarts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return [low + 1, offset - (lineStarts[low] ?? 0) + 1];
  };
}
