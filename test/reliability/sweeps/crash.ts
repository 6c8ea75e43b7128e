import { disk } from '../world/disk.ts';
import { type Broken, brokenBy } from '../world/invariants.ts';
import { isWrite } from '../world/is-write.ts';
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
            const written = writesAfterFailure(sim);
            const judge = await endedRun(sim, workload, width, fetchAvatars);
            return {
              seen: seen(),
              judge: async () => {
                const found = name === 'ENOSPC from then on' ? written() : [];
                return found.length > 0 ? found : judge();
              },
            };
          });
        }
      }
    }
  }
}

/** guards before effects: when nothing can be written down any more, no new write is sent. To be asked when the run is over. */
function writesAfterFailure({ arrivals }: SimWorld): () => Broken[] {
  const armed = disk.before;
  let failedAt: number | undefined;
  disk.before = (...operation) => {
    try {
      return armed(...operation);
    } catch (error) {
      failedAt ??= arrivals.length;
      throw error;
    }
  };
  return () => {
    const later = failedAt === undefined ? [] : arrivals.slice(failedAt);
    const write = later.find(({ run, path }) => run === firstRun && isWrite(path));
    return write ? [`guards before effects: ${write.path} was sent although no intent could be kept`] : [];
  };
}

/** Runs are numbered from 1001 in each world. */
const firstRun = 1001;

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
