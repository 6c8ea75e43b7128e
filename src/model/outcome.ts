import type { Json } from './json.ts';
import type { Said } from './saying.ts';

/** Why a call did not do what it was asked, in words for people. */
export interface Cause {
  /** WeChat's errcode, or a kebab-case word for a transport fault (`connection-refused`, `cut-off`, `timeout`, …). */
  readonly code: number | string;
  /** One safe sentence: no token, no raw control characters. */
  readonly message: string;
  /** What to do about it. */
  readonly hint?: string;
  readonly said?: Said<'message' | 'hint'>;
  /** Set when the cause lies in the credentials or permissions, or in a used-up quota. */
  readonly kind?: 'auth' | 'quota';
  /** YAML key the refusal is about: `nickname`, `avatar`, `worker`, `account`, `file`, … */
  readonly field?: string;
}

/**
 * What became of one write. Anything not proved is `unknown`.
 * - `applied`: WeChat answered errcode 0; provisional until read back. `proof` is what the answer gave (an id).
 * - `not-applied`: no byte was sent, or WeChat's answer proves that nothing happened.
 *   `then` says what follows for the run: `fail` this step, `retry` it after `waitMs`, or `stop` before the next write.
 *   `slower`: WeChat said too fast, so fewer should be sent at once.
 * - `unknown`: reading back decides. `refused`: WeChat's answer claims that nothing was done this time.
 */
export type Outcome =
  | { readonly kind: 'applied'; readonly proof?: Json }
  | { readonly kind: 'not-applied'; readonly cause: Cause; readonly then: 'fail' | 'stop' }
  | {
      readonly kind: 'not-applied';
      readonly cause: Cause;
      readonly then: 'retry';
      readonly waitMs: number;
      /** WeChat said too fast (45011): send fewer at once. */
      readonly slower?: boolean;
    }
  | { readonly kind: 'unknown'; readonly cause: Cause; readonly refused?: boolean };
