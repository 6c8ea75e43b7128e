import { overwrite, textAt } from '../world/disk.ts';
import { type Broken, brokenBy } from '../world/invariants.ts';
import { applyIn, type How, planIn, type Run, type SavedPlans } from '../world/runs.ts';
import { accounts, accountsConfig, folder, media, type Workload } from '../world/workloads.ts';
import { isWrite, type SimWorld } from '../world/world.ts';
import { begin } from './begin.ts';
import { heal, told } from './heal.ts';
import type { Tally } from './tally.ts';

const yaml = '/sim/kefu.yaml';
const state = '/sim/kefu.state.json';
const plan = '/sim/plan.json';

/** A world in which kefu must refuse, and send no write. */
interface Refusal {
  readonly name: string;
  /** What the refusal names. */
  readonly code: string;
  readonly prepare: (sim: SimWorld, plans: SavedPlans) => Promise<void> | void;
  readonly how?: Partial<How>;
}

function changeText(path: string, change: (text: string) => string): void {
  overwrite(path, change(textAt(path) ?? ''));
}

const deleteOthers = (text: string) =>
  `${text}policy: { unmanaged: delete, maxDeletes: 10, maxDeletesPerDay: 10 }\n`;

async function applyFirst(sim: SimWorld): Promise<void> {
  await applyIn(sim, { width: 8 });
}

const refusals: readonly Refusal[] = [
  {
    name: 'another AppID in the state',
    code: 'appid-mismatch',
    prepare: () => changeText(state, (text) => text.replace('wxemu0000000000001', 'wxemu0000000000002')),
  },
  {
    name: 'no accounts wanted',
    code: 'empty-desired',
    prepare: () =>
      changeText(yaml, (text) => deleteOthers(text.replace(/accounts:[\s\S]*/, 'accounts: {}\n'))),
  },
  {
    name: 'most blocks gone from the config',
    code: 'desired-shrunk',
    prepare: async (sim) => {
      await applyFirst(sim);
      changeText(yaml, (text) => deleteOthers(text.replace(/ {2}(?:alice|bob|carol): .*\n/g, '')));
    },
  },
  {
    name: 'two of three blocks gone',
    code: 'desired-shrunk',
    prepare: async (sim) => {
      changeText(yaml, (text) => text.replace(/ {2}carol: .*\n/, ''));
      await applyFirst(sim);
      changeText(yaml, (text) => deleteOthers(text.replace(/ {2}(?:alice|bob): .*\n/g, '')));
    },
  },
  {
    name: 'the list lost most of its accounts',
    code: 'live-shrunk',
    prepare: async (sim) => {
      await applyFirst(sim);
      for (const name of ['alice', 'bob', 'carol']) sim.edit(`${name}@kftest`, null);
    },
  },
  {
    name: 'an empty list',
    // What would be live-shrunk at WeChat; an AppID of the emulator has its own word for it.
    code: 'emulator-restarted',
    prepare: async (sim) => {
      await applyFirst(sim);
      sim.inject({ kind: 'body', body: '{"kf_list":[]}', path: 'getkflist', times: 100, effect: true });
    },
  },
  {
    name: 'more deletes than the policy allows',
    code: 'max-deletes',
    prepare: () =>
      changeText(
        yaml,
        (text) => `${text.replace(/ {2}dan: .*\n/, '  dan: { state: absent }\n')}policy: { maxDeletes: 1 }\n`,
      ),
  },
  {
    name: 'more deletes in a day than the policy allows',
    code: 'deletes-per-day',
    prepare: async (sim) => {
      changeText(yaml, (text) => `${text}policy: { maxDeletesPerDay: 1 }\n`);
      await applyFirst(sim);
      changeText(yaml, (text) => text.replace(/ {2}dan: .*\n/, '  dan: { state: absent }\n'));
    },
  },
  {
    name: 'a protected account to be deleted',
    code: 'protected',
    prepare: async (sim) => {
      changeText(yaml, (text) =>
        text.replace('dan: { nickname: 丹丹 }', 'dan: { nickname: 丹丹, protect: true }'),
      );
      await applyFirst(sim);
      changeText(yaml, (text) => text.replace(/ {2}dan: .*\n/, '  dan: { state: absent }\n'));
    },
  },
  {
    name: 'deletes without any state file',
    code: 'no-record',
    prepare: async () => {
      const { disk } = await import('../world/disk.ts');
      disk.files.delete(state);
    },
  },
  {
    name: 'a rename that WeChat can not do',
    code: 'rename-suspected',
    prepare: () =>
      changeText(yaml, (text) => text.replace('alice: { nickname: 小美 }', 'alice: { nickname: 临时 }')),
  },
  {
    name: 'names of another official account',
    code: 'suffix-mismatch',
    prepare: () => changeText(yaml, (text) => text.replace('wechatId: kftest', 'wechatId: other')),
  },
  {
    name: 'a config with a fault',
    code: 'config-invalid',
    prepare: () => changeText(yaml, (text) => `${text}acounts: {}\n`),
  },
  {
    name: 'a state file cut off',
    code: 'state-unreadable',
    prepare: () => changeText(state, (text) => text.slice(0, -3)),
  },
  {
    name: 'a state file that is empty',
    code: 'state-unreadable',
    prepare: () => changeText(state, () => ''),
  },
  {
    name: 'a state file with a key twice',
    code: 'state-unreadable',
    prepare: () => changeText(state, (text) => text.replace('"objects":{}', '"objects":{},"objects":{}')),
  },
  {
    name: 'a state file after a merge',
    code: 'state-unreadable',
    prepare: () => changeText(state, (text) => `<<<<<<< ours\n${text}\n=======\n${text}\n>>>>>>> theirs\n`),
  },
  {
    name: 'a plan that was edited',
    code: 'plan-edited',
    how: { saved: plan },
    prepare: async (sim, plans) => {
      await planIn(sim, { saveAs: plan, plans });
      changeText(plan, (text) => text.replace('"nickname": "小美"', '"nickname": "小丑"'));
    },
  },
  {
    name: 'a plan for another config',
    code: 'plan-config-changed',
    how: { saved: plan },
    prepare: async (sim, plans) => {
      await planIn(sim, { saveAs: plan, plans });
      changeText(yaml, (text) => text.replace('小美', '小丽'));
    },
  },
  {
    name: 'a plan of the day before yesterday',
    code: 'plan-expired',
    how: { saved: plan },
    prepare: async (sim, plans) => {
      const { pass } = await import('../world/time.ts');
      await planIn(sim, { saveAs: plan, plans });
      await pass(48 * 3_600_000);
    },
  },
  {
    name: 'a plan that was applied already',
    code: 'plan-applied-already',
    how: { saved: plan },
    prepare: async (sim, plans) => {
      await planIn(sim, { saveAs: plan, plans });
      await applyIn(sim, { width: 8, saved: plan });
    },
  },
  {
    name: 'a plan of which one account moved, with --strict',
    code: 'plan-moved',
    how: { saved: plan, strict: true },
    prepare: async (sim, plans) => {
      await planIn(sim, { saveAs: plan, plans });
      sim.edit('bob@kftest', '别人');
    },
  },
];

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
