// Between plan and write somebody else may do what the plan says. It is told as done, and is not taken back.
import { readFileSync } from 'node:fs';
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
