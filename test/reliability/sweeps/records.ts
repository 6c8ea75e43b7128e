import { overwrite } from '../world/disk.ts';
import { type Broken, brokenBy } from '../world/invariants.ts';
import { applyIn } from '../world/runs.ts';
import { folder, folderOf, type Workload } from '../world/workloads.ts';
import type { SimWorld } from '../world/world.ts';
import { begin, widths } from './begin.ts';
import { heal } from './heal.ts';
import { wrongLists } from './readings.ts';
import type { Tally } from './tally.ts';

/** An account that the config made protected, and does not name any more. */
const protectedOnce: Workload = {
  name: 'a protected account that left the file',
  accounts: [
    { account: 'alice@kftest', nickname: '小美' },
    { account: 'max@kftest', nickname: '马克' },
    { account: 'zoe@kftest', nickname: '佐伊' },
  ],
  files: folder('accounts:\n  alice: { nickname: 小美 }\n  max: { nickname: 马克, protect: true }\n'),
  untouched: ['max', 'zoe'],
  kept: ['alice', 'max', 'zoe'],
};

const mostReadings = 6;

/**
 * What is recorded of an account that the config does not name any more rests on nothing but lists. One of them that is old,
 * empty or short must not make kefu forget it: when somebody then writes that the account is to be gone, it is protected.
 */
export async function records(tally: Tally): Promise<void> {
  for (const [course, nickname] of Object.entries({ 'something to do': '美美', 'nothing to do': '小美' })) {
    for (const width of widths) {
      for (const [name, list] of Object.entries(wrongLists(protectedOnce))) {
        for (let nth = 1; nth <= mostReadings; nth += 1) {
          await tally.point(`${course}, width ${width}, reading ${nth}: ${name}`, async () => {
            const sim = begin(protectedOnce);
            await applyIn(sim, { width });
            configure(`  alice: { nickname: ${nickname} }`);
            sim.inject({ ...list, nth });
            const run = await applyIn(sim, { width });
            const found = brokenBy({ sim, workload: protectedOnce, run, calm: true });
            if (found.length > 0) return found;
            const healed = await heal(sim, protectedOnce);
            return healed.length > 0 ? healed : staysProtected(sim, nickname);
          });
        }
      }
    }
  }
}

async function staysProtected(sim: SimWorld, nickname: string): Promise<Broken[]> {
  configure(`  alice: { nickname: ${nickname} }\n  max: { state: absent }`);
  await applyIn(sim, { width: 1 });
  const isThere = sim.world.accounts.some(({ account }) => account === 'max@kftest');
  return isThere ? [] : ['guards before effects: a protected account that had left the file was deleted'];
}

function configure(accounts: string): void {
  const file = `${folderOf()}/kefu.yaml`;
  overwrite(file, folder(`accounts:\n${accounts}\n`)[file] ?? '');
}
