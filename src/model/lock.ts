// What is told of a lock that somebody has.
import type { Said } from './saying.ts';

/** Whether a holder still is. `unknown`: it can't be seen from here, as on another machine. */
export type Liveness = 'lives' | 'gone' | 'unknown';

/** Who has a lock, as told to people and programs. */
export interface LockHolder {
  readonly pid: number;
  readonly host: string;
  /** ISO 8601. */
  readonly since: string;
  /** The CI job, as an address where there is one. */
  readonly job?: string;
}

/** A lock that somebody has. */
export interface HeldLock {
  /** Where the lock is, for people. */
  readonly place: string;
  /** Undefined when the lock does not say it. */
  readonly holder: LockHolder | undefined;
  readonly liveness: Liveness;
  /** One sentence: who has it, since when, and whether that can be seen. */
  readonly words: string;
  /** What to do about it. */
  readonly hint: string;
  readonly said: Said<'words' | 'hint'>;
  /** Removes this very lock, whoever has it; resolves to false when it is another one by now. */
  break(): Promise<boolean>;
}
