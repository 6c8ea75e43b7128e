import { createHash } from 'node:crypto';

/** `sha256:…` over a text. */
export function digestOfText(text: string): string {
  return `sha256:${createHash('sha256').update(text).digest('hex')}`;
}

/** A text that two values have in common exactly when they hold the same JSON, whatever the order of their keys. */
export function stableText(value: unknown): string {
  return (
    JSON.stringify(value, (_, part: unknown) => (isPlainObject(part) ? inOrder(part) : part)) ?? 'undefined'
  );
}

/** `sha256:…` over everything that was seen of an object; null when it was not there. */
export function observedDigest(observed: unknown): string {
  return digestOfText(stableText(observed));
}

/** Whether two sightings of an object show the same in every field. */
export function sameObserved(before: unknown, now: unknown): boolean {
  return stableText(before) === stableText(now);
}

function isPlainObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function inOrder(value: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1)));
}
