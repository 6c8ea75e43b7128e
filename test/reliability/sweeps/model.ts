// What may be true of each account, as far as what was done allows: the set of possible worlds, kept as the set of values that
// each account may have. It knows nothing of plans and comparisons.
import type { Broken } from '../world/invariants.ts';
import type { Run } from '../world/runs.ts';
import { wantedIn } from '../world/wanted.ts';
import type { SimWorld } from '../world/world.ts';

/** A nickname, or null: not there. */
type Possible = string | null;

export class PossibleWorlds {
  readonly #accounts = new Map<string, Set<Possible>>();

  constructor({ world }: SimWorld) {
    for (const { account, nickname } of world.accounts) this.#accounts.set(account, new Set([nickname]));
  }

  /** Somebody else wrote it: from now on that is so, but a run in flight may still have its effect. */
  edited(account: string, nickname: Possible, isQuiet: boolean): void {
    const before = isQuiet ? [] : [...this.#of(account)];
    this.#accounts.set(account, new Set([...before, nickname]));
  }

  /** A run may have made any of its steps true, and surely those that it told as done when nothing else was going on. */
  ran(run: Run): void {
    const { accounts } = wantedIn(run.folder);
    for (const { kind, name } of run.planned?.plan.changes ?? []) {
      if (kind !== 'kf_account') continue;
      const want = accounts.get(name);
      const possible = want?.absent === false ? (want.nickname ?? null) : null;
      this.#accounts.set(name, new Set([...this.#of(name), possible]));
    }
  }

  /** Holds the world against the model, and learns from it: what was seen is so. */
  check({ world }: SimWorld): Broken[] {
    const names = new Set([...this.#accounts.keys(), ...world.accounts.map(({ account }) => account)]);
    return [...names].flatMap((name) => {
      const now = world.accounts.find(({ account }) => account === name)?.nickname ?? null;
      if (!this.#of(name).has(now)) return [`possible worlds: ${name} is ${now}, which nothing explains`];
      return [];
    });
  }

  #of(account: string): ReadonlySet<Possible> {
    return this.#accounts.get(account) ?? new Set([null]);
  }
}
