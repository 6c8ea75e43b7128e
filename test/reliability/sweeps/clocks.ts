import type { FaultInput } from '../../../src/emulator/faults/fault.ts';
import { brokenBy } from '../world/invariants.ts';
import { network } from '../world/network.ts';
import { applyIn } from '../world/runs.ts';
import { time } from '../world/time.ts';
import { accounts, applied, type Workload } from '../world/workloads.ts';
import type { SimWorld } from '../world/world.ts';
import { begin, nthTime, widths } from './begin.ts';
import { heal } from './heal.ts';
import type { Tally } from './tally.ts';

const minute = 60_000;
/** Milliseconds. A machine that wakes, or hears of the right time, sets its clock by as much, also back. */
const steps = [2500, 60 * minute, -60 * minute];

/** All is as the config wants it, but for eve, who is to be gone and is there. */
const eveIsBack: Workload = {
  ...accounts,
  name: 'eve is back',
  accounts: [
    { account: 'alice@kftest', nickname: '小美' },
    { account: 'bob@kftest', nickname: '大博' },
    { account: 'carol@kftest', nickname: '卡罗' },
    { account: 'dan@kftest', nickname: '丹丹' },
    { account: 'eve@kftest', nickname: '临时' },
  ],
  untouched: [],
  kept: ['alice', 'bob', 'carol', 'dan'],
};

/**
 * The clock of the machine is set at every call of a run, while lists lag behind what was done: readings that are milliseconds
 * apart must not pass for settled ones, and nobody waits for an hour that was put back.
 */
export async function clocks(tally: Tally): Promise<void> {
  for (const step of steps) {
    for (const width of widths) {
      for (const workload of [...applied, eveIsBack]) {
        for (const phase of ['before', 'after'] as const) {
          const where = `${workload.name}, width ${width}: the clock set by ${step} ms ${phase} call`;
          await tally.series(where, async (nth) => {
            const sim = begin(workload);
            sim.inject({ kind: 'lag', ms: 1900 });
            const { isNow, seen } = nthTime(nth);
            const hidden = workload === eveIsBack ? hideEve(sim) : () => {};
            network.hook = (at, _, path) => {
              if (at === 'before') hidden(path);
              if (at === phase && isNow()) time.skew = step;
            };
            const run = await applyIn(sim, { width });
            network.hook = () => {};
            const judge = async () => {
              const found = brokenBy({ sim, workload, run, calm: true });
              return found.length > 0 ? found : heal(sim, workload);
            };
            return { seen: seen(), judge };
          });
        }
      }
    }
  }
}

/** She was made again a moment ago, and lists do not show her for as long as kefu assumes that they may lag. */
function hideEve(sim: SimWorld): (path: string) => void {
  const until = time.now + 1900;
  const rows = eveIsBack.accounts.filter(({ account }) => account !== 'eve@kftest');
  const list = rows.map(({ account, nickname }) => {
    const id = sim.world.accounts.find((one) => one.account === account)?.id;
    return { kf_account: account, kf_nick: nickname, kf_id: String(id), kf_headimgurl: '' };
  });
  const shown: FaultInput = {
    kind: 'body',
    body: JSON.stringify({ kf_list: list }),
    path: 'getkflist',
    effect: true,
  };
  return (path) => {
    if (path.includes('/getkflist') && time.now < until) sim.inject(shown);
  };
}
