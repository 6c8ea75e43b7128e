import type { Saying } from '../../src/model/saying.ts';

/** What people wrote, and what else was put into a sentence as it is. */
export function givenIn(value: unknown): string[] {
  if (typeof value === 'string') return /[A-Za-z]/u.test(value) ? [value] : [];
  if (Array.isArray(value)) return value.flatMap(givenIn);
  if (typeof value !== 'object' || value === null || 'zh' in value) return [];
  return Object.entries(value).flatMap(([name, part]) =>
    name === 'values' || !isSaying(value) ? givenIn(part) : [],
  );
}

const isSaying = (value: object): value is Saying => 'key' in value && 'values' in value;
