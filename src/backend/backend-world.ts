import type { Failure } from '../model/failure.ts';
import type { SteadyClock } from '../model/ports.ts';

/** What a backend works with. */
export interface BackendWorld {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly clock: SteadyClock;
  /** Names of the kinds of objects that may be recorded. */
  readonly kinds: readonly string[];
  /** Hears why a lock could not be given back. */
  readonly lockLeft?: ((why: Failure) => void) | undefined;
}
