import type { FaultInput } from '../../../src/emulator/faults/fault.ts';
import { brokenBy } from '../world/invariants.ts';
import { applyIn } from '../world/runs.ts';
import { applied, type Workload } from '../world/workloads.ts';
import { begin, widths } from './begin.ts';
import { heal } from './heal.ts';
import type { Tally } from './tally.ts';

/** Lists that lag, up to what kefu assumes, and one reading that is old, short or empty, at each of a run's readings. */
export async function readings(tally: Tally): Promise<void> {
  for (const workload of applied) {
    for (const width of widths) {
      for (const fault of lags) {
        await tally.point(`${workload.name}, width ${width}: ${JSON.stringify(fault)}`, async () => {
          const sim = begin(workload);
          sim.inject(fault);
          const run = await applyIn(sim, { width });
          const found = brokenBy({ sim, workload, run, calm: true });
          return found.length > 0 ? found : heal(sim, workload);
        });
      }
      for (let nth = 1; nth <= mostReadings; nth += 1) {
        for (const [name, body] of Object.entries(wrongLists(workload))) {
          await tally.point(`${workload.name}, width ${width}, reading ${nth}: ${name}`, async () => {
            const sim = begin(workload);
            sim.inject({ kind: 'body', body, path: 'getkflist', nth, effect: true });
            const run = await applyIn(sim, { width });
            const found = brokenBy({ sim, workload, run, calm: true });
            return found.length > 0 ? found : heal(sim, workload);
          });
        }
      }
    }
  }
}

const lags: readonly FaultInput[] = [
  ...[200, 1000, 1900].map((ms): FaultInput => ({ kind: 'lag', ms })),
  ...[1, 2, 3].map((reads): FaultInput => ({ kind: 'lag', reads })),
];

const mostReadings = 8;

/** The list as it was, without each of its accounts in turn, and without any. */
function wrongLists({ accounts }: Workload): Readonly<Record<string, string>> {
  const sim = begin({ name: '', accounts, files: {}, untouched: [], kept: [] });
  const list = sim.world.accounts.map(({ account, nickname, id, picture }) => ({
    kf_account: account,
    kf_nick: nickname,
    kf_id: String(id),
    kf_headimgurl: `https://wx.qlogo.cn/__emulator/pictures/${picture}/0`,
  }));
  const text = (part: readonly object[]) => JSON.stringify({ kf_list: part });
  return {
    'as it was': text(list),
    empty: text([]),
    ...Object.fromEntries(
      list.map((left) => [`without ${left.kf_account}`, text(list.filter((one) => one !== left))]),
    ),
  };
}
