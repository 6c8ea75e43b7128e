/** A kf account as WeChat names it: `alice@kftest`. Made only by {@link accountId}. */
export type AccountId = string & { readonly __brand: 'AccountId' };

/**
 * Joins the account name of the YAML with the official account's WeChat ID.
 * Whether both parts are well-formed is checked by the config's rules, not here.
 */
export function accountId(name: string, wechatId: string): AccountId {
  return `${name}@${wechatId}` as AccountId;
}

/** The part before the last `@`: the name that stands in the YAML. */
export function accountName(id: AccountId): string {
  return id.slice(0, id.lastIndexOf('@'));
}

/** The part after the last `@`: the official account's WeChat ID or original id (`gh_…`). */
export function accountSuffix(id: AccountId): string {
  return id.slice(id.lastIndexOf('@') + 1);
}

/** The person bound to a kf account, as far as `getkflist` tells. */
export type Worker =
  | { readonly status: 'none' }
  | { readonly status: 'bound'; readonly wechatId: string }
  | {
      readonly status: 'invited' | 'rejected' | 'expired';
      readonly wechatId: string;
      /** Unix seconds; absent when WeChat did not say. */
      readonly expiresAt?: number;
    };

/** One kf account as WeChat has it now. */
export interface LiveAccount {
  readonly id: AccountId;
  readonly nickname: string;
  /** WeChat's opaque picture URL; a new upload gives a new one. Empty when there is none. */
  readonly avatarUrl: string;
  /** A string or a number on the wire, always a string here. */
  readonly kfId: string;
  readonly worker: Worker;
}

/** A person added in WeChat's console who has no `kf_account`: counted and shown, never written. */
export interface ConsoleAccount {
  readonly nickname: string;
  readonly kfId: string;
}

/** Everything `getkflist` answered. */
export interface LiveAccounts {
  /** Sorted by id. */
  readonly accounts: readonly LiveAccount[];
  readonly consoleAccounts: readonly ConsoleAccount[];
}

/** One row of `getonlinekflist`. */
export interface OnlineAccount {
  readonly id: AccountId;
  /** Customers in a session with this account. 0 when WeChat did not say. */
  readonly acceptedCases: number;
}
