import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { image, openShop, shelf, writeConfig } from '../media/shop.ts';
import { type Case, type Stage, setStage } from '../support/case.ts';
import { applyOn, planOn } from '../support/stage-run.ts';

// A list may be old, or short by a fault of WeChat's: that something is not in it proves nothing by itself. Two readings a
// lag apart that are both wrong are beyond what kefu assumes.

async function stageOf(story: Omit<Case, 'story' | 'expect'>): Promise<Stage> {
  const stage = await setStage({ story: '', expect: {}, recorded: { accounts: {} }, ...story });
  onTestFinished(stage.end);
  return stage;
}

/** A list of accounts as WeChat would give it, without some. */
function shortList({ emulator }: Stage, ...left: string[]): string {
  const rows = emulator.world.accounts
    .filter(({ account }) => !left.includes(account.replace('@kftest', '')))
    .map(({ account, nickname, id }) => ({
      kf_account: account,
      kf_nick: nickname,
      kf_id: String(id),
      kf_headimgurl: '',
    }));
  return JSON.stringify({ kf_list: rows });
}

const recordOf = ({ folder }: Stage) =>
  Object.keys(JSON.parse(readFileSync(join(folder, 'kefu.state.json'), 'utf8')).objects);

const nobody = '{"total_count":0,"item_count":0,"item":[]}';

describe.each([1, 2, 3, 4, 5])('given a list of media that is empty at reading %i', (nth) => {
  test('a media file to be deleted is not told as gone while it is there, and its record stays', async () => {
    const stage = await openShop({ promo: image('./day.png') });
    onTestFinished(stage.end);
    await applyOn(stage);
    const recorded = recordOf(stage);
    writeConfig(stage, {}, { media: 'delete', maxDeletes: 1 });
    stage.emulator.inject({ kind: 'body', path: 'batchget_material', body: nobody, nth });
    const { exit, out } = await applyOn(stage);
    const isThere = shelf(stage.emulator).length > 0;
    const { results } = JSON.parse(out) as { results: { change: string; status: string }[] };
    const statuses = results.filter(({ change }) => change === 'delete-media').map(({ status }) => status);
    if (isThere) {
      expect(exit, out).not.toBe(0);
      expect(statuses).not.toContain('done');
      expect(recordOf(stage)).toEqual(
        expect.arrayContaining(recorded.filter((one) => one.startsWith('media.'))),
      );
    }
    stage.emulator.world.faults.length = 0;
    expect((await applyOn(stage)).exit).toBe(0);
    expect(shelf(stage.emulator)).toEqual([]);
  });
});

const gone = [
  ['declared absent', { accounts: { alice: { nickname: '小美' }, bob: { state: 'absent' } } }],
  ['an earlier name', { accounts: { alice: { nickname: '小美', previously: ['bob'] } } }],
  [
    'not in a file that is the whole truth',
    { accounts: { alice: { nickname: '小美' } }, policy: { unmanaged: 'delete' } },
  ],
] as const;

describe.each(gone)('given an account that is %s', (_, desired) => {
  test.each([
    [1, 1],
    [1, 2],
    [2, 1],
    [3, 1],
    [4, 1],
  ])(
    'and a list that hides it from reading %i on, %i times: expect no claim that it is gone',
    async (nth, times) => {
      const stage = await stageOf({
        live: [
          { account: 'alice', nickname: '小美' },
          { account: 'bob', nickname: '阿博' },
        ],
        desired,
      });
      stage.emulator.inject({ kind: 'body', path: 'getkflist', body: shortList(stage, 'bob'), nth, times });
      const { exit, out } = await applyOn(stage);
      const isThere = stage.emulator.world.accounts.some(({ account }) => account === 'bob@kftest');
      expect(exit === 0, out).toBe(!isThere);
      stage.emulator.world.faults.length = 0;
      expect((await applyOn(stage)).exit).toBe(0);
      expect(stage.emulator.world.accounts.map(({ account }) => account)).toEqual(['alice@kftest']);
    },
  );
});

describe.each([
  ['and there is something to do', '美美'],
  ['and there is nothing to do', '小美'],
])('given a protected account that left the file, %s', (_, nickname) => {
  test.each([1, 2, 3, 4])(
    'and a list that hides it at reading %i: expect its record, and with it the protection, to stay',
    async (nth) => {
      const stage = await stageOf({
        live: [
          { account: 'alice', nickname: '小美' },
          { account: 'bob', nickname: '阿博' },
        ],
        recorded: { accounts: { alice: {}, bob: { protect: true } } },
        desired: { accounts: { alice: { nickname } } },
      });
      stage.emulator.inject({ kind: 'body', path: 'getkflist', body: shortList(stage, 'bob'), nth });
      await applyOn(stage);
      expect(recordOf(stage)).toContain('kf_account.bob@kftest');
    },
  );
});

test.each([1, 2, 3, 4])(
  'given a saved plan that deletes an account, and a list that hides it at reading %i: expect no claim that it is gone',
  async (nth) => {
    const stage = await stageOf({
      live: [
        { account: 'alice', nickname: '小美' },
        { account: 'bob', nickname: '阿博' },
      ],
      desired: { accounts: { alice: { nickname: '小美' }, bob: { state: 'absent' } } },
    });
    await planOn(stage, { out: 'plan.json' });
    stage.emulator.inject({ kind: 'body', path: 'getkflist', body: shortList(stage, 'bob'), nth });
    const { exit, out } = await applyOn(stage, { plan: 'plan.json' });
    const isThere = stage.emulator.world.accounts.some(({ account }) => account === 'bob@kftest');
    const [step] = JSON.parse(out).results as { status: string; refusal?: string }[];
    expect([exit === 0, step?.status === 'done'], out).toEqual([!isThere, !isThere]);
    if (!isThere) return;
    // It did not count as applied: the same plan may be applied once more.
    expect((await applyOn(stage, { plan: 'plan.json' })).exit).toBe(0);
    expect(stage.emulator.world.accounts.map(({ account }) => account)).toEqual(['alice@kftest']);
  },
);
