import type { Address } from '../model/address.ts';
import type { Step } from '../model/change.ts';
import type { StateStore } from '../model/ports.ts';
import type { Intent, Recorded } from '../model/recorded.ts';

const rememberedPlans = 50;

/**
 * Keeps the state file in step with the run. Changes are made in memory; `save` makes them durable in one write, which
 * happens before the calls of a round are sent, so that a run that is killed leaves a trace the next one can settle.
 */
export class Ledger {
  #recorded: Recorded;
  readonly #store: StateStore;
  /** What the file holds, without the serial. */
  #saved: string;

  constructor(recorded: Recorded, store: StateStore) {
    this.#recorded = recorded;
    this.#store = store;
    this.#saved = contentOf(recorded);
  }

  get recorded(): Recorded {
    return this.#recorded;
  }

  /** Notes that a step is about to be sent. `at`: milliseconds since 1970. */
  intend(address: Address, step: Step, at: number): void {
    this.dismiss(address, step);
    const intent: Intent = { address, step, at: new Date(at).toISOString() };
    this.#recorded = { ...this.#recorded, intents: [...this.#recorded.intents, intent] };
  }

  /** The step had its effect, or had none, or was given up before it was sent. */
  dismiss(address: Address, step: Step): void {
    this.#keepIntents((intent) => intent.address !== address || intent.step.kind !== step.kind);
  }

  /** Of objects whose every step is settled nothing is open any more. */
  close(isSettled: (address: Address) => boolean): void {
    this.#keepIntents(({ address }) => !isSettled(address));
  }

  /** What is kept about objects from now on; undefined: nothing. */
  keep(entries: Iterable<readonly [Address, unknown]>): void {
    const objects = new Map(this.#recorded.objects);
    for (const [address, kept] of entries) {
      if (kept === undefined) objects.delete(address);
      else objects.set(address, kept);
    }
    this.replace(objects);
  }

  replace(objects: Recorded['objects']): void {
    this.#recorded = { ...this.#recorded, objects };
  }

  /** A saved plan was applied to the end. */
  rememberPlan(digest: string): void {
    const appliedPlans = [...this.#recorded.appliedPlans, digest].slice(-rememberedPlans);
    this.#recorded = { ...this.#recorded, appliedPlans };
  }

  /** Makes all changes durable, when there are any. Rejects with a `Failure` when the file can't be written. */
  async save(): Promise<void> {
    const content = contentOf(this.#recorded);
    if (content === this.#saved) return;
    const next = { ...this.#recorded, serial: this.#recorded.serial + 1 };
    await this.#store.write(next);
    this.#recorded = next;
    this.#saved = content;
  }

  #keepIntents(isKept: (intent: Intent) => boolean): void {
    this.#recorded = { ...this.#recorded, intents: this.#recorded.intents.filter(isKept) };
  }
}

/** Everything but the serial: equal contents need no new file. */
function contentOf({ appId, objects, intents, appliedPlans }: Recorded): string {
  return JSON.stringify([appId, [...objects].sort(), intents, appliedPlans]);
}
