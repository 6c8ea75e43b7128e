import type { AccountId } from './account.ts';
import type { MediaKey } from './media.ts';
import type { PlainTemplate } from './plain-template.ts';

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
export type Intent = AccountIntent | MediaIntent;

interface AccountIntent {
  readonly account: AccountId;
  readonly kind: string;
  /** ISO 8601, UTC. */
  readonly at: string;
}

interface MediaIntent {
  readonly media: MediaKey;
  readonly kind: string;
  /** ISO 8601, UTC. */
  readonly at: string;
}

/** A media file that was uploaded. */
export interface RecordedMedia {
  readonly mediaId: string;
  /** The file name it was uploaded with. */
  readonly name: string;
  /** ISO 8601, UTC. */
  readonly uploadedAt: string;
  /** Only permanent pictures have one. */
  readonly url?: string;
}

/** A template as it was last applied. */
export interface RecordedTemplate {
  /** `sha256:…` of `body`. */
  readonly digest: string;
  readonly body: PlainTemplate;
}

/** The state file's content: the third of the three states (desired, live, recorded). */
export interface Recorded {
  readonly appId: string;
  /** Grows by one with every write of the file. */
  readonly serial: number;
  /** Keyed by account id. Accounts in here are the ones kefu manages or has protected. */
  readonly accounts: ReadonlyMap<AccountId, RecordedAccount>;
  readonly media: ReadonlyMap<MediaKey, RecordedMedia>;
  /** Keyed by name. */
  readonly templates: ReadonlyMap<string, RecordedTemplate>;
  readonly intents: readonly Intent[];
  /** Digests of the saved plans that were applied to the end, newest last: a plan is applied once. */
  readonly appliedPlans: readonly string[];
}
