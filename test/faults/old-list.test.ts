import { expect, onTestFinished, test } from 'vitest';
import { applyAccount, openAccount } from '../../src/reconcile.ts';
import { type Case, type Stage, setStage } from '../support/case.ts';

// Between the last look and a write nothing may wait for long: somebody else may write meanwhile.

const story: Omit<Case, 'story' | 'expect'> = {
  live: [
    { account: 'alice', nickname: '小美' },
    { account: 'bob', nickname: '阿博' },
  ],
  recorded: { accounts: {} },
  desired: { accounts: { alice: { nickname: '小美' }, bob: { state: 'absent' } } },
};

async function stageOf(more: Partial<Case> = {}): Promise<Stage> {
  const stage = await setStage({ story: '', expect: {}, ...story, ...more });
  onTestFinished(stage.end);
  return stage;
}

const bobOf = ({ emulator }: Stage) =>
  emulator.world.accounts.find(({ account }) => account === 'bob@kftest');

/** Applies by a clock on which waits take no time; `waiting` happens within each wait for WeChat's next minute. */
async function applyWaiting({ folder, env }: Stage, waiting: () => void) {
  let skippedMs = 0;
  const clock = {
    now: () => Date.now() + skippedMs,
    uptime: () => performance.now() + skippedMs,
    sleep: async (ms: number) => {
      skippedMs += ms;
      if (ms >= 30_000) waiting();
    },
  };
  const account = await openAccount('./kefu.yaml', { mode: 'read-write', env, cwd: folder, clock });
  onTestFinished(() => account.close());
  const options = { writeUnverifiable: false, allow: new Set<string>(), fetchAvatars: true };
  const ending = await applyAccount(account, options, { approve: async () => true });
  if (ending.kind !== 'applied') throw new Error(`the apply ended as ${ending.kind}`);
  return ending.report;
}

const isDelete = ({ path }: { readonly path: string }) => path.endsWith('kfaccount/del');
const tooFast = { kind: 'errcode', path: 'getonlinekflist', errcode: 45011 } as const;

test.each([
  ['renamed', { nickname: '别人改的' }],
  ['made again', { id: 2002 }],
])(
  'given an account that is %s while a guard waits for the next minute, expect no delete',
  async (_, edit) => {
    const stage = await stageOf();
    stage.emulator.inject({ ...tooFast, nth: 2 });
    const { results } = await applyWaiting(stage, () => Object.assign(bobOf(stage) ?? {}, edit));
    expect(stage.emulator.world.requests.filter(isDelete)).toEqual([]);
    expect(bobOf(stage)).toMatchObject(edit);
    expect(results).toMatchObject([{ status: 'failed', refusal: 'changed-meanwhile', attempts: 0 }]);
  },
);

test('given a guard that waited while nobody changed anything, expect the delete', async () => {
  const stage = await stageOf();
  stage.emulator.inject({ ...tooFast, nth: 2 });
  const { results, verdict } = await applyWaiting(stage, () => {});
  expect(results).toMatchObject([{ status: 'done', attempts: 1 }]);
  expect(verdict.status).toBe('as-configured');
  expect(bobOf(stage)).toBeUndefined();
});

test('given a customer who comes while the list waits for the next minute, expect no delete', async () => {
  const stage = await stageOf();
  stage.emulator.inject({ ...tooFast, nth: 2 });
  stage.emulator.inject({ ...tooFast, path: 'getkflist', nth: 3 });
  let waits = 0;
  await applyWaiting(stage, () => {
    waits += 1;
    const bob = bobOf(stage);
    if (bob && waits === 2) bob.online = { status: 1, acceptedCase: 1 };
  });
  expect(waits).toBe(2);
  expect(bobOf(stage)).toBeDefined();
});

test('given a guard that waits each time, expect the apply to give up before the delete, and to say why', async () => {
  const stage = await stageOf();
  for (const nth of [2, 4, 6, 8, 10]) stage.emulator.inject({ ...tooFast, nth });
  const { results, stopped } = await applyWaiting(stage, () => {});
  expect(stage.emulator.world.requests.filter(isDelete)).toEqual([]);
  expect(results).toMatchObject([{ status: 'not-attempted', attempts: 0 }]);
  expect(stopped?.code).toBe('answers-too-slow');
  const requests = stage.emulator.world.requests.map(({ path }) => path);
  expect(requests.filter((path) => path.endsWith('getonlinekflist'))).toHaveLength(7);
});

test('given a list of files that takes a minute each time, expect accounts and files of one round to be written', async () => {
  const stage = await stageOf({
    desired: {
      accounts: { alice: { nickname: '新的' }, bob: { nickname: '阿博' } },
      templates: { promo: { msgtype: 'image', image: { file: './day.png' } } },
    },
  });
  for (let nth = 1; nth < 20; nth += 2) stage.emulator.inject({ ...tooFast, path: 'batchget_material', nth });
  const { verdict, results, stopped } = await applyWaiting(stage, () => {});
  expect(stopped).toBeUndefined();
  expect(results.map(({ status }) => status)).toEqual(['done', 'done', 'done']);
  expect(verdict.status).toBe('as-configured');
});
