// What the official accounts of one run share.
import { createSharedReader } from '../config/shared-files.ts';
import { backendOf } from '../reconcile/memory.ts';
import type { SharedByAccounts } from '../reconcile/open.ts';
import type { OpenOptions } from '../reconcile.ts';
import { createSpareConnections } from '../wechat/connections.ts';

/** What every official account of a run is opened with. */
export type FleetWorld = Omit<OpenOptions, 'mode'> & SharedByAccounts;

/**
 * The world of a run with what is made once for all its official accounts: what remembers them, the files that their configs
 * extend, and connections. `close()` leaves a backend open that was given. Rejects with a `Failure`.
 */
export async function openShared(
  world: FleetWorld,
): Promise<{ readonly world: FleetWorld; close(): Promise<void> }> {
  const backend = world.backend ?? (await backendOf(world));
  const spare = createSpareConnections();
  return {
    world: { ...world, backend, spare, readShared: createSharedReader() },
    close: async () => {
      await spare.close();
      if (backend !== world.backend) await backend.close();
    },
  };
}
