import { describe, expect, onTestFinished, test } from 'vitest';
import { type Stage, setStage } from '../support/case.ts';
import { applyOn, planOn } from '../support/stage-run.ts';

// Another URL after an upload tells that a picture was set, not whose.

async function stageWith(): Promise<Stage> {
  const stage = await setStage({
    story: '',
    expect: {},
    live: [
      { account: 'alice', nickname: '小美', picture: 'day.png' },
      { account: 'bob', nickname: '阿博', picture: 'glasses.jpg' },
    ],
    recorded: { accounts: { alice: { avatar: 'day.png' } } },
    desired: { accounts: { alice: { nickname: '小美', avatar: './moon.png' }, bob: { nickname: '阿博' } } },
  });
  onTestFinished(stage.end);
  return stage;
}

/** Somebody sets another picture as soon as kefu's upload was carried out, or instead of it. */
function overwrite({ emulator }: Stage): void {
  const alice = emulator.world.accounts.find(({ account }) => account === 'alice@kftest');
  const watch = setInterval(() => {
    const isCarriedOut = emulator.world.requests.some(
      ({ path, carriedOut, fault }) => path.endsWith('uploadheadimg') && (carriedOut > 0 || fault === 'body'),
    );
    if (!isCarriedOut || !alice) return;
    clearInterval(watch);
    alice.picture = 'seeded-glasses-jpg';
  }, 1);
  onTestFinished(() => clearInterval(watch));
}

describe.each([
  ['was carried out', { kind: 'delay', path: 'uploadheadimg', ms: 60, effect: true }],
  [
    'was not carried out',
    { kind: 'body', path: 'uploadheadimg', body: '{"errcode":0,"errmsg":"ok"}', effect: false },
  ],
] as const)('given errcode 0 for an upload that %s, and a picture of somebody else', (_, fault) => {
  test('expect it not to be recorded as ours, and the next plan to see the difference', async () => {
    const stage = await stageWith();
    stage.emulator.inject(fault);
    overwrite(stage);
    const { exit, out } = await applyOn(stage);
    expect(exit, out).toBe(8);
    expect(JSON.parse(out).results).toMatchObject([{ change: 'upload-avatar', status: 'unknown' }]);
    const again = JSON.parse((await planOn(stage)).out) as {
      resource_changes: { change: { after: object } }[];
    };
    expect(again.resource_changes.map(({ change }) => Object.keys(change.after))).toEqual([['avatar']]);
  });
});

describe('given an upload whose picture nobody may look at', () => {
  const unseen = { fetchAvatars: false } as const;
  interface Told {
    readonly resource_changes?: readonly object[];
    readonly unverifiable?: readonly object[];
  }
  const planned = async (stage: Stage, flags = {}) => {
    const { resource_changes = [], unverifiable = [] } = JSON.parse((await planOn(stage, flags)).out) as Told;
    return { changes: resource_changes.length, unverifiable: unverifiable.length };
  };

  test('expect what can not be verified to be said, until somebody may look', async () => {
    const stage = await stageWith();
    const { exit, out } = await applyOn(stage, unseen);
    expect(exit, out).toBe(0);
    expect(JSON.parse(out)).toMatchObject({
      verdict: { remaining: [{ name: 'alice@kftest', why: 'unverifiable' }] },
    });
    expect(await planned(stage, unseen)).toEqual({ changes: 0, unverifiable: 1 });
    expect(await planned(stage)).toEqual({ changes: 0, unverifiable: 0 });
    const looked = await applyOn(stage);
    expect(looked.exit, looked.out).toBe(0);
    expect(await planned(stage, unseen)).toEqual({ changes: 0, unverifiable: 0 });
  });

  test('expect one that is somebody else’s to be a difference as soon as somebody may look', async () => {
    const stage = await stageWith();
    stage.emulator.inject({ kind: 'delay', path: 'uploadheadimg', ms: 60, effect: true });
    overwrite(stage);
    expect((await applyOn(stage, unseen)).exit).toBe(0);
    expect(await planned(stage, unseen)).toEqual({ changes: 0, unverifiable: 1 });
    expect(await planned(stage)).toEqual({ changes: 1, unverifiable: 0 });
  });
});
