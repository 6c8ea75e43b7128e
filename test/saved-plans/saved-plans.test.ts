import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { samePicture } from '../../src/avatars/compare.ts';
import { validatePlan } from '../../src/backend/generated/validate-plan.js';
import { digestOfPlan, type PlanDocument, planText } from '../../src/documents/plan.ts';
import { readPlanDocument } from '../../src/documents/read-plan.ts';
import { kinds } from '../../src/kinds/kinds.ts';
import { type Case, type Stage, setStage } from '../support/case.ts';
import { applyOn, planOn } from '../support/stage-run.ts';

async function stageOf(story: Omit<Case, 'story' | 'expect'>): Promise<Stage> {
  const stage = await setStage({ story: '', expect: {}, ...story });
  onTestFinished(stage.end);
  return stage;
}

const twoAccounts = {
  live: [
    { account: 'alice', nickname: '小美' },
    { account: 'bob', nickname: '阿博' },
  ],
  desired: { accounts: { alice: { nickname: '美美' }, bob: { nickname: '大博' } } },
};

const saved = (stage: Stage) => readFileSync(join(stage.folder, 'plan.json'), 'utf8');
const nicknames = ({ emulator }: Stage) => emulator.world.accounts.map(({ nickname }) => nickname);
const statuses = (out: string) =>
  (JSON.parse(out) as { results: { status: string; refusal?: string }[] }).results.map(
    ({ status, refusal }) => refusal ?? status,
  );

test('a saved plan is applied as reviewed, and then only once', async () => {
  const stage = await stageOf(twoAccounts);
  await planOn(stage, { out: 'plan.json' });
  const first = await applyOn(stage, { plan: 'plan.json' });
  expect(first.exit).toBe(0);
  expect(nicknames(stage)).toEqual(['美美', '大博']);
  const before = stage.emulator.world.requests.length;
  const again = await applyOn(stage, { plan: 'plan.json' });
  expect(again.failure).toMatchObject({ kind: 'stale', code: 'plan-applied-already' });
  expect(stage.emulator.world.requests.length).toBe(before);
});

test('the same config and live state give the same bytes, apart from the times and the digest', async () => {
  const stage = await stageOf(twoAccounts);
  const withoutTimes = (text: string) => ({
    ...(JSON.parse(text) as PlanDocument),
    created: '',
    expires: '',
    plan_digest: '',
  });
  const first = await planOn(stage);
  const second = await planOn(stage);
  expect(JSON.stringify(withoutTimes(first.out))).toBe(JSON.stringify(withoutTimes(second.out)));
});

test('one of 40 accounts moved meanwhile: 39 are applied, that one is refused', async () => {
  const names = Array.from({ length: 40 }, (_, index) => `kf${String(index).padStart(2, '0')}`);
  const stage = await stageOf({
    live: names.map((account) => ({ account, nickname: 'old' })),
    desired: { accounts: Object.fromEntries(names.map((name) => [name, { nickname: 'new' }])) },
  });
  await planOn(stage, { out: 'plan.json' });
  const moved = stage.emulator.world.accounts[7];
  if (moved) moved.nickname = 'by someone else';
  const strict = await applyOn(stage, { plan: 'plan.json', strict: true });
  expect(strict.failure).toMatchObject({ kind: 'stale', code: 'plan-moved' });
  expect(nicknames(stage).filter((nickname) => nickname === 'new')).toEqual([]);

  const applied = await applyOn(stage, { plan: 'plan.json' });
  expect(applied.exit).toBe(6);
  expect(nicknames(stage).filter((nickname) => nickname === 'new').length).toBe(39);
  expect(moved?.nickname).toBe('by someone else');
  expect(statuses(applied.out).filter((status) => status === 'changed-meanwhile').length).toBe(1);
});

