import type { AccountId, ConsoleAccount, LiveAccount } from './account.ts';
import type { Change } from './change.ts';
import type { Diagnostic, SourceRange } from './diagnostic.ts';
import type { FoundMedia, MediaChange } from './media.ts';
import type { PlainTemplate } from './plain-template.ts';

/** Class of a change for counting and symbols. */
export type Action = 'create' | 'update' | 'delete';

/** Why an account is in the plan. */
export type ActionReason =
  | 'not_live'
  | 'config_changed'
  | 'drift'
  | 'declared_absent'
  | 'replaced'
  | 'unmanaged_delete';

/**
 * How sure kefu is of a field's live value.
 * `observed`: WeChat shows it. `recorded`: kefu wrote it last and nothing suggests otherwise.
 * `compared`: the picture looks the same. `unverifiable`: nobody can tell.
 */
export type Certainty = 'observed' | 'recorded' | 'compared' | 'unverifiable';

/** The fields of an account that a plan speaks of, named as in the YAML. */
export type Field = 'nickname' | 'avatar' | 'worker' | 'protect' | 'password';

/** One field whose live value is not the desired one. Values are for showing and for tools, never a secret. */
export interface Difference {
  readonly field: Field;
  readonly before: string | boolean | null;
  readonly after: string | boolean | null;
  readonly certainty: Certainty;
}

/** What is to happen to one account: the differences, and the changes that remove them, in order. */
export interface AccountChange {
  readonly account: AccountId;
  readonly action: Action;
  readonly reason: ActionReason;
  readonly differences: readonly Difference[];
  readonly changes: readonly Change[];
  /** The account as the plan saw it; apply writes only while it still looks so. `null`: it was not there. */
  readonly observed: LiveAccount | null;
  /** `sha256:…` of `observed`, the form a saved plan keeps. */
  readonly observedDigest: string;
  readonly source?: SourceRange;
}

/** A field that may or may not be as the YAML says. */
export interface Unverifiable {
  readonly account: AccountId;
  readonly field: Field;
  readonly desired: string;
}

/** An invitation the invited person has not answered yet: waiting is not a change. */
export interface PendingInvitation {
  readonly account: AccountId;
  readonly wechatId: string;
  readonly expiresAt?: number;
}

/** Someone changed a recorded field elsewhere. */
export interface Drift {
  readonly account: AccountId;
  readonly field: 'account' | 'nickname' | 'avatar';
  readonly recorded: string;
  readonly live: string | null;
}

export type GuardCode =
  | 'empty-desired'
  | 'desired-shrunk'
  | 'live-shrunk'
  | 'max-deletes'
  | 'last-account'
  | 'protected'
  | 'suffix-mismatch'
  | 'appid-mismatch'
  | 'account-limit'
  | 'serving-customers'
  | 'rename-suspected';

/** A finding that holds the plan back: nothing is applied while one stands. */
export interface Guard {
  readonly code: GuardCode;
  /** What is held and why. */
  readonly message: string;
  /** The way out. */
  readonly wayOut: string;
  readonly accounts: readonly AccountId[];
  readonly source?: SourceRange;
}

export interface Summary {
  readonly add: number;
  readonly change: number;
  readonly destroy: number;
  readonly unchanged: number;
  readonly pending: number;
  readonly unverifiable: number;
}

/**
 * A template that is not as it was when it was last applied. WeChat stores no templates: nothing is sent for it, apply
 * records it.
 */
export interface TemplateChange {
  readonly template: string;
  readonly action: Action;
  readonly before: PlainTemplate | null;
  readonly after: PlainTemplate | null;
  readonly source?: SourceRange;
}

/** What a run of the plan on a model of the account ends in, found before the first write. */
export interface Convergence {
  /** Whether a second plan would be empty. */
  readonly converges: boolean;
  /** What would be left, and which limit is met on the way. */
  readonly remaining: readonly { readonly account: AccountId; readonly note: string }[];
}

/** A live avatar without a fitting record that was fetched and looks like the config's picture. */
export interface ComparedAvatar {
  readonly account: AccountId;
  readonly sha256: string;
  readonly url: string;
}

/** Ordered changes with guards and preconditions: plain data, made by `planner/plan.ts` alone. */
export interface Plan {
  readonly officialAccount: { readonly name: string; readonly appId: string; readonly wechatId: string };
  readonly configDigest: string;
  /** In the order of execution: creates, updates, deletes; by id within each. */
  readonly accountChanges: readonly AccountChange[];
  /** In the order of execution: uploads, refreshes, deletes; by path within each. */
  readonly mediaChanges: readonly MediaChange[];
  /** Media that are there already and only have to be recorded. */
  readonly mediaFound: readonly FoundMedia[];
  /** Sorted by name. */
  readonly templateChanges: readonly TemplateChange[];
  readonly unchanged: readonly AccountId[];
  readonly unmanaged: readonly LiveAccount[];
  readonly consoleAccounts: readonly ConsoleAccount[];
  readonly pending: readonly PendingInvitation[];
  readonly unverifiable: readonly Unverifiable[];
  readonly compared: readonly ComparedAvatar[];
  readonly drift: readonly Drift[];
  readonly guards: readonly Guard[];
  readonly diagnostics: readonly Diagnostic[];
  readonly convergence: Convergence;
  readonly summary: Summary;
}

/** Whether an apply of the plan would do anything. */
export function hasChanges({ accountChanges, mediaChanges, templateChanges }: Plan): boolean {
  return accountChanges.length + mediaChanges.length + templateChanges.length > 0;
}
