import { describe, expect, onTestFinished, test } from 'vitest';
import { applied, configOf, names, stageOf, write } from './case-stage.ts';

describe('given a run that did not do all, expect the summary to count what was done', () => {
  test('both accounts were made, one invitation was refused', async () => {
    const stage = await stageOf({ config: '24-count-of-what-was-done/kefu.yaml' });
    stage.emulator.world.people.wxid_nobody = { exists: false, boundElsewhere: 0 };
    const { exit, counts, text, results } = await applied(stage);
    expect(results).toEqual([
      'alice create-account done',
      'alice invite-worker failed',
      'bob create-account done',
    ]);
    expect({ exit, counts }).toEqual({ exit: 7, counts: '2 added, 0 changed, 0 destroyed' });
    expect(text).toContain('Accounts: 2 added, 0 changed, 0 destroyed; 1 failed.');
  });

  const live = [
    { account: 'alice', nickname: '小美' },
    { account: 'bob', nickname: '阿博' },
  ];

  test('a nickname was changed, the invitation to the same account was refused', async () => {
    const stage = await stageOf({ live });
    write(stage, configOf({ alice: '{ nickname: 大美, worker: wxid_nobody }' }));
    stage.emulator.inject({ kind: 'errcode', path: 'inviteworker', errcode: 65409, effect: false });
    const { exit, counts, text } = await applied(stage);
    expect({ exit, counts }).toEqual({ exit: 7, counts: '0 added, 1 changed, 0 destroyed' });
    expect(text).toContain('0 added, 1 changed, 0 destroyed; 1 failed.');
  });

  test('a nickname was refused, the invitation to the same account was sent', async () => {
    const stage = await stageOf({ live });
    write(stage, configOf({ alice: '{ nickname: 大美, worker: wxid_xiaomei }' }));
    stage.emulator.inject({ kind: 'errcode', path: 'kfaccount/update', errcode: 65403, effect: false });
    const { exit, counts } = await applied(stage);
    expect({ exit, counts }).toEqual({ exit: 7, counts: '0 added, 1 changed, 0 destroyed' });
  });

  test('one account was deleted, the picture of another refused', async () => {
    const stage = await stageOf({ live, recorded: { accounts: {} } });
    write(stage, configOf({ alice: '{ nickname: 小美, avatar: ./day.png }', bob: '{ state: absent }' }));
    stage.emulator.inject({ kind: 'errcode', path: 'uploadheadimg', errcode: 40005, effect: false });
    const { exit, counts, text } = await applied(stage);
    expect({ exit, counts }).toEqual({ exit: 7, counts: '0 added, 0 changed, 1 destroyed' });
    expect(text).toContain('0 added, 0 changed, 1 destroyed; 1 failed.');
    expect(names(stage)).toEqual(['alice']);
  });

  test('one account was refused with all that belongs to it, the other made', async () => {
    const stage = await stageOf({ config: '24-count-of-what-was-done/kefu.yaml' });
    stage.emulator.inject({
      kind: 'errcode',
      path: 'kfaccount/add',
      containing: 'alice',
      errcode: 65403,
      effect: false,
    });
    const { counts, text } = await applied(stage);
    expect(counts).toBe('1 added, 0 changed, 0 destroyed');
    expect(text).toContain('1 added, 0 changed, 0 destroyed; 1 failed; 1 skipped.');
  });

  test('nothing was done: everything was refused', async () => {
    const stage = await stageOf({ live });
    write(stage, configOf({ alice: '{ nickname: 大美 }' }));
    stage.emulator.inject({ kind: 'errcode', path: 'kfaccount/update', errcode: 65403, effect: false });
    expect((await applied(stage)).counts).toBe('0 added, 0 changed, 0 destroyed');
  });
});

test('given someone who made the second account meanwhile, expect it not to be counted as added by kefu', async () => {
  const stage = await stageOf({ recorded: { accounts: {} } });
  write(stage, configOf({ alice: '{ nickname: 小美 }', bob: '{ nickname: 阿博 }' }));
  const { emulator } = stage;
  const watch = setInterval(() => {
    if (!emulator.world.requests.some(({ path }) => path.endsWith('kfaccount/add'))) return;
    clearInterval(watch);
    emulator.addAccount({ account: 'bob@kftest', nickname: '阿博' });
  }, 1);
  onTestFinished(() => clearInterval(watch));
  const { exit, counts, notes } = await applied(stage, { parallelism: 1 });
  expect(notes).toEqual(['read back', 'was so already']);
  expect({ exit, counts }).toEqual({ exit: 0, counts: '1 added, 0 changed, 0 destroyed' });
});
