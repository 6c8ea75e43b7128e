import type { BackendWorld } from '../backend-world.ts';
import type { StateAddress } from './address.ts';
import type { StateClient } from './client.ts';

/** The state of one official account on a server. */
export interface Served {
  readonly name: string;
  readonly place: string;
  readonly address: StateAddress;
  readonly client: StateClient;
  readonly world: BackendWorld;
}
