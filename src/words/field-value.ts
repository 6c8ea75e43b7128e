import type { KindWords } from '../model/described.ts';

/** A value of a field as people read it in the language of these words. */
export function valueIn({ values }: Pick<KindWords, 'values'>, field: string, value: string): string {
  return values && Object.hasOwn(values, field) ? (values[field]?.(value) ?? value) : value;
}
