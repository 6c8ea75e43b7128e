import type { BackendWorld } from '../backend-world.ts';
import type { LockUse } from '../holder-words.ts';
import type { StateAddress } from './address.ts';
import type { StateClient } from './client.ts';

/** A document on a server, with its lock. */
export interface Served {
  readonly name: string;
  readonly place: string;
  readonly address: StateAddress;
  readonly client: StateClient;
  /** What its lock is for. */
  readonly use: LockUse;
  readonly world: BackendWorld;
}
