// Between plan and write somebody else may do what the plan says. It is told as done, and is not taken back.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import type { PlanDocument } from '../../src/documents/plan.ts';
import { applyAccount, openAccount } from '../../src/reconcile.ts';
import { setStage } from '../support/case.ts';

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
  const options = { writeUnverifiable: false, allow: new Set<string>(), fetchAvatars: true, settleMs: 50 };
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
  const options = { writeUnverifiable: false, allow: new Set<string>(), fetchAvatars: true, settleMs: 50 };
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
