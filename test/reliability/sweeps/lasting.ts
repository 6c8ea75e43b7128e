import type { FaultInput } from '../../../src/emulator/faults/fault.ts';
import { brokenBy } from '../world/invariants.ts';
import { applyIn } from '../world/runs.ts';
import { applied } from '../world/workloads.ts';
import { begin } from './begin.ts';
import { faultName, faults } from './faults.ts';
import { heal } from './heal.ts';
import type { Tally } from './tally.ts';

/** Where a fault that stays strikes: everything, the token, the lists, the writes. */
const paths = [
  '*',
  'stable_token',
  'getkflist',
  'kfaccount/add',
  'kfaccount/update',
  'kfaccount/uploadheadimg',
  'material/add_material',
];

/** Every kind of fault that does not pass, from the first or the third matching call on. */
export async function lasting(tally: Tally): Promise<void> {
  for (const workload of applied) {
    for (const path of paths) {
      for (const fault of faults) {
        for (const nth of [1, 3]) {
          await tally.point(
            `${workload.name}: ${path} from call ${nth} on: ${faultName(fault)}`,
            async () => {
              const sim = begin(workload);
              sim.inject({ ...fault, path, nth, times: 100_000 } as FaultInput);
              const run = await applyIn(sim, { width: 8 });
              if ((sim.world.faults[0]?.seen ?? 0) < nth) return 'nowhere';
              const found = brokenBy({ sim, workload, run, calm: fault.kind !== 'late' });
              return found.length > 0 ? found : heal(sim, workload);
            },
          );
        }
      }
    }
  }
}
