// Between plan and write somebody else may do what the plan says. It is told as done, and is not taken back.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import type { PlanDocument } from '../../src/documents/plan.ts';
import { applyAccount, openAccount } from '../../src/reconcile.ts';
import { type Stage, setStage } from '../support/case.ts';
import { applyOn, planOn } from '../support/stage-run.ts';

test('given others who create, rename and delete as the plan says, expect the inverse to hold only what kefu did', async () => {
  const stage = await setStage({
    story: '',
    live: [
      { account: 'bob', nickname: '阿博' },
      { account: 'eve', nickname: '临时' },
    ],
    recorded: { accounts: {} },
    desired: {
      accounts: {
        alice: { nickname: '小美' },
        bob: { nickname: '大博' },
        carol: { nickname: '卡罗' },
        eve: { state: 'absent' },
      },
    },
    expect: {},
  });
  onTestFinished(stage.end);
  const { emulator, folder, env } = stage;
  const account = await openAccount('./kefu.yaml', { mode: 'read-write', env, cwd: folder });
  const ending = await applyAccount(account, options, {
    approve: async () => {
      const { world } = emulator;
      emulator.addAccount({ account: 'carol@kftest', nickname: '卡罗' });
      for (const one of world.accounts) if (one.account === 'bob@kftest') one.nickname = '大博';
      world.accounts = world.accounts.filter((one) => one.account !== 'eve@kftest');
      return true;
    },
  });
  await account.close();
  if (ending.kind !== 'applied' || ending.inverse === undefined) throw new Error('there is no inverse plan');
  expect(ending.report.verdict.status).toBe('as-configured');
  const { resource_changes: changes } = JSON.parse(readFileSync(ending.inverse, 'utf8')) as PlanDocument;
  expect(changes.map(({ name, change }) => `${change.actions[0]} ${name}`)).toEqual(['delete alice@kftest']);
});

test('given others who make an account that was to have a password, expect no record that kefu set one', async () => {
  const stage = await setStage({
    story: '',
    recorded: { accounts: {} },
    desired: {
      accounts: { alice: { nickname: '小美', password: { env: 'ALICE_PASSWORD' }, worker: 'wxid_alice' } },
    },
    expect: {},
  });
  onTestFinished(stage.end);
  const { emulator, folder } = stage;
  const env = { ...stage.env, ALICE_PASSWORD: 'Passw0rd-of-alice' };
  const account = await openAccount('./kefu.yaml', { mode: 'read-write', env, cwd: folder });
  const ending = await applyAccount(account, options, {
    approve: async () => {
      emulator.addAccount({ account: 'alice@kftest', nickname: '小美' });
      return true;
    },
  });
  await account.close();
  if (ending.kind !== 'applied') throw new Error('it was not applied');
  const { verdict, results } = ending.report;
  expect(results[0]).toMatchObject({ step: 'create-account', status: 'done', attempts: 0 });
  expect(verdict.remaining).toContainEqual(
    expect.objectContaining({ field: 'password', why: 'unverifiable' }),
  );
  const { objects } = JSON.parse(readFileSync(join(folder, 'kefu.state.json'), 'utf8'));
  expect(objects['kf_account.alice@kftest']).toEqual({
    kfId: expect.any(String),
    nickname: '小美',
    protect: false,
  });
});

const options = { writeUnverifiable: false, allow: new Set<string>(), fetchAvatars: true, settleMs: 50 };

/** What the inverse of an apply would do, during which `meanwhile` happens while the plan is read. */
async function inverseAfter(stage: Stage, meanwhile: () => void, parallelism = 8): Promise<string[]> {
  const { folder, env } = stage;
  const account = await openAccount('./kefu.yaml', { mode: 'read-write', env, cwd: folder });
  const approve = async () => {
    meanwhile();
    return true;
  };
  const ending = await applyAccount(account, { ...options, parallelism }, { approve });
  await account.close();
  if (ending.kind !== 'applied') throw new Error('it was not applied');
  if (ending.inverse === undefined) return [];
  const { resource_changes: changes } = JSON.parse(readFileSync(ending.inverse, 'utf8')) as PlanDocument;
  return changes.map(({ name, steps }) => `${name}: ${steps.map(({ kind }) => kind).join(', ')}`);
}

test.each([65406, 61453])(
  'given others who make the account a moment before kefu, whose call is refused with %i, expect it not to be taken back',
  async (errcode) => {
    const stage = await setStage({
      story: '',
      recorded: { accounts: {} },
      live: [{ account: 'zoe', nickname: '佐伊' }],
      desired: { accounts: { alice: { nickname: '小美' }, bob: { nickname: '阿博' } } },
      expect: {},
    });
    onTestFinished(stage.end);
    const { emulator } = stage;
    emulator.inject({ kind: 'errcode', path: 'kfaccount/add', errcode, effect: true });
    expect(await inverseAfter(stage, () => {}, 1)).toEqual(['bob@kftest: delete-account']);
    expect(emulator.world.accounts).toHaveLength(3);
  },
);

test('given a rename by others of an account that got a picture, expect the inverse to leave that name alone', async () => {
  const stage = await setStage({
    story: '',
    live: [
      { account: 'alice', nickname: '小美', picture: 'glasses.jpg' },
      { account: 'bob', nickname: '阿博' },
    ],
    recorded: { accounts: {} },
    desired: { accounts: { alice: { nickname: '小美', avatar: './day.png' }, bob: { nickname: '大博' } } },
    expect: {},
  });
  onTestFinished(stage.end);
  const { emulator } = stage;
  const watch = setInterval(() => {
    if (!emulator.world.requests.some(({ path }) => path.endsWith('kfaccount/update'))) return;
    for (const one of emulator.world.accounts) if (one.account === 'alice@kftest') one.nickname = '别人';
  }, 1);
  onTestFinished(() => clearInterval(watch));
  emulator.inject({ kind: 'delay', path: 'kfaccount/update', ms: 60 });
  const undone = await inverseAfter(stage, () => {}, 1);
  expect(undone).toEqual(['alice@kftest: upload-avatar', 'bob@kftest: update-account']);
});

test('given an invitation by others to somebody else, expect a saved plan that invites not to be told as done', async () => {
  const stage = await setStage({
    story: '',
    live: [{ account: 'alice', nickname: '小美' }],
    recorded: { accounts: {} },
    desired: { accounts: { alice: { nickname: '小美', worker: 'wxid_alice' } } },
    expect: {},
  });
  onTestFinished(stage.end);
  await planOn(stage, { out: 'plan.json' });
  for (const one of stage.emulator.world.accounts)
    one.worker = {
      state: 'invited',
      wechatId: 'wxid_other',
      answer: 'waiting',
      expiresAt: Date.now() + 3_600_000,
    };
  const { exit, out } = await applyOn(stage, { plan: 'plan.json' });
  expect(exit, out).toBe(6);
  expect(JSON.parse(out).results).toMatchObject([{ change: 'invite-worker', status: 'failed' }]);
});
