/** A part of a page: what opens it, entries that are shown whole or not at all, and what closes it. */
export interface Section {
  readonly open: string;
  readonly entries: readonly string[];
  readonly close: string;
  /** Whether its entries are deletes, which are counted by themselves when they don't fit. */
  readonly deletes?: boolean;
}

/** How long a page may get, and how that is measured. */
export interface Limit {
  readonly most: number;
  readonly sizeOf: (text: string) => number;
}

export interface Fitted {
  readonly text: string;
  /** Entries that did not fit. */
  readonly left: number;
  /** Deletes among them. */
  readonly deletesLeft: number;
}

/** As many entries, in order, as the limit holds. A section is never left open, and an entry never cut in two. */
export function fitInto(sections: readonly Section[], { most, sizeOf }: Limit): Fitted {
  let room = most;
  let text = '';
  let left = 0;
  let deletesLeft = 0;
  for (const { open, entries, close, deletes } of sections) {
    let inside = '';
    let shown = 0;
    let roomInside = room - sizeOf(open) - sizeOf(close);
    for (const entry of entries) {
      roomInside -= sizeOf(entry);
      if (roomInside < 0) break;
      inside += entry;
      shown += 1;
    }
    if (shown > 0) {
      text += open + inside + close;
      room -= sizeOf(open) + sizeOf(inside) + sizeOf(close);
    }
    left += entries.length - shown;
    if (deletes) deletesLeft += entries.length - shown;
  }
  return { text, left, deletesLeft };
}
