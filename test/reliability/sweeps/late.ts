import { brokenBy } from '../world/invariants.ts';
import { network } from '../world/network.ts';
import { kill } from '../world/process.ts';
import { applyIn } from '../world/runs.ts';
import { applied } from '../world/workloads.ts';
import { begin, nthTime, widths } from './begin.ts';
import { heal } from './heal.ts';
import type { Tally } from './tally.ts';

/** Each call has its effect later, up to what kefu assumes, after its run was killed; and the next run begins at once. */
export async function late(tally: Tally): Promise<void> {
  for (const workload of applied) {
    for (const width of widths) {
      for (const ms of [500, 2500, 4900]) {
        for (let nth = 1, isReached = true; isReached && nth < mostCalls; nth += 1) {
          await tally.point(
            `${workload.name}, width ${width}: call ${nth} late by ${ms} ms, and killed`,
            async () => {
              const sim = begin(workload);
              sim.inject({ kind: 'late', ms, path: '*', nth });
              const { isNow, seen } = nthTime(nth);
              network.hook = (phase, process) => (phase === 'after' && isNow() ? kill(process) : undefined);
              const first = await applyIn(sim, { width });
              network.hook = () => {};
              isReached = seen() >= nth;
              if (!isReached) return 'nowhere';
              sim.world.faults.length = 0;
              const second = await applyIn(sim, { width });
              const found = [first, second].flatMap((run) => brokenBy({ sim, workload, run, calm: true }));
              return found.length > 0 ? found : heal(sim, workload);
            },
          );
        }
      }
    }
  }
}

const mostCalls = 100;
