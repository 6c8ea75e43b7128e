import type { FaultInput } from '../../../src/emulator/faults/fault.ts';
import { brokenBy } from '../world/invariants.ts';
import { network } from '../world/network.ts';
import { applyIn } from '../world/runs.ts';
import { foreignPicture, avatars as workload } from '../world/workloads.ts';
import { begin, nthTime, widths } from './begin.ts';
import { heal } from './heal.ts';
import type { Tally } from './tally.ts';

const path = 'kfaccount/uploadheadimg';
const outcomes: readonly FaultInput[] = [
  { kind: 'lag', ms: 0 },
  { kind: 'body', body: '{"errcode":0,"errmsg":"ok"}', effect: false, path },
  { kind: 'reset', effect: false, path },
  { kind: 'reset', effect: true, path },
  { kind: 'errcode', errcode: 61451, effect: false, path },
];

/** Somebody at the console gives an account another picture, at every call, while uploads work, do nothing, or stay without an answer. */
export async function pictures(tally: Tally): Promise<void> {
  for (const width of widths) {
    for (const phase of ['before', 'after'] as const) {
      for (const name of ['alice', 'bob']) {
        for (const fault of outcomes) {
          const series = `width ${width}, ${JSON.stringify(fault)}: ${name} gets a picture ${phase} call`;
          await tally.series(series, async (nth) => {
            const sim = begin(workload);
            sim.inject({ ...fault, times: 100 } as FaultInput);
            const { isNow, seen } = nthTime(nth);
            network.hook = (at) => {
              if (at === phase && isNow()) sim.editPicture(`${name}@kftest`, foreignPicture);
            };
            const run = await applyIn(sim, { width });
            network.hook = () => {};
            const judge = async () => {
              const found = brokenBy({ sim, workload, run, calm: false });
              return found.length > 0 ? found : heal(sim, workload);
            };
            return { seen: seen(), judge };
          });
        }
      }
    }
  }
}