test('what someone else did already is told as done, and nothing is sent for it', async () => {
  const stage = await stageOf(twoAccounts);
  await planOn(stage, { out: 'plan.json' });
  const alice = stage.emulator.world.accounts[0];
  if (alice) alice.nickname = '美美';
  const { exit, out } = await applyOn(stage, { plan: 'plan.json' });
  expect(exit).toBe(0);
  expect(statuses(out)).toEqual(['done', 'done']);
  const updates = stage.emulator.world.requests.filter(({ path }) => path.endsWith('/update'));
  expect(updates.length).toBe(1);
});

test('any byte of a plan flipped: refused, and nothing is sent', async () => {
  const stage = await stageOf(twoAccounts);
  await planOn(stage, { out: 'plan.json' });
  const bytes = Buffer.from(saved(stage));
  for (let index = 0; index < bytes.length; index++) {
    const edited = Buffer.from(bytes);
    edited[index] = (edited[index] ?? 0) ^ (1 << (index % 7));
    expect(
      readPlanDocument(edited.toString('utf8'), validatePlan, kinds, undefined).ok,
      `byte ${index}`,
    ).toBe(false);
  }
});

test('100 saved plans with one flipped byte each are refused by apply with zero requests', async () => {
  const stage = await stageOf(twoAccounts);
  await planOn(stage, { out: 'plan.json' });
  const before = stage.emulator.world.requests.length;
  const bytes = Buffer.from(saved(stage));
  for (let plan = 0; plan < 100; plan++) {
    const edited = Buffer.from(bytes);
    const index = Math.floor((plan * bytes.length) / 100);
    edited[index] = (edited[index] ?? 0) ^ (1 << (plan % 8));
    writeFileSync(join(stage.folder, 'edited.json'), edited);
    const { failure } = await applyOn(stage, { plan: 'edited.json' });
    expect(failure?.kind, `byte ${index}`).toBe('config');
  }
  expect(stage.emulator.world.requests.length).toBe(before);
  expect(nicknames(stage)).toEqual(['小美', '阿博']);
});

test('a digest made anew for an edited plan does not help: only what is needed now may run', async () => {
  const stage = await stageOf(twoAccounts);
  await planOn(stage, { out: 'plan.json' });
  const forged = JSON.parse(saved(stage)) as PlanDocument;
  const text = planText(forged).replaceAll('美美', '黑客');
  const { plan_digest: _, ...content } = JSON.parse(text) as PlanDocument;
  writeFileSync(
    join(stage.folder, 'plan.json'),
    planText({ ...content, plan_digest: digestOfPlan(content) }),
  );
  const { exit } = await applyOn(stage, { plan: 'plan.json' });
  expect(exit).toBe(6);
  expect(nicknames(stage)).toEqual(['小美', '大博']);
});

test.each(['never', '', '2026-13-45T99:99:99Z', '9999', '2099-01-01'])(
  'a plan that ends "%s" is taken for no plan',
  async (expires) => {
    const stage = await stageOf(twoAccounts);
    await planOn(stage, { out: 'plan.json' });
    const { plan_digest: _, ...content } = JSON.parse(saved(stage)) as PlanDocument;
    const forged = { ...content, expires };
    writeFileSync(
      join(stage.folder, 'plan.json'),
      planText({ ...forged, plan_digest: digestOfPlan(forged) }),
    );
    const { failure } = await applyOn(stage, { plan: 'plan.json' });
    expect(failure).toMatchObject({ kind: 'config', code: 'plan-not-a-plan' });
    expect(nicknames(stage)).toEqual(['小美', '阿博']);
  },
);

test('a plan is refused when it is too old, or when the config or a picture changed', async () => {
  const stage = await stageOf(twoAccounts);
  await planOn(stage, { out: 'plan.json', expiresIn: -1 });
  expect((await applyOn(stage, { plan: 'plan.json' })).failure).toMatchObject({ code: 'plan-expired' });
  await planOn(stage, { out: 'plan.json' });
  const config = readFileSync(join(stage.folder, 'kefu.yaml'), 'utf8');
  writeFileSync(join(stage.folder, 'kefu.yaml'), config.replace('美美', '丽丽'));
  expect((await applyOn(stage, { plan: 'plan.json' })).failure).toMatchObject({
    code: 'plan-config-changed',
  });
  writeFileSync(join(stage.folder, 'kefu.yaml'), config.replace('wxemu0000000000001', 'wxemu0000000000002'));
  expect((await applyOn(stage, { plan: 'plan.json' })).failure).toMatchObject({ code: 'plan-other-appid' });
  expect(nicknames(stage)).toEqual(['小美', '阿博']);
});

