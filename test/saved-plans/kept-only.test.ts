// What the state file alone keeps is not done while that file can't be written.
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { applyAccount, openAccount } from '../../src/reconcile.ts';
import { setStage } from '../support/case.ts';

test('given a protection, and a state file that can not be written, expect it not to be told as kept', async () => {
  const stage = await setStage({
    story: '',
    live: [{ account: 'alice', nickname: '小美' }],
    recorded: { accounts: { alice: {} } },
    desired: { accounts: { alice: { nickname: '小美', protect: true } } },
    expect: {},
  });
  onTestFinished(stage.end);
  const { folder, env } = stage;
  const account = await openAccount('./kefu.yaml', { mode: 'read-write', env, cwd: folder });
  const options = { writeUnverifiable: false, allow: new Set<string>(), fetchAvatars: true, settleMs: 50 };
  const state = join(folder, 'kefu.state.json');
  const ending = await applyAccount(account, options, {
    approve: async () => {
      rmSync(state);
      mkdirSync(state);
      return true;
    },
  });
  await account.close();
  if (ending.kind !== 'applied') throw new Error('it was not applied');
  const { results, verdict, stateFault, counts } = ending.report;
  expect(results).toMatchObject([{ step: 'set-protection', status: 'not-attempted' }]);
  expect(verdict.status).toBe('incomplete');
  expect(stateFault).toBeDefined();
  expect(counts.map(({ change }) => change)).toEqual([0, 0, 0]);
});
