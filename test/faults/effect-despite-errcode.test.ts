import { describe, test } from 'vitest';
import { type Case, setStage } from '../support/case.ts';
import { applyOn } from '../support/stage-run.ts';

// An errcode claims that nothing was done. Where the effect is seen all the same, the step is done or unknown, and what comes
// next for that object is not refused as somebody else's doing.

const story: Case = {
  story: '',
  live: [{ account: 'bob', nickname: '阿博', picture: 'glasses.jpg' }],
  recorded: { accounts: { bob: { avatar: 'glasses.jpg' } } },
  desired: {
    accounts: {
      alice: { nickname: '小美', avatar: './day.png', worker: 'wxid_alice' },
      bob: { nickname: '大博', avatar: './moon.png' },
    },
  },
  expect: {},
};

const calls = ['add', 'update', 'uploadheadimg', 'inviteworker'];
const codes = [61451, 65401, 65403, 65406, 40009, 99999, -1, 4];

describe.each(calls)('given an errcode on kfaccount/%s although it was carried out', (call) => {
  test.concurrent.for(codes.flatMap((errcode) => [1, 8].map((width) => ({ errcode, width }))))(
    '$errcode at width $width: expect the truth, and the next steps of the object',
    async ({ errcode, width }, { expect, onTestFinished }) => {
      const stage = await setStage(story);
      onTestFinished(stage.end);
      stage.emulator.inject({ kind: 'errcode', path: `kfaccount/${call}`, errcode, effect: true });
      const { exit, out } = await applyOn(stage, { parallelism: width });
      const { results } = JSON.parse(out) as {
        results: { address: string; change: string; status: string; refusal?: string }[];
      };
      expect(results.filter(({ refusal }) => refusal)).toEqual([]);
      expect(results.map(({ status }) => status)).not.toContain('failed');
      expect(
        results.every(({ status }) => status === 'done'),
        out,
      ).toBe(exit === 0);
      expect(stage.emulator.world.accounts.filter(({ account }) => account === 'alice@kftest')).toHaveLength(
        1,
      );
    },
  );
});

describe.each(calls)(
  'given such an errcode on kfaccount/%s, and a list after it that can not be read',
  (call) => {
    test.concurrent.for([2, 3, 4, 5, 6, 7])(
      'the %s. list: expect nothing told as failed that was carried out',
      async (nth, { expect, onTestFinished }) => {
        const stage = await setStage(story);
        onTestFinished(stage.end);
        const { emulator } = stage;
        emulator.inject({ kind: 'errcode', path: `kfaccount/${call}`, errcode: 61451, effect: true });
        emulator.inject({ kind: 'errcode', path: 'getkflist', errcode: 61451, nth });
        const { out } = await applyOn(stage, { parallelism: 1 });
        const { results = [] } = JSON.parse(out) as { results?: { change: string; status: string }[] };
        const failed = results.filter(({ status }) => status === 'failed');
        expect(failed, out).toEqual([]);
      },
    );
  },
);
