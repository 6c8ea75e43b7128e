import type { AccountId, LiveAccounts, OnlineAccount } from '../model/account.ts';
import type { Desired } from '../model/desired.ts';
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
  /** Also write fields whose live value nobody can tell. */
  readonly writeUnverifiable: boolean;
  /** What looking at live avatars told, where there is no fitting record of an upload. */
  readonly verdicts?: ReadonlyMap<AccountId, Verdict>;
  /** Guards the operator lets pass. */
  readonly allow: ReadonlySet<GuardCode>;
}
