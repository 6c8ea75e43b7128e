// A lock that could not be given back keeps everybody else out: it is told, once, and changes nothing of how the run ended.
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { openBackend } from '../../src/backend/open-backend.ts';
import { run as editState } from '../../src/cli/commands/state-edit.ts';
import type { Failure } from '../../src/model/failure.ts';
import { systemClock } from '../../src/reconcile/system-clock.ts';
import { emptyFolder } from '../files/folder.ts';
import { listStage } from '../messages/list-stage.ts';
import { setStage } from '../support/case.ts';
import { capturedWorld } from '../support/cli.ts';
import { applyOn } from '../support/stage-run.ts';
import { startStateServer } from '../support/terraform-http-server.ts';

async function stageOverHttp() {
  const desired = { accounts: { alice: { nickname: '小美' } } };
  const stage = await setStage({ story: '', expect: {}, desired });
  onTestFinished(stage.end);
  const server = await startStateServer('plain');
  onTestFinished(server.close);
  return { ...stage, server, env: { ...stage.env, KEFU_BACKEND: `${server.url}/{name}` } };
}

const timesTold = (text: string) => text.split('[lock-not-given-back]').length - 1;

test('a server that keeps the lock after an apply: expect the verdict as it is, and to hear how to remove the lock', async () => {
  const stage = await stageOverHttp();
  stage.server.keepLocks();
  const { exit, out, told } = await applyOn(stage);
  expect(exit, told).toBe(0);
  expect(JSON.parse(out).verdict.status).toBe('as-configured');
  expect(timesTold(told)).toBe(1);
  expect(told).toMatch(/^warning: The lock of .+ could not be given back: .+answers 400/m);
  expect(told).toContain('kefu unlock');
});

test('a server that keeps the lock of a plan that was declined: expect to hear it', async () => {
  const stage = await stageOverHttp();
  stage.server.keepLocks();
  const { exit, told } = await applyOn(stage, { autoApprove: false, json: false }, 'no');
  expect(exit).toBe(0);
  expect(timesTold(told)).toBe(1);
});

test('a server that keeps the lock after `kefu state rm`: expect the record gone, and to hear it', async () => {
  const stage = await stageOverHttp();
  await applyOn(stage);
  stage.server.keepLocks();
  const { world, out, told } = capturedWorld(stage.folder, stage.env);
  const options = { config: './kefu.yaml', address: 'kf_account.alice@kftest', json: false };
  expect(await editState(options, world)).toBe(0);
  expect(out()).toContain('Forgot kf_account.alice@kftest');
  expect(timesTold(told())).toBe(1);
});

test('a lock file that can no longer be removed: expect whoever opened the backend to hear it', async () => {
  const heard: Failure[] = [];
  const stateFile = join(emptyFolder(), 'shop.state.json');
  const lockLeft = (why: Failure) => void heard.push(why);
  const backend = await openBackend({ env: {}, clock: systemClock, kinds: [], lockLeft });
  const lock = await backend.memoryOf({ name: 'shop', appId: 'wx1', stateFile }).takeLock(0);
  rmSync(`${stateFile}.lock`);
  mkdirSync(`${stateFile}.lock`);
  await lock.release();
  expect(heard).toMatchObject([{ code: 'lock-not-given-back' }]);
  expect(heard[0]?.message).toContain('is a folder');
});

test('a server that keeps the lock of a journal: expect all sent, and to hear how to remove the lock', async () => {
  const server = await startStateServer('plain');
  onTestFinished(server.close);
  const stage = await listStage({}, { KEFU_BACKEND: `${server.url}/{name}` });
  server.keepLocks();
  const { exit, told } = await stage.send();
  expect(exit, told).toBe(0);
  expect(stage.arrived()).toEqual([1, 1, 1]);
  expect(timesTold(told)).toBe(1);
  expect(told).toContain('kefu unlock --journal openids.txt.sent.jsonl');
});
