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
