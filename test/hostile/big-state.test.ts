import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { setStage } from '../support/case.ts';
import { applyOn } from '../support/stage-run.ts';

// What the state file alone keeps costs no durable rewrite each: twenty thousand took minutes.

test('given a state of twenty thousand templates that the config no longer has, expect them forgotten in a few rewrites', async () => {
  const stage = await setStage({
    story: '',
    expect: {},
    live: [{ account: 'alice', nickname: '小美' }],
    recorded: { accounts: { alice: { nickname: '小美' } } },
    desired: { accounts: { alice: { nickname: '小美' } } },
  });
  onTestFinished(stage.end);
  const path = join(stage.folder, 'kefu.state.json');
  const state = JSON.parse(readFileSync(path, 'utf8'));
  const template = {
    digest: `sha256:${'0'.repeat(64)}`,
    body: { variables: [], msgtype: 'text', content: { content: 'a' } },
  };
  for (let index = 0; index < 20_000; index += 1) state.objects[`template.t${index}`] = template;
  writeFileSync(path, JSON.stringify(state));
  expect((await applyOn(stage)).exit).toBe(0);
  const { serial, objects } = JSON.parse(readFileSync(path, 'utf8'));
  expect(Object.keys(objects)).toEqual(['kf_account.alice@kftest']);
  expect(serial - state.serial).toBeLessThan(10);
});
