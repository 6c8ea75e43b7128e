import {
  type AccountId,
  accountSuffix,
  type ConsoleAccount,
  type LiveAccount,
  type OnlineAccount,
} from '../../model/account.ts';
import type { AbsentAccount, Desired, DesiredAccount } from '../../model/desired.ts';
import type { FindInput, Finding, Reading } from '../../model/kind.ts';
import type { Likeness } from '../../model/ports.ts';
import type { Recorded } from '../../model/recorded.ts';
import { recordsOf } from '../../model/recorded.ts';

/** The name of the kind: the middle of its addresses. */
export const accountKind = 'kf_account';

/** What the YAML asks of one account: to be so, or to be gone. */
export type AccountWant =
  | { readonly state: 'present'; readonly account: DesiredAccount }
  | { readonly state: 'absent'; readonly account: AbsentAccount };

/** What the last apply left behind about one account. */
export interface RecordedAccount {
  readonly kfId: string;
  readonly nickname: string;
  readonly avatar?: {
    /** Hex SHA-256 of the repository's file that was uploaded. */
    readonly sha256: string;
    /** The URL WeChat gave for it. */
    readonly url: string;
    /** Nobody could look at the picture behind the URL, so it may be somebody else's. */
    readonly unseen?: true;
  };
  /** The URL of the picture that WeChat gave the account when kefu made it: while it is this one, no picture was ever set. */
  readonly bornWithUrl?: string;
  /** The person last invited by kefu. */
  readonly worker?: string;
  readonly protect: boolean;
  readonly passwordFingerprint?: string;
}

/** What `getkflist` showed, and what was asked besides. */
export interface AccountReading extends Reading<LiveAccount> {
  readonly consoleAccounts: readonly ConsoleAccount[];
  /** What looking at pictures told, by {@link lookKey}. */
  readonly looks: ReadonlyMap<string, Likeness>;
  /** Who is serving customers; absent when nobody asked. */
  readonly online?: readonly OnlineAccount[];
}

export type AccountFindInput = FindInput<AccountWant, LiveAccount, RecordedAccount>;
export type AccountFinding = Finding<AccountWant, LiveAccount>;

/** The account wants of a desired state: those to be there, those to be gone. */
export function accountWants({ accounts, absent }: Pick<Desired, 'accounts' | 'absent'>): AccountWant[] {
  return [
    ...accounts.map((account) => ({ state: 'present', account }) as const),
    ...absent.map((account) => ({ state: 'absent', account }) as const),
  ];
}

export function presentAccounts(wants: readonly AccountWant[]): DesiredAccount[] {
  const accounts: DesiredAccount[] = [];
  for (const want of wants) if (want.state === 'present') accounts.push(want.account);
  return accounts;
}

/** The accounts in the recorded state, by id. */
export function recordedAccounts(recorded: Recorded | undefined): ReadonlyMap<AccountId, RecordedAccount> {
  return recordsOf<RecordedAccount>(recorded, accountKind) as ReadonlyMap<AccountId, RecordedAccount>;
}

/** Which file was looked at beside which live picture. */
export function lookKey(sha256: string, url: string): string {
  return `${sha256} ${url}`;
}

/** The reading of accounts among the readings of all kinds. */
export function accountReading(reading: Reading<unknown> | undefined): AccountReading {
  return (
    (reading as AccountReading | undefined) ?? { objects: new Map(), consoleAccounts: [], looks: new Map() }
  );
}

/**
 * A record of another kf_id speaks of an account that is gone: recreated elsewhere, of the record only the protection
 * outlives it.
 */
export function recordOfLive(
  recorded: RecordedAccount | undefined,
  live: LiveAccount,
): RecordedAccount | undefined {
  return recorded?.kfId === live.kfId ? recorded : undefined;
}

/** The record to build on: the one of this very account, else a new one that keeps the protection. */
export function baseRecord(recorded: RecordedAccount | undefined, live: LiveAccount): RecordedAccount {
  return (
    recordOfLive(recorded, live) ?? {
      kfId: live.kfId,
      nickname: live.nickname,
      protect: recorded?.protect ?? false,
    }
  );
}

/** Whether this config could have written the account's name: another suffix is another history of the official account. */
export function isForeign(id: AccountId, wechatId: string): boolean {
  return accountSuffix(id) !== wechatId;
}
