import type { Desired } from '../model/desired.ts';
import type { Plan } from '../model/plan.ts';
import type {
  AccountReader,
  AccountWriter,
  Clock,
  MediaReader,
  MediaWriter,
  Picture,
  PictureReader,
  Progress,
  StateStore,
  Verdict,
} from '../model/ports.ts';
import type { Recorded } from '../model/recorded.ts';
import type { Judged } from '../planner/narrow.ts';

/** What is to be applied. */
export interface ApplyInput {
  readonly plan: Plan;
  readonly desired: Desired;
  /** For a saved plan: what became of each of its changes; those still valid are in `plan`. */
  readonly judged: readonly Judged[];
  /** The digest of the saved plan, remembered once all of it is done. */
  readonly planDigest?: string;
  /** What the state file held when the plan was made. */
  readonly recorded: Recorded | undefined;
  /** The pictures to upload, ready to send, by the SHA-256 of the file they were made from. */
  readonly pictures: ReadonlyMap<string, Picture>;
  /** Whether an account that is serving customers may be deleted (`--allow serving-customers`). */
  readonly deleteWhileServing: boolean;
}

/** How long to wait before a reading is believed. Milliseconds; bounds that are assumed, not documented by WeChat. */
export interface Settle {
  /** The longest an abandoned request may still take effect on WeChat's side. */
  readonly unknownMs: number;
  /** The longest `getkflist` may lag behind a write. */
  readonly lagMs: number;
  /** How long to look for an effect that WeChat confirmed. */
  readonly readBackMs: number;
}

/** Everything an apply touches. */
export interface ApplyWorld {
  readonly accounts: AccountReader & AccountWriter;
  readonly pictures: PictureReader;
  readonly media: MediaReader & MediaWriter;
  readonly store: StateStore;
  readonly clock: Clock;
  readonly progress: Progress;
  readonly settle: Settle;
  /** Whether two pictures show the same, for an upload whose answer was lost. */
  readonly samePicture: (sent: Uint8Array, served: Uint8Array) => Promise<Verdict>;
  /** Aborted by the first Ctrl-C: no new write is started, what is in flight is finished and verified. */
  readonly stop: AbortSignal;
}
