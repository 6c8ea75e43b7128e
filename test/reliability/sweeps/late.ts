import { brokenBy } from '../world/invariants.ts';
import { network } from '../world/network.ts';
import { kill } from '../world/process.ts';
import { applyIn, type Run, settleMs } from '../world/runs.ts';
import { meet } from '../world/unpromised.ts';
import { applied, type Workload } from '../world/workloads.ts';
import type { SimWorld } from '../world/world.ts';
import { begin, nthTime, widths } from './begin.ts';
import { heal } from './heal.ts';
import type { Tally } from './tally.ts';

/** Up to what kefu assumes; and the last is more than it does. */
const delays = [500, 2500, 4900, 8000];

/** Each call has its effect later, after its run was killed; and the next run begins at once. */
export async function late(tally: Tally): Promise<void> {
  for (const workload of applied) {
    for (const width of widths) {
      for (const ms of delays) {
        const series = `${workload.name}, width ${width}, late by ${ms} ms, and killed: call`;
        await tally.series(series, async (nth) => {
          const sim = begin(workload);
          sim.inject({ kind: 'late', ms, path: '*', nth });
          const { isNow, seen } = nthTime(nth);
          network.hook = (phase, process) => (phase === 'after' && isNow() ? kill(process) : undefined);
          const first = await applyIn(sim, { width });
          network.hook = () => {};
          return { seen: seen(), judge: () => goneOnWith(sim, workload, first, width, ms) };
        });
      }
    }
  }
}

async function goneOnWith(sim: SimWorld, workload: Workload, first: Run, width: number, ms: number) {
  sim.world.faults.length = 0;
  const second = await applyIn(sim, { width });
  const early = [first, second].flatMap((run) => brokenBy({ sim, workload, run, calm: true }));
  const found = early.length > 0 ? early : await heal(sim, workload);
  if (found.length === 0 || ms <= settleMs) return found;
  meet('an effect after the settle time');
  return [];
}
