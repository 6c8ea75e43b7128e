/** Finds the candidate that was most likely meant by a word. */
export type Nearest = (word: string, candidates: Iterable<string>) => string | undefined;

/** The candidate that was most likely meant: the same but for case, or a few letters away. */
export function nearest(word: string, candidates: Iterable<string>): string | undefined {
  return nearestOfMany()(word, candidates);
}

/**
 * The same for many words of one file. Once they took so many steps, nothing is found any more: nobody reads the
 * suggestions for a thousand wrong names, and each would be compared with a thousand others.
 */
export function nearestOfMany(steps = mostSteps): Nearest {
  let left = steps;
  return (word, candidates) => {
    if (word.length > longestWord || left <= 0) return undefined;
    const farthest = Math.max(1, Math.floor(word.length / 3));
    let best: { candidate: string; distance: number } | undefined;
    for (const candidate of candidates) {
      const isOfLength = Math.abs(candidate.length - word.length) <= farthest;
      left -= isOfLength ? word.length * candidate.length : 1;
      if (left <= 0) return undefined;
      if (!isOfLength) continue;
      const distance = editDistance(word.toLowerCase(), candidate.toLowerCase());
      if (distance <= farthest && (best === undefined || distance < best.distance))
        best = { candidate, distance };
    }
    return best?.candidate;
  };
}

/** Pairs of letters compared: a hundred wrong names among a hundred others of ten letters take half as many. */
const mostSteps = 2_000_000;

/** Longer than any name people type by hand; the distance takes quadratic time. */
const longestWord = 100;

/** Letters to insert, remove, replace or swap with their neighbour (optimal string alignment). */
function editDistance(one: string, other: string): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (let row = 1; row <= one.length; row += 1) {
    const current = [row];
    for (let column = 1; column <= other.length; column += 1) {
      const same = one[row - 1] === other[column - 1];
      const swapped =
        row > 1 && column > 1 && one[row - 1] === other[column - 2] && one[row - 2] === other[column - 1];
      current.push(
        Math.min(
          at(last, column) + 1,
          at(current, column - 1) + 1,
          at(last, column - 1) + (same ? 0 : 1),
          swapped ? at(beforeLast, column - 2) + 1 : Number.POSITIVE_INFINITY,
        ),
      );
    }
    beforeLast = last;
    last = current;
  }
  return at(last, other.length);
}

function at(row: readonly number[], column: number): number {
  return row[column] ?? Number.POSITIVE_INFINITY;
}
