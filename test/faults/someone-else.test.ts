import { describe, expect, onTestFinished, test } from 'vitest';
import { type Case, type Stage, setStage } from '../support/case.ts';
import { applyOn } from '../support/stage-run.ts';

/** Another person at the console, who acts as soon as the server has seen a call. */
function when(stage: Stage, call: string, act: () => void): void {
  const watch = setInterval(() => {
    if (!stage.emulator.world.requests.some(({ path }) => path.endsWith(call))) return;
    clearInterval(watch);
    act();
  }, 1);
  onTestFinished(() => clearInterval(watch));
}

async function stageOf(story: Omit<Case, 'story' | 'expect'>): Promise<Stage> {
  const stage = await setStage({ story: '', expect: {}, recorded: { accounts: {} }, ...story });
  onTestFinished(stage.end);
  return stage;
}

const account = (stage: Stage, name: string) =>
  stage.emulator.world.accounts.find((one) => one.account === `${name}@kftest`);
const results = (out: string) =>
  (JSON.parse(out) as { results: { change: string; status: string; refusal?: string }[] }).results;

describe('someone else edits while an apply runs', () => {
  test('a lost upload and a new picture by someone else: the other URL is not taken for ours', async () => {
    const stage = await stageOf({
      live: [
        { account: 'alice', nickname: '小美', picture: 'day.png' },
        { account: 'bob', picture: 'glasses.jpg' },
      ],
      recorded: { accounts: { alice: { avatar: 'day.png' } } },
      desired: { accounts: { alice: { nickname: '小美', avatar: './moon.png' } } },
    });
    stage.emulator.inject({ kind: 'reset', path: 'uploadheadimg', effect: false });
    when(stage, 'uploadheadimg', () => {
      const alice = account(stage, 'alice');
      if (alice) alice.picture = 'seeded-glasses-jpg';
    });
    const { exit, out } = await applyOn(stage);
    expect(results(out)).toMatchObject([{ change: 'upload-avatar', status: 'unknown' }]);
    expect(exit).toBe(8);
    expect(account(stage, 'alice')?.picture).toBe('seeded-glasses-jpg');
  });

  test('a nickname changed between plan and write is not overwritten', async () => {
    const stage = await stageOf({
      live: [{ account: 'bob', nickname: '阿博' }],
      desired: { accounts: { alice: { nickname: '小美' }, bob: { nickname: '大博' } } },
    });
    when(stage, 'kfaccount/add', () => {
      const bob = account(stage, 'bob');
      if (bob) bob.nickname = '别人改的';
    });
    const { exit, out } = await applyOn(stage, { parallelism: 1 });
    expect(results(out)).toMatchObject([
      { status: 'done' },
      { status: 'failed', refusal: 'changed-meanwhile' },
    ]);
    expect(exit).toBe(6);
    expect(account(stage, 'bob')?.nickname).toBe('别人改的');
  });

  test('a picture that the list after our own step brings along is not taken for ours and overwritten', async () => {
    const stage = await stageOf({
      live: [
        { account: 'alice', nickname: '旧', picture: 'day.png' },
        { account: 'bob', picture: 'glasses.jpg' },
      ],
      recorded: { accounts: { alice: { avatar: 'day.png' } } },
      desired: { accounts: { alice: { nickname: '小美', avatar: './moon.png' } } },
    });
    when(stage, 'kfaccount/update', () => {
      const alice = account(stage, 'alice');
      if (alice) alice.picture = 'seeded-glasses-jpg';
    });
    // The list that reads the new nickname back comes when the other person's picture is there already.
    stage.emulator.inject({ kind: 'delay', path: 'kfaccount/update', ms: 50, effect: true });
    const { exit, out } = await applyOn(stage);
    expect(results(out)).toMatchObject([
      { change: 'update-account', status: 'done' },
      { change: 'upload-avatar', status: 'failed', refusal: 'changed-meanwhile' },
    ]);
    expect(exit).toBe(6);
    expect(account(stage, 'alice')?.picture).toBe('seeded-glasses-jpg');
  });

  test('an account made again with the same nickname is not deleted: it has another kf_id', async () => {
    const stage = await stageOf({
      live: [{ account: 'bob', nickname: '阿博', id: 2001 }],
      desired: { accounts: { alice: { nickname: '小美' }, bob: { state: 'absent' } } },
    });
    when(stage, 'kfaccount/add', () => {
      const bob = account(stage, 'bob');
      if (bob) bob.id = 2002;
    });
    const { exit } = await applyOn(stage);
    expect(exit).toBe(6);
    expect(account(stage, 'bob')?.id).toBe(2002);
  });

  test('an account that gained its person, or a customer, is not deleted', async () => {
    const stage = await stageOf({
      live: [
        { account: 'bob', nickname: '阿博' },
        { account: 'carol', nickname: '卡罗' },
      ],
      desired: {
        accounts: { alice: { nickname: '小美' }, bob: { state: 'absent' }, carol: { state: 'absent' } },
        policy: { maxDeletes: 2 },
      },
    });
    when(stage, 'kfaccount/add', () => {
      const [bob, carol] = [account(stage, 'bob'), account(stage, 'carol')];
      if (bob) bob.worker = { state: 'bound', wechatId: 'wxid_bob' };
      if (carol) carol.online = { status: 1, acceptedCase: 1 };
    });
    const { exit, out } = await applyOn(stage);
    expect(results(out)).toMatchObject([
      { status: 'done' },
      { status: 'failed', refusal: 'changed-meanwhile' },
      { status: 'failed' },
    ]);
    expect(exit).toBe(7);
    expect(account(stage, 'bob')).toBeDefined();
    expect(account(stage, 'carol')).toBeDefined();
  });

  test('the list lags behind every write: nothing is made twice, and everything ends as the config says', async () => {
    const stage = await stageOf({
      live: [{ account: 'bob', nickname: '阿博' }],
      desired: { accounts: { alice: { nickname: '小美', avatar: './day.png' }, bob: { nickname: '大博' } } },
    });
    stage.emulator.inject({ kind: 'lag', ms: 40, times: 1000 });
    const { exit } = await applyOn(stage);
    expect(exit).toBe(0);
    const carriedOut = stage.emulator.world.requests.filter(({ effect }) => effect).map(({ path }) => path);
    expect(carriedOut.sort()).toEqual([
      '/customservice/kfaccount/add',
      '/customservice/kfaccount/update',
      '/customservice/kfaccount/uploadheadimg',
    ]);
  });

  test.each([
    ['renamed', (stage: Stage) => Object.assign(account(stage, 'dora') ?? {}, { nickname: '别人改的' })],
    [
      'deleted',
      ({ emulator: { world } }: Stage) =>
        world.accounts.splice(
          world.accounts.findIndex((one) => one.account === 'dora@kftest'),
          1,
        ),
    ],
  ])('what takes the place of another is %s once it was complete: the other one stays', async (_, act) => {
    const stage = await stageOf({
      live: [{ account: 'dan', nickname: '阿丹' }, { account: 'zoe' }],
      recorded: { accounts: { dan: {} } },
      desired: { accounts: { dora: { nickname: '朵拉', avatar: './day.png', previously: ['dan'] } } },
    });
    stage.emulator.inject({ kind: 'delay', path: 'uploadheadimg', ms: 60, effect: true });
    when(stage, 'uploadheadimg', () => act(stage));
    const { exit, out } = await applyOn(stage);
    expect(results(out).at(-1)).toMatchObject({ change: 'delete-account', status: 'skipped' });
    expect(exit).not.toBe(0);
    expect(account(stage, 'dan')?.nickname).toBe('阿丹');
    const again = await applyOn(stage, { allow: new Set(['emulator-restarted']) });
    expect(again.exit, again.out).toBe(0);
    expect(account(stage, 'dan')).toBeUndefined();
    expect(account(stage, 'dora')?.nickname).toBe('朵拉');
  });
});
