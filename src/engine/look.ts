import type { Named } from '../model/address.ts';
import { stableText } from '../model/digest.ts';
import { Failure } from '../model/failure.ts';
import type { Json } from '../model/json.ts';
import type { AnyKind, Reading, Readings } from '../model/kind.ts';
import type { Cause } from '../model/outcome.ts';
import { type Recorded, recordsOf } from '../model/recorded.ts';
import { say } from '../words/en/runs.ts';
import { told } from '../words/say.ts';
import type { ApplyInput, ApplyWorld } from './context.ts';

/** Readings of some kinds, made at one time. */
export interface Look {
  readonly readings: Readings;
  /** Milliseconds of the clock that nobody sets. */
  readonly at: number;
}

/** Reads what WeChat has, on demand; remembers the last reading of each kind. */
export class Looker {
  readonly #input: ApplyInput;
  readonly #world: ApplyWorld;
  #last: Map<string, Reading<unknown>>;
  readonly #readAt = new Map<string, number>();
  /** What the calls of this run gave, by kind and name: not recorded yet. */
  readonly #proofs = new Map<string, Map<string, Json>>();

  constructor(input: ApplyInput, world: ApplyWorld) {
    this.#input = input;
    this.#world = world;
    this.#last = new Map(input.readings);
  }

  /** The last reading of every kind. */
  get last(): Readings {
    return this.#last;
  }

  /** The object as last read; null when it was not there. */
  live(kind: string, name: string): unknown {
    return this.#last.get(kind)?.objects.get(name) ?? null;
  }

  /** When a kind was last read, in milliseconds of the clock that nobody sets. */
  readAt(kind: string): number {
    return this.#readAt.get(kind) ?? this.#input.readAt;
  }

  /** What the answer to a call gave about an object. */
  remember({ kind, name }: Named, proof: Json): void {
    const own = this.#proofs.get(kind) ?? new Map<string, Json>();
    this.#proofs.set(kind, own.set(name, proof));
  }

  /** Reads these kinds, one after the other. Rejects with a `Failure`. */
  async look(kinds: Iterable<AnyKind>, recorded: Recorded): Promise<Look> {
    const { wants, desired } = this.#input;
    const { api, clock } = this.#world;
    for (const kind of kinds) {
      const previous = this.#last.get(kind.name);
      const reading = await kind.observe(api, {
        wants: wants.get(kind.name) ?? [],
        records: recordsOf(recorded, kind.name),
        policy: desired.policy,
        proofs: this.#proofs.get(kind.name) ?? new Map(),
        previous,
      });
      // A map of its own for each look: what was given before stays as it was read.
      this.#last = new Map(this.#last).set(kind.name, reading);
      this.#readAt.set(kind.name, clock.uptime());
    }
    return { readings: this.#last, at: clock.uptime() };
  }

  /**
   * Looks until `isEnough` holds, for at most `patienceMs`. Resolves to whether any reading succeeded; never rejects for
   * what WeChat or the network does.
   */
  async lookUntil(
    kinds: readonly AnyKind[],
    recorded: Recorded,
    patienceMs: number,
    isEnough: (waitedMs: number) => boolean,
  ): Promise<boolean> {
    const { clock, settle } = this.#world;
    const pauseMs = Math.max(1, settle.lagMs / 4);
    let hasRead = false;
    for (let waited = 0; ; ) {
      hasRead = (await this.#tryToLook(kinds, recorded)) || hasRead;
      if (hasRead && isEnough(waited)) return true;
      if (waited >= patienceMs) return hasRead;
      const pause = Math.min(pauseMs + waited / 2, patienceMs - waited);
      await clock.sleep(pause);
      waited += pause;
    }
  }

  /**
   * Reads until two readings at least `settle.lagMs` apart show the same: one reading that lacks an object is no proof that
   * it is gone. `before` may be the first of the two, when nothing was written since. Rejects with a `Failure`.
   */
  async settled(kinds: readonly AnyKind[], recorded: Recorded, before: Look | undefined): Promise<Look> {
    const { clock, settle } = this.#world;
    let earlier = before ?? (await this.look(kinds, recorded));
    for (let reading = 1; reading < mostReadings; reading++) {
      const waited = clock.uptime() - earlier.at;
      await clock.sleep(Math.max(0, settle.lagMs - waited));
      const now = await this.look(kinds, recorded);
      if (textOf(kinds, now) === textOf(kinds, earlier)) return now;
      earlier = now;
    }
    throw new Failure(
      'unreachable',
      'list-unsettled',
      told(say('list-unsettled', { times: mostReadings }), say('plan-in-minutes')),
    );
  }

  async #tryToLook(kinds: readonly AnyKind[], recorded: Recorded): Promise<boolean> {
    try {
      await this.look(kinds, recorded);
      return true;
    } catch (error) {
      if (error instanceof Failure) return false;
      throw error;
    }
  }
}

const mostReadings = 5;

function textOf(kinds: readonly AnyKind[], { readings }: Look): string {
  return stableText(kinds.map(({ name }) => [...(readings.get(name)?.objects ?? [])].sort(byKey)));
}

function byKey([one]: readonly [string, unknown], [other]: readonly [string, unknown]): number {
  return one < other ? -1 : 1;
}

/** A `Failure` as a cause; anything else is a fault of kefu and goes on up. */
export function causeOf(error: unknown): Cause {
  if (!(error instanceof Failure)) throw error;
  const { code, message, hint, kind, said } = error;
  return {
    code,
    message,
    ...(said ? { said } : {}),
    ...(hint === undefined ? {} : { hint }),
    ...(kind === 'auth' || kind === 'quota' ? { kind } : {}),
  };
}
