import type { AccountId, LiveAccount } from '../model/account.ts';
import type { Change } from '../model/change.ts';
import type { Cause } from '../model/outcome.ts';
import type { AccountChange } from '../model/plan.ts';
import type { ChangeResult } from '../model/report.ts';
import type { ApplyInput, ApplyWorld } from './context.ts';
import type { Ended } from './ended.ts';
import type { Ledger } from './ledger.ts';
import { runChange } from './run-change.ts';

/** A change with its result and the account before and after it. */
export interface Attempted {
  readonly change: Change;
  readonly before: LiveAccount | null;
  readonly after: LiveAccount | null;
  readonly result: ChangeResult;
}

/** One walk through a plan. Once something says stop, the rest is listed as not attempted. */
export class Run {
  readonly attempted: Attempted[] = [];
  stopped: Cause | undefined;
  stateFault: string | undefined;
  readonly #input: ApplyInput;
  readonly #world: ApplyWorld;
  readonly #ledger: Ledger;
  readonly #total: number;
  /** Accounts with a change that did not succeed. */
  readonly #failed = new Set<AccountId>();

  constructor(input: ApplyInput, world: ApplyWorld, ledger: Ledger) {
    this.#input = input;
    this.#world = world;
    this.#ledger = ledger;
    this.#total = input.plan.accountChanges.flatMap(({ changes }) => changes).length;
    world.progress({ kind: 'started', total: this.#total + input.plan.mediaChanges.length });
  }

  /** The changes of one account in order. What depends on a failed one is skipped. */
  async changeAccount({ action, changes, observed }: AccountChange): Promise<void> {
    let before = observed;
    let skip: string | undefined;
    for (const change of changes) {
      skip ??= this.#missingDependency(change);
      const ended = await this.#end(change, before, skip);
      this.attempted.push({ change, before, after: ended.live, result: resultOf(change, action, ended) });
      this.stopped ??= ended.stop;
      this.stateFault ??= ended.stateFault;
      if (ended.status === 'done') before = ended.live;
      else this.#failed.add(change.account);
      if (ended.status !== 'done' && change.kind === 'create-account') skip = 'the account was not created';
    }
  }

  #missingDependency(change: Change): string | undefined {
    if (change.kind !== 'delete-account' || !change.replacedBy) return undefined;
    if (!this.#failed.has(change.replacedBy)) return undefined;
    return `${change.replacedBy}, which replaces it, is not complete`;
  }

  async #end(change: Change, live: LiveAccount | null, skip: string | undefined) {
    if (this.stopped) {
      return { status: 'not-attempted', note: 'the run had stopped', live, attempts: 0 } as const;
    }
    if (skip) return { status: 'skipped', note: skip, live, attempts: 0 } as const;
    const { account, kind } = change;
    const step = { account, change: kind, index: this.attempted.length + 1, total: this.#total };
    this.#world.progress({ kind: 'change-started', ...step });
    const ended = await runChange(change, live, this.#input, this.#world, this.#ledger);
    this.#world.progress({ kind: 'change-ended', ...step, status: ended.status });
    return ended;
  }
}

function resultOf(
  change: Change,
  action: AccountChange['action'],
  ended: Ended & { readonly attempts: number },
): ChangeResult {
  const { status, note, cause, refusal, attempts } = ended;
  return {
    account: change.account,
    action,
    kind: change.kind,
    status,
    note,
    attempts,
    ...(cause ? { cause } : {}),
    ...(refusal ? { refusal } : {}),
  };
}
