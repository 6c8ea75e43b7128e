import { describe, test } from 'vitest';
import type { RunningEmulator } from '../../src/emulator/server.ts';
import { type Case, setStage } from '../support/case.ts';
import { applyOn, planOn } from '../support/stage-run.ts';

/** One of everything: an add with avatar and worker, a nickname, an avatar, a delete. */
const story: Case = {
  story: '',
  live: [
    { account: 'bob', nickname: '阿博', picture: 'glasses.jpg' },
    { account: 'eve', nickname: '临时' },
    { account: 'zoe', nickname: '佐伊' },
  ],
  recorded: { accounts: { bob: { avatar: 'glasses.jpg' } } },
  desired: {
    accounts: {
      alice: { nickname: '小美', avatar: './day.png', worker: 'wxid_alice' },
      bob: { nickname: '大博', avatar: './moon.png' },
      eve: { state: 'absent' },
      zoe: { nickname: '佐伊' },
    },
  },
  expect: {},
};

const calls = ['add', 'update', 'uploadheadimg', 'inviteworker', 'del'].map((name) => `kfaccount/${name}`);
const faults = [
  { kind: 'refuse' },
  { kind: 'reset', effect: false },
  { kind: 'reset', effect: true },
  { kind: 'reset', effect: true, close: 'fin' },
  { kind: 'cut', atByte: 5 },
  { kind: 'cut', atByte: 5, framing: 'chunked' },
  { kind: 'truncate', atByte: 9 },
  { kind: 'html', status: 502, effect: false },
  { kind: 'html', status: 504, effect: true },
  { kind: 'html', status: 200, effect: true },
  { kind: 'errcode', errcode: -1, effect: false },
  { kind: 'errcode', errcode: -1, effect: true },
  { kind: 'errcode', errcode: 40001, effect: false },
  { kind: 'errcode', errcode: 61451, effect: false },
  { kind: 'errcode', errcode: 65401, effect: false },
  { kind: 'body', body: '{}', effect: true },
  { kind: 'body', body: '{"errcode":"0"}', effect: true },
  { kind: 'body', body: '{"errcode":0,"errmsg":"ok"}', effect: false },
  { kind: 'body', body: '{"errcode":0,"errmsg":"ok"}', effect: true },
  { kind: 'redirect', location: 'http://127.0.0.1:9/', effect: false },
  { kind: 'redirect', location: 'http://127.0.0.1:9/', status: 307, effect: true },
  { kind: 'duplicate' },
  { kind: 'late', ms: 30 },
  { kind: 'gzip-bomb', megabytes: 8, effect: true },
  { kind: 'delay', ms: 60 },
];

/** What the world says of each change, whatever the report says. */
function truth(emulator: RunningEmulator): Record<string, boolean> {
  const find = (name: string) => emulator.world.accounts.find(({ account }) => account === `${name}@kftest`);
  const [alice, bob] = [find('alice'), find('bob')];
  return {
    'alice create-account': alice?.nickname === '小美',
    'alice upload-avatar': alice !== undefined && alice.picture !== 'default',
    'alice invite-worker': alice !== undefined && alice.worker.state !== 'none',
    'bob update-account': bob?.nickname === '大博',
    'bob upload-avatar': bob !== undefined && bob.picture !== 'seeded-glasses-jpg',
    'eve delete-account': find('eve') === undefined,
  };
}

interface Report {
  results: { address: string; change: string; status: string }[];
  verdict: { status: string };
}

describe('under every fault on every write the report tells the truth, and a clean run heals', () => {
  const table = calls.flatMap((path) =>
    faults.flatMap((fault) => [1, 8].map((width) => ({ width, path, ...fault }))),
  );
  test.concurrent.for(table)(
    'width $width, $path: $kind $status $errcode $body effect $effect',
    async ({ width, ...fault }, { expect, onTestFinished }) => {
      const stage = await setStage(story);
      onTestFinished(stage.end);
      stage.emulator.inject(fault as never);
      const { exit, out, failure } = await applyOn(stage, { parallelism: width });
      expect(failure).toBeUndefined();
      const report = JSON.parse(out) as Report;
      const world = truth(stage.emulator);
      for (const { address, change, status } of report.results) {
        const happened = world[`${address.replace(/^.*\.(\w+)@.*$/, '$1')} ${change}`];
        if (status === 'done') expect(happened, `${address} ${change} is told as done`).toBe(true);
        if (['failed', 'skipped', 'not-attempted'].includes(status)) {
          expect(happened, `${address} ${change} is told as ${status}`).toBe(false);
        }
      }
      expect(report.results.map(({ change }) => change).length).toBe(6);
      expect(exit === 0).toBe(
        Object.values(world).every(Boolean) && report.verdict.status === 'as-configured',
      );
      expect(
        stage.emulator.world.accounts.filter(({ account }) => account === 'alice@kftest').length,
      ).toBeLessThan(2);
      expect(stage.emulator.world.accounts.some(({ account }) => account === 'zoe@kftest')).toBe(true);

      stage.emulator.world.faults.length = 0;
      expect((await applyOn(stage)).exit).toBe(0);
      expect(Object.values(truth(stage.emulator)).every(Boolean)).toBe(true);
      const again = await planOn(stage);
      expect(again.failure).toBeUndefined();
      expect((JSON.parse(again.out) as { resource_changes: unknown[] }).resource_changes).toEqual([]);
    },
  );
});
