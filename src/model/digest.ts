import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import type { Secret } from './secret.ts';

/** `sha256:…` over a text. */
export function digestOfText(text: string): string {
  return `sha256:${createHash('sha256').update(text).digest('hex')}`;
}

/** `hmac-sha256:…` over a digest: only who has the key can make one. */
export function signatureOf(digest: string, key: Secret): string {
  return `hmac-sha256:${createHmac('sha256', key.reveal()).update(`kefu plan\n${digest}`).digest('hex')}`;
}

/** Whether two texts are the same, in a time that tells nothing of where they differ. */
export function sameSecretly(one: string, other: string): boolean {
  const [left, right] = [one, other].map((text) => createHash('sha256').update(text).digest());
  return left !== undefined && right !== undefined && timingSafeEqual(left, right);
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
