import type { DeliveryJournals } from './delivery.ts';
import type { HistoryReader, HistoryWriter } from './history.ts';
import type { HeldLock } from './lock.ts';
import type { StateReader, StateStore } from './ports.ts';

/** What kefu remembers of official accounts, wherever that is kept: files, PostgreSQL, or Terraform's HTTP protocol. */
export interface Backend {
  readonly kind: 'file' | 'postgres' | 'http';
  /** The memory of one official account. Nothing is read or connected to yet. */
  memoryOf(account: Remembered): Memory;
  /** Work on one fleet plan that several processes share; absent where a backend can't coordinate them. */
  fleetWork?(fleetDigest: string): FleetWork;
  /** Gives connections back. Locks that are still held are lost. */
  close(): Promise<void>;
}

/**
 * What processes on any number of machines share while they apply one fleet plan. Every method rejects with a `Failure`.
 * Members are named by their position in the plan.
 */
export interface FleetWork {
  /** Makes the members of the plan known; what another process made known stays as it is. */
  announce(members: readonly FleetWorkMember[]): Promise<void>;
  /**
   * Takes the next member, in the first wave that is not over, that neither ended nor is another's; undefined when there is
   * none just now. A process that dies frees what it took.
   */
  take(): Promise<TakenMember | undefined>;
  /** How many ended so far, and how many are left. */
  tally(): Promise<{ readonly ended: number; readonly failed: number; readonly open: number }>;
  /** Resolves when something may have changed, after so many milliseconds at the latest. */
  changed(mostMs: number): Promise<void>;
  /** How each member ended, in their order; undefined for one that has not. */
  endings(): AsyncIterable<string | undefined>;
}

export interface FleetWorkMember {
  /** From 1. */
  readonly wave: number;
  /** How it ended, for one that nothing is done with; and whether it counts as a failure. */
  readonly ending?: string;
  readonly failed?: boolean;
}

/** A member that is this process's own until it ends it or puts it back, or dies. */
export interface TakenMember {
  readonly position: number;
  /** Whether somebody had it before, who may have done it without having been able to say so. */
  readonly again: boolean;
  /**
   * Refused (`lock-lost`) when somebody else has taken it since. `counts`: as one that ended well or as a failure; one that was not
   * begun counts as neither.
   */
  end(ending: string, counts: 'well' | 'failed' | 'neither'): Promise<void>;
  /** Never rejects; of one that was ended it does nothing. */
  putBack(): Promise<void>;
}

/** Which official account is remembered. Files go by the path, a database by name and AppID. */
export interface Remembered {
  readonly name: string;
  readonly appId: string;
  /** Absolute path of the state file, which the inverse plans lie beside in every backend. */
  readonly stateFile: string;
}

/** What is remembered of one official account. Every method rejects with a `Failure`. */
export interface Memory {
  /** Where it is, for people: an absolute path, or an address without credentials. */
  readonly place: string;
  /** Where its lock is, for people. */
  readonly lockPlace: string;
  readonly state: StateReader;
  readonly history: HistoryReader;
  /** Who was written to: the journals of messages to many. */
  readonly deliveries: DeliveryJournals;
  /** The access token that runs hand on to each other, where the operator asked for that. */
  readonly sealedToken: SealedToken;
  /** Absolute path of the plan that takes the last apply back. It is a file in every backend: people look at it and apply it. */
  readonly inversePlan: string;
  /**
   * Takes the lock, so that nobody else applies to this official account; waits up to so many milliseconds for another holder,
   * and takes over from one that is gone. Rejects with a `Failure` of kind `busy` that names the holder.
   */
  takeLock(timeoutMs: number): Promise<Lock>;
  /** Who has the lock now; undefined when nobody has. */
  lookAtLock(): Promise<HeldLock | undefined>;
  /** What of the same AppID is remembered under other names: each as `kefu state adopt` takes it. */
  others(): Promise<readonly string[]>;
}

/** A text that only who knows the AppSecret can read; whoever writes last has it. Both methods reject with a `Failure`. */
export interface SealedToken {
  read(): Promise<string | undefined>;
  write(sealed: string): Promise<void>;
}

/** The lock while it is held, and what may be written only under it. */
export interface Lock {
  /** Writes are refused once somebody else has the lock (`lock-lost`), or the state moved meanwhile (`state-moved`). */
  readonly state: StateStore;
  readonly history: HistoryWriter;
  /** Aborted when the lock is lost, with a `Failure` of kind `busy` as its reason. */
  readonly lost: AbortSignal;
  /** Gives it back. Never rejects: who opened the backend hears of what can't be given back. */
  release(): Promise<void>;
}
