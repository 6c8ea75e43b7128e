import type { LiveAccount, LiveAccounts } from '../model/account.ts';
import type { Change } from '../model/change.ts';
import type { Desired } from '../model/desired.ts';
import type { ComparedAvatar } from '../model/plan.ts';
import type { StateStore } from '../model/ports.ts';
import type { Recorded } from '../model/recorded.ts';
import { recordedAfter, withAppliedPlan, withDone, withIntent, withoutIntent } from './record.ts';

/**
 * Keeps the state file in step with the run. An intent is on the disk before its call is sent, so that a run that is
 * killed leaves a trace the next one can settle. Rejects with a `Failure` when the file can't be written.
 */
export class Ledger {
  #recorded: Recorded;
  readonly #desired: Desired;
  readonly #store: StateStore;
  /** What the file holds, without the serial. */
  #saved: string;

  constructor(recorded: Recorded, desired: Desired, store: StateStore) {
    this.#recorded = { ...recorded, intents: [] };
    this.#desired = desired;
    this.#store = store;
    this.#saved = contentOf(recorded);
  }

  /** Before a call is sent. */
  async intend(change: Change, now: number): Promise<void> {
    const intent = { account: change.account, kind: change.kind, at: new Date(now).toISOString() };
    await this.#save(withIntent(withoutIntent(this.#recorded, change), intent));
  }

  /** The call had no effect, or the change was given up. */
  async dismiss(change: Change): Promise<void> {
    await this.#save(withoutIntent(this.#recorded, change));
  }

  /** The effect was read back. */
  async done(change: Change, now: LiveAccount | null): Promise<void> {
    await this.#save(withoutIntent(withDone(this.#recorded, change, now, this.#desired), change));
  }

  /** After the final read-back. Intents of changes whose outcome is unknown stay for the next run to settle. */
  async finish(live: LiveAccounts, compared: readonly ComparedAvatar[]): Promise<void> {
    await this.#save(recordedAfter(this.#recorded, this.#desired, live, compared));
  }

  /** Any other change of the state. */
  async update(change: (recorded: Recorded) => Recorded): Promise<void> {
    await this.#save(change(this.#recorded));
  }

  /** A saved plan was applied to the end. */
  async rememberPlan(digest: string): Promise<void> {
    await this.#save(withAppliedPlan(this.#recorded, digest));
  }

  get recorded(): Recorded {
    return this.#recorded;
  }

  async #save(recorded: Recorded): Promise<void> {
    const content = contentOf(recorded);
    this.#recorded = recorded;
    if (content === this.#saved) return;
    const next = { ...recorded, serial: this.#recorded.serial + 1 };
    await this.#store.write(next);
    this.#recorded = next;
    this.#saved = content;
  }
}

/** Everything but the serial: equal contents need no new file. */
function contentOf({ appId, accounts, media, templates, intents, appliedPlans }: Recorded): string {
  const maps = [accounts, media, templates].map((map) => [...map].sort());
  return JSON.stringify([appId, maps, intents, appliedPlans]);
}
