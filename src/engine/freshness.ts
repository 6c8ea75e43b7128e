import { Failure } from '../model/failure.ts';
import type { AnyKind } from '../model/kind.ts';
import type { Cause } from '../model/outcome.ts';
import type { SteadyClock } from '../model/ports.ts';
import type { Recorded } from '../model/recorded.ts';
import { say } from '../words/en/runs.ts';
import { told } from '../words/say.ts';
import { causeOf, type Looker } from './look.ts';

/** On an older look nothing is sent: somebody may have written since. Milliseconds. */
const oldMs = 10_000;
/** Rounds in a row that may be late before the run gives up. */
const mostLate = 3;

/** Which kinds were read after everything that was sent, and whether a write may still rest on that. */
export class Freshness {
  readonly #clock: SteadyClock;
  readonly #looker: Looker;
  readonly #readAt = new Map<AnyKind, number>();
  #late = 0;

  constructor(clock: SteadyClock, looker: Looker) {
    this.#clock = clock;
    this.#looker = looker;
  }

  /** The last reading of these kinds was made after everything that was sent. */
  note(kinds: readonly AnyKind[]): void {
    for (const kind of kinds) this.#readAt.set(kind, this.#looker.readAt(kind.name));
  }

  /** Something was sent, or somebody had long to write. */
  clear(): void {
    this.#readAt.clear();
  }

  /** The last reading of a kind says too little. */
  delete(kind: AnyKind): void {
    this.#readAt.delete(kind);
  }

  has(kinds: readonly AnyKind[]): boolean {
    return kinds.every((kind) => this.#readAt.has(kind));
  }

  /** Whether these kinds are fresh, and were read so lately that something may be sent. */
  isRecent(kinds: readonly AnyKind[]): boolean {
    return this.#old(kinds).length === 0;
  }

  /** Reads those that are not. Rejects with a `Failure`. */
  async renew(kinds: readonly AnyKind[], recorded: Recorded): Promise<void> {
    await this.#lookAt(this.#old(kinds), recorded);
    // While the list of one kind was read, that of another may have grown old.
    await this.#lookAt(this.#old(kinds), recorded);
  }

  async #lookAt(kinds: readonly AnyKind[], recorded: Recorded): Promise<void> {
    await this.#looker.look(kinds, recorded);
    this.note(kinds);
  }

  #old(kinds: readonly AnyKind[]): AnyKind[] {
    const since = this.#clock.uptime() - oldMs;
    return kinds.filter((kind) => (this.#readAt.get(kind) ?? Number.NEGATIVE_INFINITY) < since);
  }

  /**
   * What a round that is ready to be sent has to do: send, look once more since guards or the state file took long, or give
   * up for a cause since they do so each time.
   */
  judge(kinds: readonly AnyKind[]): 'send' | 'look-again' | Cause {
    this.#late = this.isRecent(kinds) ? 0 : this.#late + 1;
    if (this.#late === 0) return 'send';
    return this.#late < mostLate ? 'look-again' : tooSlow;
  }
}

const tooSlow: Cause = causeOf(
  new Failure(
    'unreachable',
    'answers-too-slow',
    told(say('answers-too-slow', { times: mostLate, seconds: oldMs / 1000 }), say('apply-when-faster')),
  ),
);
