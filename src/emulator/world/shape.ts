/** What a value from JSON is, as one word. */

export type Shape = 'list' | 'null' | 'object' | 'string' | 'number' | 'boolean' | 'undefined';

export function shapeOf(value: unknown): Shape {
  if (Array.isArray(value)) return 'list';
  return value === null ? 'null' : (typeof value as Shape);
}