test('the inverse plan brings back nickname, picture and account, and names what can not come back', async () => {
  const stage = await stageOf({
    live: [
      { account: 'alice', nickname: '小美', picture: 'day.png' },
      { account: 'bob', nickname: '阿博', picture: 'glasses.jpg', bound: 'wxid_bob' },
      { account: 'carol', nickname: '卡罗' },
    ],
    recorded: { accounts: { alice: { avatar: 'day.png' } } },
    desired: {
      accounts: {
        alice: { nickname: '美美', avatar: './moon.png' },
        bob: { state: 'absent' },
        dora: { nickname: '朵拉' },
      },
    },
  });
  expect((await applyOn(stage)).exit).toBe(0);
  const inverse = JSON.parse(readFileSync(join(stage.folder, 'kefu.inverse.json'), 'utf8')) as PlanDocument;
  const [opposes, ...lost] = inverse.diagnostics;
  expect(opposes?.code).toBe('inverse-opposes-config');
  expect(inverse.unmanaged.map(({ title }) => title)).toEqual(['卡罗']);
  expect(lost.map(({ message }) => message)).toEqual([
    "bob: can't come back: its kf_id: made again, it gets another.",
    "bob: can't come back: the binding of wxid_bob, who must accept a new invitation.",
  ]);

  const back = await applyOn(stage, { plan: 'kefu.inverse.json', json: false });
  expect(back.exit, back.out).toBe(0);
  expect(back.out).toContain("bob: can't come back: the binding of wxid_bob");
  expect(back.out).toContain('still demands the opposite');
  const { accounts, pictures } = stage.emulator.world;
  expect(accounts.map(({ account, nickname }) => `${account} ${nickname}`).sort()).toEqual([
    'alice@kftest 小美',
    'bob@kftest 阿博',
    'carol@kftest 卡罗',
  ]);
  const pictureOf = (name: string) => {
    const id = accounts.find(({ account }) => account === name)?.picture ?? '';
    return Buffer.from(pictures[id]?.base64 ?? '', 'base64');
  };
  const file = (name: string) => readFileSync(join(stage.folder, name));
  expect(await samePicture(file('day.png'), pictureOf('alice@kftest'))).toBe('same');
  expect(await samePicture(file('glasses.jpg'), pictureOf('bob@kftest'))).toBe('same');
});

test('without a terminal and without --auto-approve nothing is applied: exit 10, and the plan is shown', async () => {
  const stage = await stageOf(twoAccounts);
  const { exit, out } = await applyOn(stage, { autoApprove: false });
  expect(exit).toBe(10);
  expect(JSON.parse(out)).toMatchObject({ confirmation_required: true, plan: { summary: { change: 2 } } });
  expect(nicknames(stage)).toEqual(['小美', '阿博']);
});

test('a person is asked; anything but yes changes nothing and exits with 0', async () => {
  const stage = await stageOf(twoAccounts);
  const declined = await applyOn(stage, { autoApprove: false, json: false }, 'y');
  expect(declined.exit).toBe(0);
  expect(declined.out).toContain('Nothing was changed.');
  expect(nicknames(stage)).toEqual(['小美', '阿博']);
  const accepted = await applyOn(stage, { autoApprove: false, json: false }, 'yes');
  expect(accepted.exit).toBe(0);
  expect(nicknames(stage)).toEqual(['美美', '大博']);
});

