import { type Broken, brokenBy } from '../world/invariants.ts';
import { isWrite } from '../world/is-write.ts';
import { network } from '../world/network.ts';
import { kill } from '../world/process.ts';
import { applyIn, type Run } from '../world/runs.ts';
import { applied } from '../world/workloads.ts';
import type { SimWorld } from '../world/world.ts';
import { begin, nthTime, widths } from './begin.ts';
import { heal } from './heal.ts';
import type { Tally } from './tally.ts';

/**
 * A first signal before and after every call: no new write is started, what is in flight is finished and read back, and there
 * is a report. A second one some calls later leaves at once, as the command line does.
 */
export async function signals(tally: Tally): Promise<void> {
  for (const workload of applied) {
    for (const width of widths) {
      for (const phase of ['before', 'after'] as const) {
        for (const leaves of [0, 1, 2, 3]) {
          const second = leaves > 0 ? `, and again ${leaves} calls later` : '';
          await tally.series(`${workload.name}, width ${width}${second}, stop ${phase} call`, async (nth) => {
            const sim = begin(workload);
            const stop = new AbortController();
            const { isNow, seen } = nthTime(nth);
            const again = nthTime(leaves);
            const begun = { arrivals: 0 };
            network.hook = (at, process) => {
              if (at !== phase) return;
              if (stop.signal.aborted) return leaves > 0 && again.isNow() ? kill(process) : undefined;
              if (!isNow()) return;
              begun.arrivals = sim.arrivals.length;
              stop.abort();
            };
            const run = await applyIn(sim, { width, stop: stop.signal });
            network.hook = () => {};
            const judge = async () => {
              const found = [
                ...brokenBy({ sim, workload, run, calm: true }),
                ...writesAfter(sim, run, begun.arrivals, width),
              ];
              return found.length > 0 ? found : heal(sim, workload);
            };
            return { seen: seen(), judge };
          });
        }
      }
    }
  }
}

/** What was in flight together with the call at which the signal came may still arrive; a read before it shows that more was begun. */
export function writesAfter({ arrivals }: SimWorld, { number }: Run, from: number, width: number): Broken[] {
  const later = arrivals.slice(from).filter(({ run }) => run === number);
  const firstRead = later.findIndex(({ path }) => !isWrite(path));
  const begun = firstRead < 0 ? [] : later.slice(firstRead).filter(({ path }) => isWrite(path));
  if (begun.length > 0) return [`stops: ${begun[0]?.path} was sent after the signal`];
  const inFlight = later.filter(({ path }) => isWrite(path)).length;
  return inFlight > width ? [`stops: ${inFlight} writes were sent after the signal`] : [];
}
