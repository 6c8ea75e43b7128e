import type { AccountId } from './account.ts';
import type { ChangeKind } from './change.ts';
import type { MediaChangeKind } from './media.ts';
import type { Cause } from './outcome.ts';
import type { Action } from './plan.ts';

/**
 * How a change ended.
 * `done`: its effect was read back. `failed`: it has no effect. `unknown`: nobody can tell.
 * `skipped`: a change it depends on did not succeed. `not-attempted`: the run stopped before it.
 */
export type ChangeStatus = 'done' | 'failed' | 'unknown' | 'skipped' | 'not-attempted';

export interface ChangeResult {
  readonly account: AccountId;
  readonly action: Action;
  readonly kind: ChangeKind;
  readonly status: ChangeStatus;
  /** What happened, in a sentence: what was read back, why it failed, what it waited for. */
  readonly note: string;
  readonly cause?: Cause;
  /** `changed-meanwhile`: the account no longer looked as the plan saw it, so nothing was written. */
  readonly refusal?: 'changed-meanwhile';
  /** Times the call was sent. */
  readonly attempts: number;
}

/** How the change of a media file or of a template ended. */
export interface MessageResult {
  /** `media.<path>` or `template.<name>`. */
  readonly address: string;
  readonly action: Action;
  readonly kind: MessageChangeKind;
  readonly status: ChangeStatus;
  readonly note: string;
  readonly cause?: Cause;
  /** Times the call was sent. */
  readonly attempts: number;
}

/** `record-template`: a template is kept in the state file, nothing is sent. */
export type MessageChangeKind = MediaChangeKind | 'record-template';

/** A managed account that does not look as desired in the final read-back. */
export interface Remaining {
  readonly account: AccountId;
  readonly note: string;
}

/** The truth about one apply. */
export interface Report {
  readonly officialAccount: { readonly name: string; readonly appId: string; readonly wechatId: string };
  readonly results: readonly ChangeResult[];
  /** Media in the order of execution, then templates by name. */
  readonly messageResults: readonly MessageResult[];
  readonly readBack:
    | { readonly status: 'verified'; readonly accounts: number }
    | { readonly status: 'differs'; readonly accounts: number; readonly remaining: readonly Remaining[] }
    | { readonly status: 'failed'; readonly note: string };
  /** Why the run stopped early, when it did. */
  readonly stopped?: Cause;
  /** Accounts by action whose changes are all done. */
  readonly summary: { readonly added: number; readonly changed: number; readonly destroyed: number };
  /** The state file could not be written, and why. */
  readonly stateFault?: string;
}
