import type { Secret } from './secret.ts';

/** An access token, and when it ends, in milliseconds since 1970. */
export interface KeptToken {
  readonly token: Secret;
  readonly goodUntil: number;
}

/** Where a run finds the access token of an earlier one. Neither method rejects: without it, WeChat is asked. */
export interface TokenCache {
  get(): Promise<KeptToken | undefined>;
  keep(kept: KeptToken): Promise<void>;
}
