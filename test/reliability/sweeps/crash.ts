import { type Broken, brokenBy } from '../world/invariants.ts';
import { network } from '../world/network.ts';
import { applyIn } from '../world/runs.ts';
import { applied, type Workload } from '../world/workloads.ts';
import type { SimWorld } from '../world/world.ts';
import { begin, widths } from './begin.ts';
import { ends } from './ends.ts';
import { heal } from './heal.ts';
import type { Tally } from './tally.ts';

/** Every way to end, at every place where it can: between calls, and at every operation of the disk; also where no picture may be looked at. */
export async function crash(tally: Tally): Promise<void> {
  for (const workload of applied) {
    for (const width of widths) {
      for (const fetchAvatars of workload.name.startsWith('avatars') ? [true, false] : [true]) {
        for (const [name, arm] of Object.entries(ends)) {
          const series = `${workload.name}, width ${width}, ${fetchAvatars ? '' : 'not looking, '}${name}`;
          await tally.series(series, async (nth) => {
            const sim = begin(workload);
            const seen = arm(nth);
            const judge = await endedRun(sim, workload, width, fetchAvatars);
            return { seen: seen(), judge };
          });
        }
      }
    }
  }
}

async function endedRun(
  sim: SimWorld,
  workload: Workload,
  width: number,
  fetchAvatars: boolean,
): Promise<() => Promise<readonly Broken[]>> {
  const run = await applyIn(sim, { width, fetchAvatars });
  network.hook = () => {};
  return async () => {
    const found = brokenBy({ sim, workload, run, calm: true });
    return found.length > 0 ? found : heal(sim, workload, fetchAvatars);
  };
}
