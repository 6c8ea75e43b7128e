import { brokenBy } from '../world/invariants.ts';
import { isWrite } from '../world/is-write.ts';
import { network } from '../world/network.ts';
import { applyIn } from '../world/runs.ts';
import { later } from '../world/time.ts';
import { wantedIn } from '../world/wanted.ts';
import { applied, type Workload } from '../world/workloads.ts';
import { begin, nthTime, widths } from './begin.ts';
import { heal, lossesAllowed } from './heal.ts';
import type { Tally } from './tally.ts';

const names = ['alice', 'bob', 'dan', 'eve', 'dora'];

/** Somebody at the console renames an account, or deletes it, before or after every call of a run. */
export async function editors(tally: Tally): Promise<void> {
  await whileAsked(tally);
  await beforehand(tally);
  for (const workload of applied) {
    for (const width of widths) {
      for (const phase of ['before', 'after'] as const) {
        for (const name of names) {
          for (const nickname of ['别人', null]) {
            const what = nickname === null ? 'deleted' : 'renamed';
            const series = `${workload.name}, width ${width}: ${name} ${what} ${phase} call`;
            await tally.series(series, async (nth) => {
              const own = nickname === null ? { ...workload, kept: [] } : workload;
              const sim = begin(own);
              const { isNow, seen } = nthTime(nth);
              network.hook = (at) => {
                if (at === phase && isNow()) sim.edit(`${name}@kftest`, nickname);
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
  }
}

/** no stale overwrite: what somebody changes while another person reads the plan is looked at before anything is written. */
async function whileAsked(tally: Tally): Promise<void> {
  for (const workload of applied) {
    for (const width of widths) {
      for (const { account } of workload.accounts) {
        await tally.point(
          `${workload.name}, width ${width}: ${account} renamed while the plan is read`,
          async () => {
            const sim = begin(workload);
            const change = async () => {
              sim.edit(account, '别人');
              await new Promise<void>((done) => later(60_000, done));
            };
            const run = await applyIn(sim, { width, whileAsked: change });
            const write = sim.arrivals.find(({ path, about }) => isWrite(path) && about === account);
            if (write)
              return [
                `no stale overwrite: ${write.path} of ${account} was sent a minute after somebody changed it`,
              ];
            const found = brokenBy({ sim, workload, run, calm: false });
            return found.length > 0 ? found : heal(sim, workload);
          },
        );
      }
    }
  }
}

/** While the plan is read, somebody does to one account what the plan says: it is told as done, and its inverse leaves that alone. */
async function beforehand(tally: Tally): Promise<void> {
  for (const workload of applied) {
    for (const width of widths) {
      for (const [name, { nickname, absent }] of wantedAtFirst(workload)) {
        await tally.point(
          `${workload.name}, width ${width}: ${name} done while the plan is read`,
          async () => {
            const own = absent ? { ...workload, kept: [] } : workload;
            const sim = begin(own);
            const isThere = sim.world.accounts.some(({ account }) => account === name);
            const whileAsked = async () => {
              if (isThere) sim.edit(name, absent ? null : (nickname ?? ''));
              else if (!absent) sim.make(name, nickname ?? '');
            };
            const run = await applyIn(sim, { width, whileAsked });
            const found = brokenBy({ sim, workload: own, run, calm: false });
            return found.length > 0 ? found : heal(sim, own, true, lossesAllowed);
          },
        );
      }
    }
  }
}

function wantedAtFirst(workload: Workload) {
  begin(workload);
  return [...wantedIn().accounts];
}
