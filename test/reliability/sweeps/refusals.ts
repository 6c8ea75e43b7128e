// Worlds in which kefu must refuse, and send no write.
import { disk, overwrite, textAt } from '../world/disk.ts';
import { applyIn, type How, planIn, type SavedPlans } from '../world/runs.ts';
import { pass } from '../world/time.ts';
import type { SimWorld } from '../world/world.ts';

export const yaml = '/sim/kefu.yaml';
const state = '/sim/kefu.state.json';
export const plan = '/sim/plan.json';

/** A world in which kefu must refuse, and send no write. */
interface Refusal {
  readonly name: string;
  /** What the refusal names. */
  readonly code: string;
  readonly prepare: (sim: SimWorld, plans: SavedPlans) => Promise<void> | void;
  readonly how?: Partial<How>;
}

export function changeText(path: string, change: (text: string) => string): void {
  overwrite(path, change(textAt(path) ?? ''));
}

const deleteOthers = (text: string) =>
  `${text}policy: { unmanaged: delete, maxDeletes: 10, maxDeletesPerDay: 10 }\n`;

export async function applyFirst(sim: SimWorld): Promise<void> {
  await applyIn(sim, { width: 8 });
}

export const refusals: readonly Refusal[] = [
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
