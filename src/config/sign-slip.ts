/** A stretch of a configuration that is written with signs YAML does not know, and what was meant. Never holds a line end. */
export interface SignSlip {
  readonly start: number;
  readonly end: number;
  /** What belongs there instead. */
  readonly instead: string;
  /** The sign to name; empty when a space is missing. */
  readonly sign: string;
  /**
   * `sure`: nothing else can be meant there. `quotes`: Chinese quotation marks around a value, which YAML takes for a part
   * of it. `list`: a Chinese comma in a list, which YAML takes for one item.
   */
  readonly kind: 'sure' | 'quotes' | 'list';
}

/** The text as it was meant, and where each of its places is in the text as it is. */
export interface Meant {
  readonly text: string;
  /** The offset in the text as it is. */
  placeOf(offset: number): number;
}

/** Replaces every slip by what was meant; slips may come in any order and must not overlap. */
export function asMeant(text: string, slips: readonly SignSlip[]): Meant {
  const sorted = [...slips].sort((one, other) => one.start - other.start);
  const parts: string[] = [];
  const moves: { readonly from: number; readonly to: number; readonly slip: SignSlip }[] = [];
  let copied = 0;
  let length = 0;
  for (const slip of sorted) {
    if (slip.start < copied) continue;
    parts.push(text.slice(copied, slip.start), slip.instead);
    length += slip.start - copied;
    moves.push({ from: length, to: length + slip.instead.length, slip });
    length += slip.instead.length;
    copied = slip.end;
  }
  parts.push(text.slice(copied));
  return {
    text: parts.join(''),
    placeOf(offset) {
      const last = moves.findLast(({ from }) => from <= offset);
      if (last === undefined) return offset;
      if (offset < last.to) return Math.min(last.slip.start + offset - last.from, last.slip.end);
      return last.slip.end + offset - last.to;
    },
  };
}
