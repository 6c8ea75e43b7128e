/**
 * Orders texts as people do: numbers in them by their value, `k2` before `k10`; the rest by code unit, so that every machine
 * gives the same order. Texts that only differ in leading zeros keep the order of their characters.
 */
export function naturally(one: string, other: string): number {
  const [pieces, others] = [piecesOf(one), piecesOf(other)];
  for (const [index, piece] of pieces.entries()) {
    const rival = others[index];
    if (rival === undefined) return 1;
    const order = comparePieces(piece, rival);
    if (order !== 0) return order;
  }
  return pieces.length - others.length || byCodeUnit(one, other);
}

/** Things in the natural order of what they are called; those called the same stay as they were. */
export function inNaturalOrder<Thing>(things: readonly Thing[], nameOf: (thing: Thing) => string): Thing[] {
  return [...things].sort((one, other) => naturally(nameOf(one), nameOf(other)));
}

function piecesOf(text: string): string[] {
  return text.match(/[0-9]+|[^0-9]+/g) ?? [];
}

function comparePieces(one: string, other: string): number {
  if (!/^[0-9]/.test(one) || !/^[0-9]/.test(other)) return byCodeUnit(one, other);
  const [digits, others] = [one.replace(/^0+/, ''), other.replace(/^0+/, '')];
  return digits.length - others.length || byCodeUnit(digits, others);
}

function byCodeUnit(one: string, other: string): number {
  if (one === other) return 0;
  return one < other ? -1 : 1;
}
