import type { BackendWorld } from '../backend-world.ts';
import type { Database } from './database.ts';
import type { LockSession } from './lock-session.ts';

/** What the memories of one database share. */
export interface Shared {
  readonly world: BackendWorld;
  readonly database: () => Promise<Database>;
  /** The session that locks are taken in; a new one when the last has ended. */
  readonly session: () => Promise<LockSession>;
  readonly place: string;
}
