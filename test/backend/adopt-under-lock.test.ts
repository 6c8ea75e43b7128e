// A record that an apply makes in the last moment before the lock is had is not written over.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { adoptState } from '../../src/reconcile/adopt.ts';
import { setStage } from '../support/case.ts';
import { startStateServer } from '../support/terraform-http-server.ts';

test('given a record that appears just before the lock is taken, expect it to stay', async () => {
  const stage = await setStage({
    story: '',
    live: [{ account: 'alice', nickname: '小美' }],
    recorded: { accounts: { alice: { protect: true } } },
    desired: { accounts: { alice: { nickname: '小美' } } },
    expect: {},
  });
  onTestFinished(stage.end);
  const server = await startStateServer('plain');
  onTestFinished(server.close);
  const file = join(stage.folder, 'kefu.state.json');
  const theirs = readFileSync(file, 'utf8').replace('"serial": 1', '"serial": 7');
  const take = server.locks.set.bind(server.locks);
  server.locks.set = (path, info) => {
    server.documents.set(path, theirs);
    return take(path, info);
  };
  const world = { env: { ...stage.env, KEFU_BACKEND: `${server.url}/{name}` }, cwd: stage.folder };
  await expect(adoptState({ file }, 'kefu.yaml', world)).rejects.toMatchObject({ code: 'state-exists' });
  expect([...server.documents.values()]).toEqual([theirs]);
  expect(server.locks.size).toBe(0);
});
