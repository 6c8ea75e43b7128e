import { brokenBy } from '../world/invariants.ts';
import { applyIn } from '../world/runs.ts';
import { applied } from '../world/workloads.ts';
import { begin, widths } from './begin.ts';
import { heal, told } from './heal.ts';
import type { Tally } from './tally.ts';

/** Every workload without any fault: one run is enough, and what it planned is what it did. */
export async function clean(tally: Tally): Promise<void> {
  for (const workload of applied) {
    for (const width of widths) {
      await tally.point(`${workload.name}, width ${width}`, async () => {
        const sim = begin(workload);
        const run = await applyIn(sim, { width });
        const found = brokenBy({ sim, workload, run, calm: true });
        if (found.length > 0) return found;
        const { outcome } = run;
        if (outcome?.kind !== 'ended' || outcome.exit !== 0)
          return [`converges: without a fault: ${told(run)}`];
        return heal(sim, workload);
      });
    }
  }
}
