import type { FaultInput } from '../../../src/emulator/faults/fault.ts';
import { pictureUrl } from '../../../src/emulator/world/pictures.ts';
import { type Broken, brokenBy } from '../world/invariants.ts';
import { applyIn, planIn, type Run } from '../world/runs.ts';
import { applied, unused, type Workload } from '../world/workloads.ts';
import { pictureHost } from '../world/world.ts';
import { begin, widths } from './begin.ts';
import { heal } from './heal.ts';
import type { Tally } from './tally.ts';

/**
 * Lists that lag, up to what kefu assumes; one reading that is old, short or empty, at each of a run's readings; and lists
 * that agree with an answer that is wrong, or with a plan that saw too little.
 */
export async function readings(tally: Tally): Promise<void> {
  for (const workload of applied) {
    for (const width of widths) {
      const struck = strikerOf(tally, workload, width);
      await agreeing(workload, struck);
      for (const fault of lags) await struck(`: ${JSON.stringify(fault)}`, [fault]);
      for (let nth = 1; nth <= mostReadings; nth += 1) {
        for (const [name, list] of Object.entries(wrongLists(workload))) {
          await struck(`, reading ${nth}: ${name}`, [{ ...list, nth }]);
          await struck(` of a saved plan, reading ${nth}: ${name}`, [{ ...list, nth }], '/sim/plan.json');
        }
      }
    }
  }
}

/** Two things that are wrong at the same time, and seem to prove each other. */
async function agreeing(workload: Workload, struck: Striker): Promise<void> {
  for (const [name, list] of Object.entries(wrongLists(workload))) {
    if (!name.startsWith('without')) continue;
    for (let nth = 1; nth <= mostReadings; nth += 1) {
      await struck(`, readings 1 to ${nth}: ${name}`, [{ ...list, times: nth }]);
      const does = { ...saysOk, path: 'kfaccount/del' };
      await struck(`: a delete says ok and does nothing, reading ${nth}: ${name}`, [does, { ...list, nth }]);
    }
  }
  for (const lag of workload === unused ? lags.filter(isWithinItsReadings) : lags) {
    for (const path of ['kfaccount/add', 'kfaccount/update', 'kfaccount/del']) {
      const where = `: ${path} says 65406 and does it, ${JSON.stringify(lag)}`;
      await struck(where, [{ ...saysRefused, path }, lag]);
    }
  }
}

/** Its one write is followed by three readings, the last of them after the longest time that a list is assumed to lag. */
function isWithinItsReadings(lag: FaultInput): boolean {
  return !('reads' in lag && lag.reads === 3);
}

const saysOk: FaultInput = { kind: 'body', body: '{"errcode":0,"errmsg":"ok"}', effect: false };
const saysRefused: FaultInput = { kind: 'errcode', errcode: 65406, effect: true };

/** `plan`: where the plan is saved first. */
type Striker = (where: string, faults: readonly FaultInput[], plan?: string) => Promise<void>;

/** Tries a point: a run in which these faults strike, maybe of a plan that was saved before, and what comes after it. */
function strikerOf(tally: Tally, workload: Workload, width: number): Striker {
  return (where, faults, plan) =>
    tally.point(`${workload.name}, width ${width}${where}`, async () => {
      const sim = begin(workload);
      if (plan) await planIn(sim, { saveAs: plan });
      for (const fault of faults) sim.inject(fault);
      const run = await applyIn(sim, { width, ...(plan ? { saved: plan } : {}) });
      const found = [
        ...brokenBy({ sim, workload, run, calm: true }),
        ...(isOnce(faults) ? believed(run) : []),
      ];
      return found.length > 0 ? found : heal(sim, workload);
    });
}

function isOnce([fault, ...more]: readonly FaultInput[]): boolean {
  return (
    fault?.kind === 'body' && fault.path === 'getkflist' && (fault.times ?? 1) === 1 && more.length === 0
  );
}

/** passing faults are overcome: one list that is wrong, once, leaves no outcome open: the next ones tell. */
function believed({ outcome }: Run): Broken[] {
  if (outcome?.kind !== 'ended' || outcome.ending.kind !== 'applied') return [];
  const open = outcome.ending.report.results.find(({ status }) => status === 'unknown');
  return open
    ? [`passing faults are overcome: ${open.label} ${open.step} is told as unknown: ${open.note}`]
    : [];
}

const lags: readonly FaultInput[] = [
  ...[200, 1000, 1900].map((ms): FaultInput => ({ kind: 'lag', ms })),
  ...[1, 2, 3].map((reads): FaultInput => ({ kind: 'lag', reads })),
];

const mostReadings = 8;

/** The list as it was, without each of its accounts in turn, and without any. */
export function wrongLists({ accounts }: Workload): Readonly<Record<string, FaultInput>> {
  const { world } = begin({ name: '', accounts, files: {}, untouched: [], kept: [] });
  const list = world.accounts.map(({ account, nickname, id, picture }) => ({
    kf_account: account,
    kf_nick: nickname,
    kf_id: String(id),
    kf_headimgurl: pictureUrl(world.pictures, picture, world.settings, pictureHost),
  }));
  const shown = (part: readonly object[]): FaultInput => ({
    kind: 'body',
    body: JSON.stringify({ kf_list: part }),
    path: 'getkflist',
    effect: true,
  });
  return {
    'as it was': shown(list),
    empty: shown([]),
    ...Object.fromEntries(
      list.map((left) => [`without ${left.kf_account}`, shown(list.filter((one) => one !== left))]),
    ),
  };
}