test('a declared rename is taken back as it was made', async () => {
  const stage = await stageOf({
    live: [
      { account: 'caro', nickname: '卡罗', picture: 'day.png', bound: 'wxid_carol' },
      { account: 'alice', nickname: '小美' },
    ],
    recorded: { accounts: {} },
    desired: { accounts: { alice: { nickname: '小美' }, carol: { nickname: '卡罗', previously: ['caro'] } } },
  });
  expect((await applyOn(stage)).exit).toBe(0);
  const names = () => stage.emulator.world.accounts.map(({ account }) => account.split('@')[0]).sort();
  expect(names()).toEqual(['alice', 'carol']);
  const back = await applyOn(stage, { plan: 'kefu.inverse.json' });
  expect(back.exit, back.out).toBe(0);
  expect(names()).toEqual(['alice', 'caro']);
});

test('an inverse that was not applied to the end is kept under its digest', async () => {
  const stage = await stageOf({ ...twoAccounts, recorded: { accounts: {} } });
  await applyOn(stage);
  const inverse = () =>
    JSON.parse(readFileSync(join(stage.folder, 'kefu.inverse.json'), 'utf8')) as PlanDocument;
  const { plan_digest: first } = inverse();
  const config = readFileSync(join(stage.folder, 'kefu.yaml'), 'utf8');
  writeFileSync(join(stage.folder, 'kefu.yaml'), config.replace('美美', '丽丽'));
  await applyOn(stage);
  expect(inverse().plan_digest).not.toBe(first);
  const kept = `kefu.inverse-${first.slice('sha256:'.length, 'sha256:'.length + 12)}.json`;
  expect((JSON.parse(readFileSync(join(stage.folder, kept), 'utf8')) as PlanDocument).plan_digest).toBe(
    first,
  );
  // The one that is applied to the end makes room for the next.
  expect((await applyOn(stage, { plan: 'kefu.inverse.json' })).exit).toBe(0);
  await applyOn(stage);
  expect(readdirSync(stage.folder).filter((name) => name.startsWith('kefu.inverse-'))).toHaveLength(2);
});

test('--allow comes too late for a saved plan', async () => {
  const stage = await stageOf(twoAccounts);
  await planOn(stage, { out: 'plan.json' });
  const before = stage.emulator.world.requests.length;
  const { failure } = await applyOn(stage, { plan: 'plan.json', allow: new Set(['live-shrunk']) });
  expect(failure).toMatchObject({ kind: 'config', code: 'allow-with-saved-plan' });
  expect(stage.emulator.world.requests.length).toBe(before);
});

test('an earlier apply that ended in the middle is told and settled', async () => {
  const stage = await stageOf({ ...twoAccounts, recorded: { accounts: {} } });
  const path = join(stage.folder, 'kefu.state.json');
  const state = JSON.parse(readFileSync(path, 'utf8')) as { intents: unknown[] };
  const step = { kind: 'update-account', account: 'alice@kftest', nickname: '美美', withPassword: false };
  state.intents = [{ address: 'kf_account.alice@kftest', step, at: '2026-11-22T08:00:00.000Z' }];
  writeFileSync(path, JSON.stringify(state));
  const { exit, told } = await applyOn(stage);
  expect(exit).toBe(0);
  expect(told).toContain('An earlier apply ended in the middle of "alice@kftest: update"');
  expect((JSON.parse(readFileSync(path, 'utf8')) as { intents: unknown[] }).intents).toEqual([]);
});

test('an object that is refused has a whole card in the report, as one that was applied', async () => {
  const stage = await stageOf(twoAccounts);
  await planOn(stage, { out: 'plan.json' });
  const [moved] = stage.emulator.world.accounts;
  if (moved) moved.nickname = '别人改的';
  const output = [{ format: 'html', file: 'report.html' }];
  expect((await applyOn(stage, { plan: 'plan.json', output })).exit).toBe(6);
  const page = readFileSync(join(stage.folder, 'report.html'), 'utf8');
  const cards = page.match(/<article class="card update">[\s\S]*?<\/article>/g) ?? [];
  expect(cards).toHaveLength(2);
  const refused = cards.find((card) => card.includes('alice@kftest'));
  for (const said of ['小美', '美美', 'changed by someone else since the plan'])
    expect(refused).toContain(said);
});
