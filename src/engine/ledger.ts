import type { Address } from '../model/address.ts';
import type { Step } from '../model/change.ts';
import type { StateStore } from '../model/ports.ts';
import type { Intent, Recorded } from '../model/recorded.ts';

const rememberedPlans = 50;

/**
 * Keeps the state file in step with the run. Changes are made in memory; `save` makes them durable in one write, which
 * happens before the calls of a round are sent, so that a run that is killed leaves a trace the next one can settle.
 * What it writes is an apply's record, also where an export began it.
 */
export class Ledger {
  #serial: number;
  readonly #appId: string;
  #objects: Map<Address, unknown>;
  #intents: readonly Intent[];
  #appliedPlans: readonly string[];
  readonly #store: StateStore;
  /** What the file holds, without the serial. */
  #saved: string;

  constructor(recorded: Recorded, store: StateStore) {
    const { appId, serial, objects, intents, appliedPlans } = recorded;
    this.#appId = appId;
    this.#serial = serial;
    this.#objects = new Map(objects);
    this.#intents = intents;
    this.#appliedPlans = appliedPlans;
    this.#store = store;
    this.#saved = contentOf(recorded);
  }

  get recorded(): Recorded {
    return {
      appId: this.#appId,
      serial: this.#serial,
      objects: this.#objects,
      intents: this.#intents,
      appliedPlans: this.#appliedPlans,
    };
  }

  /** Notes that a step is about to be sent. `at`: milliseconds since 1970. */
  intend(address: Address, step: Step, at: number): void {
    this.dismiss(address, step);
    this.#intents = [...this.#intents, { address, step, at: new Date(at).toISOString() }];
  }

  /** The step had its effect, or had none, or was given up before it was sent. */
  dismiss(address: Address, step: Step): void {
    this.#keepIntents((intent) => intent.address !== address || intent.step.kind !== step.kind);
  }

  /** Of objects that are settled nothing is open any more. */
  close(isSettled: (address: Address) => boolean): void {
    this.#keepIntents(({ address }) => !isSettled(address));
  }

  /** What is kept about an object from now on; undefined: nothing. */
  keep(address: Address, kept: unknown): void {
    if (kept === undefined) this.#objects.delete(address);
    else this.#objects.set(address, kept);
  }

  replace(objects: Recorded['objects']): void {
    this.#objects = new Map(objects);
  }

  /** A saved plan was applied to the end. */
  rememberPlan(digest: string): void {
    this.#appliedPlans = [...this.#appliedPlans, digest].slice(-rememberedPlans);
  }

  /** Makes all changes durable, when there are any. Rejects with a `Failure` when the file can't be written. */
  async save(): Promise<void> {
    const content = contentOf(this.recorded);
    if (content === this.#saved) return;
    await this.#store.write({ ...this.recorded, serial: this.#serial + 1 });
    this.#serial += 1;
    this.#saved = content;
  }

  #keepIntents(isKept: (intent: Intent) => boolean): void {
    if (this.#intents.length > 0) this.#intents = this.#intents.filter(isKept);
  }
}

/** Everything but the serial: equal contents need no new file. */
function contentOf({ appId, objects, intents, appliedPlans, protectionUnknown }: Recorded): string {
  return JSON.stringify([appId, [...objects].sort(), intents, appliedPlans, protectionUnknown]);
}
