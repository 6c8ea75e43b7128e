import { brokenBy } from '../world/invariants.ts';
import { network } from '../world/network.ts';
import { applyIn } from '../world/runs.ts';
import { applied } from '../world/workloads.ts';
import { begin, nthTime, widths } from './begin.ts';
import { heal, lossesAllowed } from './heal.ts';
import type { Tally } from './tally.ts';

const names = ['alice', 'bob', 'dan', 'eve', 'dora'];

/** Somebody at the console renames an account, or deletes it, before or after every call of a run. */
export async function editors(tally: Tally): Promise<void> {
  for (const workload of applied) {
    for (const width of widths) {
      for (const phase of ['before', 'after'] as const) {
        for (const name of names) {
          for (const nickname of ['别人', null]) {
            for (let nth = 1, isReached = true; isReached && nth < mostCalls; nth += 1) {
              const what = nickname === null ? 'deleted' : 'renamed';
              const where = `${workload.name}, width ${width}: ${name} ${what} ${phase} call ${nth}`;
              await tally.point(where, async () => {
                const own = nickname === null ? { ...workload, kept: [] } : workload;
                const sim = begin(own);
                const { isNow, seen } = nthTime(nth);
                network.hook = (at) => {
                  if (at === phase && isNow()) sim.edit(`${name}@kftest`, nickname);
                };
                const run = await applyIn(sim, { width });
                network.hook = () => {};
                isReached = seen() >= nth;
                if (!isReached) return 'nowhere';
                const found = brokenBy({
                  sim,
                  workload: own,
                  run,
                  calm: false,
                });
                return found.length > 0 ? found : heal(sim, own, true, lossesAllowed);
              });
            }
          }
        }
      }
    }
  }
}

const mostCalls = 100;
