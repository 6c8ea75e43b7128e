import type { Fault } from './source.ts';

/** Pairs of the first of its kind and each later one. */
export function repeated<T>(items: readonly T[], kindOf: (item: T) => string): [T, T][] {
  const firsts = new Map<string, T>();
  return items.flatMap((item): [T, T][] => {
    const kind = kindOf(item);
    const first = firsts.get(kind);
    if (first !== undefined) return [[first, item]];
    firsts.set(kind, item);
    return [];
  });
}

/** A secret that stands in an extended file is found there, in the whole, and by its looks. */
export function withoutRepeats(faults: readonly Fault[]): Fault[] {
  const codesAt = new Map<number, Set<string>>();
  return faults.filter(({ code, at }) => {
    if (at === undefined) return true;
    const earlier = codesAt.get(at.start);
    if (earlier === undefined) codesAt.set(at.start, new Set([code]));
    const isRepeated = earlier !== undefined && (earlier.has(code) || code === 'secret-in-yaml');
    earlier?.add(code);
    return !isRepeated;
  });
}
