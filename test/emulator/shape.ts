/** The shape of a JSON value: its keys and types, whatever the values are. */

/** Equal for values of the same shape; the rows of a list count once, in any order. */
export function shapeOf(value: unknown): unknown {
  if (Array.isArray(value)) {
    return { rows: [...new Set(value.map((row) => JSON.stringify(shapeOf(row))))].sort() };
  }
  if (typeof value !== 'object' || value === null) return typeof value;
  const entries = Object.entries(value).map(([key, inner]) => [key, shapeOf(inner)] as const);
  return Object.fromEntries(entries.sort(([left], [right]) => (left < right ? -1 : 1)));
}
