// Signals while a fleet is applied, before and after each call of either official account and of the server that remembers both.
import type { Fleet } from '../world/fleet.ts';
import { startFleetApply } from '../world/fleet.ts';
import type { Broken } from '../world/invariants.ts';
import { network } from '../world/network.ts';
import { kill } from '../world/process.ts';
import { until } from '../world/time.ts';
import { nthTime, widths } from './begin.ts';
import { judged, openAnew, planned } from './fleet-rest.ts';
import { writesAfter } from './signals.ts';
import type { Tally } from './tally.ts';

/** Some calls after the first signal a second one comes, which ends the process at once; 0: none. */
const secondAfter = [0, 1, 3];

/** No new write to either of them, a report for each, and the next runs go on. One official account at a time, and both. */
export async function everySignal(tally: Tally): Promise<void> {
  for (const width of [1, 2])
    for (const parallelism of widths)
      for (const phase of ['before', 'after'] as const)
        for (const leaves of secondAfter) {
          const second = leaves > 0 ? `, and again ${leaves} calls later` : '';
          const name = `${width} at a time, width ${parallelism}${second}, stop ${phase} call`;
          await tally.series(name, async (nth) => {
            const world = openAnew();
            const plan = await planned(world);
            const stop = new AbortController();
            const first = nthTime(nth);
            const again = nthTime(leaves);
            let arrived: readonly number[] = [];
            network.hook = (at, process) => {
              if (at !== phase || process === 0) return undefined;
              if (stop.signal.aborted) return leaves > 0 && again.isNow() ? kill(process) : undefined;
              if (first.isNow()) {
                arrived = arrivalsOf(world);
                stop.abort();
              }
              return undefined;
            };
            const run = startFleetApply(world, plan, { width, parallelism, stop: stop.signal });
            await until(run.over);
            const judge = async () => {
              const found = world.members.flatMap(({ sim }, at): readonly Broken[] => {
                const own = run.runs[at];
                return own ? writesAfter(sim, own, arrived[at] ?? 0, parallelism) : [];
              });
              return found.length > 0 ? found : judged(world, [run], []);
            };
            return { seen: first.seen(), judge };
          });
        }
}

function arrivalsOf({ members }: Fleet): readonly number[] {
  return members.map(({ sim }) => sim.arrivals.length);
}
