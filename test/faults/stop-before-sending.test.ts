import { describe, expect, onTestFinished, test } from 'vitest';
import { applyAccount, openAccount } from '../../src/reconcile.ts';
import { image, openShop, shelf, writeConfig } from '../media/shop.ts';
import { type Case, type Stage, setStage } from '../support/case.ts';

// "No new write is started" must be true from the moment it is said, also in the middle of a look or of a durable write.

const story: Omit<Case, 'story' | 'expect'> = {
  live: [
    { account: 'alice', nickname: '小美' },
    { account: 'bob', nickname: '阿博' },
    { account: 'eve', nickname: '临时' },
  ],
  recorded: { accounts: {} },
  desired: {
    accounts: {
      alice: { nickname: '美美' },
      bob: { nickname: '大博', avatar: './day.png' },
      carol: { nickname: '卡罗' },
      eve: { state: 'absent' },
    },
  },
};

/** Applies, and is told to stop at the `nth` moment that `isTime` names. */
async function applyStopped(stage: Stage, path: string, nth: number, parallelism: number) {
  const { folder, env, emulator } = stage;
  const account = await openAccount('./kefu.yaml', { mode: 'read-write', env, cwd: folder });
  const stop = new AbortController();
  let writesBefore: number | undefined;
  const writes = () =>
    emulator.world.requests.filter(({ path: called }) => /kfaccount\/|add_material|del_material/.test(called))
      .length;
  emulator.inject({ kind: 'delay', path, nth, ms: 60 });
  const watch = setInterval(() => {
    if (writesBefore !== undefined) return;
    if (emulator.world.requests.filter((request) => request.path.endsWith(path)).length < nth) return;
    stop.abort();
    writesBefore = writes();
  }, 1);
  try {
    const options = {
      writeUnverifiable: false,
      allow: new Set<string>(),
      fetchAvatars: true,
      settleMs: 50,
      parallelism,
    };
    const ending = await applyAccount(account, options, { approve: async () => true, stop: stop.signal });
    return { ending, writesBefore, writesAfter: writes() };
  } finally {
    clearInterval(watch);
    await account.close();
  }
}

describe.each([1, 8])('at width %i', (width) => {
  const looks = [1, 2, 3, 4, 5, 6].map((nth) => ['getkflist', nth] as const);
  test.each([...looks, ['getonlinekflist', 1], ['getonlinekflist', 2]] as const)(
    'given a signal during %s number %i, expect no write after it',
    async (path, nth) => {
      const stage = await setStage({ story: '', expect: {}, ...story });
      onTestFinished(stage.end);
      const { ending, writesBefore, writesAfter } = await applyStopped(stage, path, nth, width);
      if (writesBefore === undefined) return;
      expect(writesAfter).toBe(writesBefore);
      expect(ending.kind).toBe('applied');
      if (ending.kind !== 'applied') return;
      for (const { status, attempts } of ending.report.results) {
        if (attempts === 0) expect(status).not.toBe('done');
      }
    },
  );

  test('given a signal while the media are looked at, expect no file to be deleted', async () => {
    const stage = await openShop({ promo: image('./day.png') });
    onTestFinished(stage.end);
    await applyStopped(stage, 'never', 1, width);
    expect(shelf(stage.emulator)).toHaveLength(1);
    writeConfig(stage, {}, { media: 'delete', maxDeletes: 1 });
    stage.emulator.world.requests.length = 0;
    await applyStopped(stage, 'batchget_material', 2, width);
    expect(shelf(stage.emulator)).toHaveLength(1);
  });
});
