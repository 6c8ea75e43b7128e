/**
 * Access tokens. The spaces of cgi-bin/token and cgi-bin/stable_token are isolated: fetching in one never
 * kills a token of the other (WeChat docs, getStableAccessToken).
 */

import { randomBytes } from 'node:crypto';
import { Refusal } from '../errors.ts';
import type { Settings } from './settings.ts';

export interface Token {
  value: string;
  space: 'legacy' | 'stable';
  issuedAt: number;
  /** When it stops working by age; milliseconds, as all times of the world. */
  expiresAt: number;
  /** When a newer token or the control API killed it: 40001 from then on. */
  diesAt: number | null;
}

export interface Tokens {
  issued: Token[];
  /** When stable_token was forced to refresh: at most 20 a day and 30 seconds apart. */
  forcedAt: number[];
}

const lifetimeMs = 7200_000;
const overlapMs = 300_000;

export function createTokens(): Tokens {
  return { issued: [], forcedAt: [] };
}

/** A new token of the legacy space; the one before it dies, at once or after five minutes as the settings say. */
export function issueLegacyToken(tokens: Tokens, settings: Settings, now: number): Token {
  killTokens(tokens, 'legacy', now + (settings.replacedToken === 'dies' ? 0 : overlapMs));
  return issue(tokens, 'legacy', now);
}

/**
 * The stable token: the same one until five minutes before its end, then a new one while the old one still
 * works. Forcing makes a new one and kills the old, but not within 30 seconds of the last forcing.
 */
export function issueStableToken(tokens: Tokens, force: boolean, now: number): Token {
  const current = tokens.issued.findLast((token) => token.space === 'stable' && isAlive(token, now));
  if (force && mayForce(tokens, now)) {
    tokens.forcedAt.push(now);
    killTokens(tokens, 'stable', now);
    return issue(tokens, 'stable', now);
  }
  if (current !== undefined && current.expiresAt - now > overlapMs) return current;
  return issue(tokens, 'stable', now);
}

function mayForce(tokens: Tokens, now: number): boolean {
  tokens.forcedAt = tokens.forcedAt.filter((at) => at > now - 86_400_000);
  if (tokens.forcedAt.length >= 20) throw new Refusal(45009);
  return tokens.forcedAt.every((at) => at <= now - 30_000);
}

/** Marks the living tokens of a space (or of both) as dead from `at` on. */
export function killTokens(tokens: Tokens, space: Token['space'] | 'all', at: number): void {
  for (const token of tokens.issued) {
    if (space !== 'all' && token.space !== space) continue;
    token.diesAt = Math.min(token.diesAt ?? at, at);
  }
}

/** Refuses a token that is absent (41001), not of the right form (40014), unknown or killed (40001), or old (42001). */
export function checkToken(tokens: Tokens, value: string | null, now: number): void {
  if (value === null || value === '') throw new Refusal(41001);
  if (!/^[\w-]+$/.test(value)) throw new Refusal(40014);
  const token = tokens.issued.find((known) => known.value === value);
  if (token === undefined) throw new Refusal(40001);
  if (token.diesAt !== null && token.diesAt <= now) throw new Refusal(40001);
  if (token.expiresAt <= now) throw new Refusal(42001);
}

function isAlive(token: Token, now: number): boolean {
  return token.expiresAt > now && (token.diesAt === null || token.diesAt > now);
}

function issue(tokens: Tokens, space: Token['space'], now: number): Token {
  const value = `90_${randomBytes(96).toString('base64url')}`;
  const token: Token = { value, space, issuedAt: now, expiresAt: now + lifetimeMs, diesAt: null };
  // Old ones are kept a while, so that they are answered "expired" rather than "unknown".
  tokens.issued = [...tokens.issued.slice(-50), token];
  return token;
}
