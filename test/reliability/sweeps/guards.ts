import { type Broken, brokenBy } from '../world/invariants.ts';
import { isWrite } from '../world/is-write.ts';
import { applyIn, planIn, type Run, type SavedPlans } from '../world/runs.ts';
import { accounts, accountsConfig, folder, media, type Workload } from '../world/workloads.ts';
import { begin } from './begin.ts';
import { heal, told } from './heal.ts';
import { applyFirst, changeText, plan, refusals, yaml } from './refusals.ts';
import type { Tally } from './tally.ts';

/** Each refusal sends no write at all, and the world is as it was; and a saved plan is narrowed to what is still as it was seen. */
export async function guards(tally: Tally): Promise<void> {
  for (const { name, code, prepare, how = {} } of refusals) {
    await tally.point(`refused: ${name}`, async () => {
      const sim = begin(accounts);
      const plans: SavedPlans = new Map();
      await prepare(sim, plans);
      const before = sim.arrivals.length;
      const run = await applyIn(sim, { width: 8, ...how });
      const write = sim.arrivals.slice(before).find(({ path }) => isWrite(path));
      if (write) return [`guards before effects: ${name}, and ${write.path} of ${write.about} was sent`];
      return refusedBy(run).includes(code)
        ? []
        : [`guards before effects: ${name} is not refused as ${code}: ${told(run)}`];
    });
  }
  for (const workload of savedIn) {
    await tally.point(`${workload.name}: a saved plan, and somebody changed one account since`, () =>
      moved(workload),
    );
  }
  await tally.point('unused media are deleted, those in use are kept', unusedMedia);
}

function refusedBy({ outcome }: Run): string[] {
  if (outcome?.kind === 'failed') return [outcome.failure.code];
  return outcome?.kind === 'ended' ? outcome.ending.planned.plan.guards.map(({ code }) => code) : [];
}

const savedIn: readonly Workload[] = [
  accounts,
  {
    ...accounts,
    name: 'with deletes first in the alphabet',
    files: folder(accountsConfig.replace('alice:', 'zora:').replace('eve:', 'eve:')),
  },
];

/** What moved since a plan was saved is not written; the rest is; the report says which. */
async function moved(workload: Workload): Promise<readonly Broken[]> {
  const sim = begin(workload);
  const plans: SavedPlans = new Map();
  await planIn(sim, { saveAs: plan, plans });
  sim.edit('bob@kftest', '别人');
  const run = await applyIn(sim, { width: 8, saved: plan });
  run.basis = plans.get(plan);
  const found = brokenBy({ sim, workload, run, calm: true });
  if (sim.effects.some(({ about }) => about === 'bob@kftest'))
    return ['no stale overwrite: what moved since the plan was written', ...found];
  if (run.outcome?.kind !== 'ended' || run.outcome.exit !== 6)
    return [`truthful report: a moved account is not told as stale: ${told(run)}`, ...found];
  return found.length > 0 ? found : heal(sim, workload);
}

async function unusedMedia(): Promise<readonly Broken[]> {
  const sim = begin(media);
  await applyFirst(sim);
  changeText(yaml, (text) => `${text.replace(/ {2}sale: .*\n/, '')}policy: { media: delete }\n`);
  const run = await applyIn(sim, { width: 8 });
  const found = brokenBy({ sim, workload: media, run, calm: true });
  if (found.length > 0) return found;
  if (sim.moments.at(-1)?.media.length !== 1) return [`converges: an unused media stays: ${told(run)}`];
  return heal(sim, media);
}
