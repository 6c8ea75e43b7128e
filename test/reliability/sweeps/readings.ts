import type { FaultInput } from '../../../src/emulator/faults/fault.ts';
import { brokenBy } from '../world/invariants.ts';
import { applyIn } from '../world/runs.ts';
import { applied, type Workload } from '../world/workloads.ts';
import { begin, widths } from './begin.ts';
import { heal } from './heal.ts';
import type { Tally } from './tally.ts';

/**
 * Lists that lag, up to what kefu assumes; one reading that is old, short or empty, at each of a run's readings; and lists
 * that agree with an answer that is wrong, or with a plan that saw too little.
 */
export async function readings(tally: Tally): Promise<void> {
  await agreeing(tally);
  for (const workload of applied) {
    for (const width of widths) {
      for (const fault of lags) {
        await struck(tally, `${workload.name}, width ${width}: ${JSON.stringify(fault)}`, workload, width, [
          fault,
        ]);
      }
      for (let nth = 1; nth <= mostReadings; nth += 1) {
        for (const [name, body] of Object.entries(wrongLists(workload))) {
          const where = `${workload.name}, width ${width}, reading ${nth}: ${name}`;
          await struck(tally, where, workload, width, [
            { kind: 'body', body, path: 'getkflist', nth, effect: true },
          ]);
        }
      }
    }
  }
}

/** Two things that are wrong at the same time, and seem to prove each other. */
async function agreeing(tally: Tally): Promise<void> {
  for (const workload of applied) {
    for (const width of widths) {
      const short = Object.entries(wrongLists(workload)).filter(([name]) => name.startsWith('without'));
      for (const [name, body] of short) {
        const list = { kind: 'body', body, path: 'getkflist', effect: true } as const;
        for (let nth = 1; nth <= mostReadings; nth += 1) {
          const at = `${workload.name}, width ${width}`;
          await struck(
            tally,
            `${at}: a delete says ok and does nothing, reading ${nth}: ${name}`,
            workload,
            width,
            [
              { ...saysOk, path: 'kfaccount/del' },
              { ...list, nth },
            ],
          );
          await struck(tally, `${at}, readings 1 to ${nth}: ${name}`, workload, width, [
            { ...list, times: nth },
          ]);
        }
      }
      for (const lag of lags) {
        for (const path of ['kfaccount/add', 'kfaccount/update', 'kfaccount/del']) {
          const where = `${workload.name}, width ${width}: ${path} says 65406 and does it, ${JSON.stringify(lag)}`;
          await struck(tally, where, workload, width, [{ ...saysRefused, path }, lag]);
        }
      }
    }
  }
}

const saysOk: FaultInput = { kind: 'body', body: '{"errcode":0,"errmsg":"ok"}', effect: false };
const saysRefused: FaultInput = { kind: 'errcode', errcode: 65406, effect: true };

/** A run in which these faults strike, and what comes after it. */
function struck(
  tally: Tally,
  where: string,
  workload: Workload,
  width: number,
  faults: readonly FaultInput[],
): Promise<void> {
  return tally.point(where, async () => {
    const sim = begin(workload);
    for (const fault of faults) sim.inject(fault);
    const run = await applyIn(sim, { width });
    const found = brokenBy({ sim, workload, run, calm: true });
    return found.length > 0 ? found : heal(sim, workload);
  });
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
