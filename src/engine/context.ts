import type { Desired } from '../model/desired.ts';
import type { AnyKind, Readings } from '../model/kind.ts';
import type { Plan } from '../model/plan.ts';
import type { Api, Progress, StateStore, SteadyClock } from '../model/ports.ts';
import type { Recorded } from '../model/recorded.ts';
import type { Wants } from './input.ts';
import type { Judged } from './narrow.ts';

/** What is to be applied. */
export interface ApplyInput {
  readonly kinds: readonly AnyKind[];
  readonly plan: Plan;
  readonly desired: Desired;
  readonly wants: Wants;
  /** For a saved plan: what became of each of its changes; those still valid are in `plan`. */
  readonly judged: readonly Judged[];
  /** The digest of the saved plan, remembered once all of it is done. */
  readonly planDigest?: string;
  /** What the state file held when the plan was made. */
  readonly recorded: Recorded | undefined;
  /** The readings the plan was made from, and when they were made, by the clock that nobody sets (milliseconds). */
  readonly readings: Readings;
  readonly readAt: number;
  /** What each kind made ready to send, by the kind's name. */
  readonly ready: ReadonlyMap<string, unknown>;
  /** Guards the operator let pass. */
  readonly allow: ReadonlySet<string>;
  /** Calls that are sent at the same time. At least 1. */
  readonly parallelism: number;
}

/** How long to wait before a reading is believed. Milliseconds; bounds that are assumed, not documented by WeChat. */
export interface Settle {
  /** The longest an abandoned request may still take effect on WeChat's side. */
  readonly unknownMs: number;
  /** The longest a list may lag behind a write. */
  readonly lagMs: number;
  /** How long to look for an effect that WeChat confirmed. */
  readonly readBackMs: number;
}

/** Everything an apply touches. */
export interface ApplyWorld {
  readonly api: Api;
  readonly store: StateStore;
  readonly clock: SteadyClock;
  readonly progress: Progress;
  readonly settle: Settle;
  /** Aborted by the first Ctrl-C: no new write is started, what is in flight is finished and verified. */
  readonly stop: AbortSignal;
}
