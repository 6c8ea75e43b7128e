import type { FaultInput } from '../../../src/emulator/faults/fault.ts';
import { brokenBy } from '../world/invariants.ts';
import { network } from '../world/network.ts';
import { applyIn } from '../world/runs.ts';
import { applied } from '../world/workloads.ts';
import { begin, nthTime, widths } from './begin.ts';
import { faultName, faults } from './faults.ts';
import { heal, lossesAllowed } from './heal.ts';
import type { Tally } from './tally.ts';

/** Where a fault that stays strikes: everything, the token, the lists, the writes. */
const paths = [
  '*',
  'stable_token',
  'getkflist',
  'kfaccount/add',
  'kfaccount/update',
  'kfaccount/uploadheadimg',
  'material/add_material',
];

/** Every kind of fault that does not pass, from the first or the third matching call on. */
export async function lasting(tally: Tally): Promise<void> {
  await withoutToken(tally);
  await withoutLastReading(tally);
  for (const workload of applied) {
    for (const path of paths) {
      for (const fault of faults) {
        for (const nth of [1, 3]) {
          await tally.point(
            `${workload.name}: ${path} from call ${nth} on: ${faultName(fault)}`,
            async () => {
              const sim = begin(workload);
              sim.inject({ ...fault, path, nth, times: 100_000 } as FaultInput);
              const run = await applyIn(sim, { width: 8 });
              if ((sim.world.faults[0]?.seen ?? 0) < nth) return 'nowhere';
              const found = brokenBy({ sim, workload, run, calm: fault.kind !== 'late' });
              return found.length > 0 ? found : heal(sim, workload);
            },
          );
        }
      }
    }
  }
}

/** Another program replaces every token as soon as it is given out: the two would go on for ever. */
async function withoutToken(tally: Tally): Promise<void> {
  for (const workload of applied) {
    for (const width of widths) {
      await tally.point(`${workload.name}, width ${width}: no token is good`, async () => {
        const sim = begin(workload);
        network.hook = (phase, _, path) => {
          if (phase !== 'after' || !path.includes('stable_token')) return;
          for (const one of sim.world.tokens.issued) Object.assign(one, { expiresAt: 0 });
        };
        const run = await applyIn(sim, { width });
        network.hook = () => {};
        const found = brokenBy({ sim, workload, run, calm: true });
        const tokens = sim.arrivals.filter(({ path }) => path.endsWith('stable_token')).length;
        if (tokens > 2) return [`bounded work: ${tokens} tokens were asked for, though each was refused`];
        return found.length > 0 ? found : heal(sim, workload);
      });
    }
  }
}

/**
 * Somebody deletes an account at every call, the list tells it once or twice, and then there is no list any more: what was done is
 * known, and how it ended is not.
 */
async function withoutLastReading(tally: Tally): Promise<void> {
  for (const workload of applied) {
    const own = { ...workload, kept: [] };
    for (const width of widths) {
      for (const lists of [1, 2]) {
        const series = `${workload.name}, width ${width}: ${lists} more lists, bob deleted before call`;
        await tally.series(series, async (place) => {
          const sim = begin(own);
          const { isNow, seen } = nthTime(place);
          network.hook = (at) => {
            if (at !== 'before' || !isNow()) return;
            sim.edit('bob@kftest', null);
            const noList = { kind: 'html', status: 502, effect: false, path: 'getkflist' } as const;
            sim.inject({ ...noList, nth: lists + 1, times: 100_000 });
          };
          const run = await applyIn(sim, { width });
          network.hook = () => {};
          const judge = async () => {
            const found = brokenBy({ sim, workload: own, run, calm: false });
            return found.length > 0 ? found : heal(sim, own, true, lossesAllowed);
          };
          return { seen: seen(), judge };
        });
      }
    }
  }
}
