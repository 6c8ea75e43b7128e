import type { Plan } from '../model/plan.ts';
import type { Words } from '../words/pages/words.ts';

/** What a plan tells beside its changes, in numbers: for outputs that have no room for each of them. */
export interface BesideCounts {
  readonly pending: number;
  readonly unverifiable: number;
  readonly stuck: number;
  readonly drift: number;
  readonly recordOld: number;
  readonly warnings: number;
  readonly remaining: number;
  readonly unmanaged: number;
}

/** The counts of one plan. */
export function besideCounts({ summary, drift, diagnostics, convergence, unmanaged }: Plan): BesideCounts {
  const drifted = (wanted: Plan['drift'][number]['why']) => drift.filter(({ why }) => why === wanted).length;
  return {
    pending: summary.pending,
    unverifiable: summary.unverifiable,
    stuck: summary.stuck,
    drift: drifted('elsewhere'),
    recordOld: drifted('record_old'),
    warnings: diagnostics.length,
    remaining: convergence.remaining.length,
    unmanaged: unmanaged.length,
  };
}

export const nothingBeside: BesideCounts = {
  pending: 0,
  unverifiable: 0,
  stuck: 0,
  drift: 0,
  recordOld: 0,
  warnings: 0,
  remaining: 0,
  unmanaged: 0,
};

/** The counts of two together. */
export function addedBeside(one: BesideCounts, other: BesideCounts): BesideCounts {
  const keys = Object.keys(one) as (keyof BesideCounts)[];
  return Object.fromEntries(keys.map((key) => [key, one[key] + other[key]])) as unknown as BesideCounts;
}

/** "1 waiting, 2 can't be verified", then "Warnings: 2" and the like; nothing of what there is none. Words of ours alone. */
export function besideLines(counts: BesideCounts, words: Words): string[] {
  const { pending, unverifiable, stuck } = words.tiles;
  const tiles = [
    [counts.pending, pending],
    [counts.unverifiable, unverifiable],
    [counts.stuck, stuck],
  ] as const;
  const others = [
    [counts.drift, words.drift],
    [counts.recordOld, words.recordOld],
    [counts.warnings, words.warnings],
    [counts.remaining, words.remaining],
    [counts.unmanaged, words.unmanaged],
  ] as const;
  const counted = tiles.filter(([count]) => count > 0).map(([count, what]) => words.count(count, what));
  return [
    ...(counted.length === 0 ? [] : [counted.join(words.comma)]),
    ...others.filter(([count]) => count > 0).map(([count, what]) => words.titled(what, String(count))),
  ];
}
