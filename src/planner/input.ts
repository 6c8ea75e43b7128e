import type { AccountId, LiveAccounts, OnlineAccount } from '../model/account.ts';
import type { Desired } from '../model/desired.ts';
import type { LiveMedia } from '../model/media.ts';
import type { GuardCode } from '../model/plan.ts';
import type { Verdict } from '../model/ports.ts';
import type { Recorded } from '../model/recorded.ts';

/** The three states and what the operator decided. */
export interface PlanInput {
  readonly desired: Desired;
  readonly live: LiveAccounts;
  readonly recorded: Recorded | undefined;
  /** Needed only when the plan deletes; absent means that nobody asked WeChat yet. */
  readonly online?: readonly OnlineAccount[];
  /**
   * The permanent media WeChat lists, as far as the plan needs them, and the time (milliseconds since 1970) by which
   * temporary ones are judged. Absent means that nobody looked: then no media are planned.
   */
  readonly media?: { readonly listed: readonly LiveMedia[]; readonly now: number };
  /** Also write fields whose live value nobody can tell. */
  readonly writeUnverifiable: boolean;
  /** What looking at live avatars told, where there is no fitting record of an upload. */
  readonly verdicts?: ReadonlyMap<AccountId, Verdict>;
  /** Guards the operator lets pass. */
  readonly allow: ReadonlySet<GuardCode>;
}
