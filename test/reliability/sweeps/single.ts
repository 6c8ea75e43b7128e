import type { FaultInput } from '../../../src/emulator/faults/fault.ts';
import { brokenBy } from '../world/invariants.ts';
import { applyIn } from '../world/runs.ts';
import { applied, type Workload } from '../world/workloads.ts';
import { begin, widths } from './begin.ts';
import { faultName, faults } from './faults.ts';
import { heal } from './heal.ts';
import type { Tally } from './tally.ts';

/** Every kind of fault at every call of every workload, one call and eight at a time. */
export async function single(tally: Tally): Promise<void> {
  for (const workload of applied) {
    for (const width of widths) {
      const calls = await callsOf(workload, width);
      for (let nth = 1; nth <= calls; nth += 1) {
        for (const fault of faults) {
          const where = `${workload.name}, width ${width}, call ${nth}: ${faultName(fault)}`;
          await tally.point(where, async () => {
            const sim = begin(workload);
            sim.inject({ ...fault, path: '*', nth } as FaultInput);
            const run = await applyIn(sim, { width });
            const found = brokenBy({ sim, workload, run, calm: fault.kind !== 'late' });
            return found.length > 0 ? found : heal(sim, workload);
          });
        }
      }
    }
  }
}

/** Requests of a run without a fault. */
async function callsOf(workload: Workload, width: number): Promise<number> {
  const sim = begin(workload);
  await applyIn(sim, { width });
  return sim.arrivals.length;
}
