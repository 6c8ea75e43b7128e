import type { AccountId } from './account.ts';

/** What the last apply left behind about one account. */
export interface RecordedAccount {
  readonly kfId: string;
  readonly nickname: string;
  readonly avatar?: {
    /** Hex SHA-256 of the repository's file that was uploaded. */
    readonly sha256: string;
    /** The URL WeChat gave for it. */
    readonly url: string;
  };
  /** The person last invited by kefu. */
  readonly worker?: string;
  readonly protect: boolean;
  readonly passwordFingerprint?: string;
}

/** A write that was about to be sent: found in the state file, it means the run ended before its outcome was known. */
export interface Intent {
  readonly account: AccountId;
  readonly kind: string;
  /** ISO 8601, UTC. */
  readonly at: string;
}

/** The state file's content: the third of the three states (desired, live, recorded). */
export interface Recorded {
  readonly appId: string;
  /** Grows by one with every write of the file. */
  readonly serial: number;
  /** Keyed by account id. Accounts in here are the ones kefu manages or has protected. */
  readonly accounts: ReadonlyMap<AccountId, RecordedAccount>;
  readonly intents: readonly Intent[];
  /** Digests of the saved plans that were applied to the end, newest last: a plan is applied once. */
  readonly appliedPlans: readonly string[];
}
