import type { FaultInput } from '../../../src/emulator/faults/fault.ts';
import { brokenBy } from '../world/invariants.ts';
import { applyIn } from '../world/runs.ts';
import { accounts } from '../world/workloads.ts';
import { begin, callsOf } from './begin.ts';
import { faultName, faults } from './faults.ts';
import { heal } from './heal.ts';
import type { Tally } from './tally.ts';

/** A first fault is answered by calls that a run without one doesn't make: attempts, and readings. */
const moreCalls = 6;
const width = 1;

/** Every pair of faults at two calls of one apply, also at the same call again. */
export async function pairs(tally: Tally): Promise<void> {
  const calls = (await callsOf(accounts, width)) + moreCalls;
  for (let first = 1; first < calls; first += 1)
    for (let second = first + 1; second <= calls; second += 1)
      for (const one of faults)
        for (const other of faults)
          await tally.point(
            `call ${first}: ${faultName(one)}; call ${second}: ${faultName(other)}`,
            async () => {
              const sim = begin(accounts);
              sim.inject({ ...one, path: '*', nth: first } as FaultInput);
              sim.inject({ ...other, path: '*', nth: second } as FaultInput);
              const run = await applyIn(sim, { width });
              const calm = one.kind !== 'late' && other.kind !== 'late';
              const found = brokenBy({ sim, workload: accounts, run, calm });
              return found.length > 0 ? found : heal(sim, accounts);
            },
          );
}
