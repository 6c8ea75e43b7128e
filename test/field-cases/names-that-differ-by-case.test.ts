import { describe, expect, test } from 'vitest';
import type { Stage } from '../support/case.ts';
import { applied, configOf, inputOf, names, planned, stageOf, write } from './case-stage.ts';

const folder = '21-rename-only-by-case';
const alice = [{ account: 'alice', nickname: '小美' }];

function replaceName(stage: Stage, file: string, from: string, to: string): void {
  write(stage, inputOf(`${folder}/${file}`).replace(`${from}:`, `${to}:`));
}

describe('given Alice in the config and alice at WeChat, which stays', () => {
  const open = () => stageOf({ config: `${folder}/keep.yaml`, live: alice });

  test('a second account is not just made', async () => {
    const stage = await open();
    const { exit, guards, changes } = await planned(stage);
    expect(exit).toBe(5);
    expect(changes).toEqual(['create Alice']);
    expect([...guards.keys()]).toEqual(['name-case-differs']);
    expect(guards.get('name-case-differs')).toMatchObject({
      message:
        "Alice@kftest would be created, and alice@kftest, whose name differs by letter case alone, is live and stays. WeChat can't rename an account.",
      way_out:
        'If alice is meant, write alice instead of Alice. If a second account is meant, pass --allow name-case-differs.',
    });
  });

  test('who follows the first advice has nothing more to do', async () => {
    const stage = await open();
    replaceName(stage, 'keep.yaml', 'Alice', 'alice');
    expect(await planned(stage)).toMatchObject({ exit: 0, changes: [], warnings: [] });
  });

  test('who follows the second has both', async () => {
    const stage = await open();
    const allow = new Set(['name-case-differs']);
    expect(await applied(stage, { allow })).toMatchObject({ exit: 0, verdict: 'as-configured' });
    expect(names(stage)).toEqual(['Alice', 'alice']);
    expect(await planned(stage)).toMatchObject({ exit: 0, changes: [], warnings: [] });
  });
});

describe('given Alice in the config and alice at WeChat, which would be deleted', () => {
  const open = () => stageOf({ config: `${folder}/delete.yaml`, live: alice, recorded: { accounts: {} } });

  test('it is said what would be lost, and nothing that is false', async () => {
    const stage = await open();
    const { exit, guards, changes } = await planned(stage);
    expect(exit).toBe(5);
    expect(changes).toEqual(['create Alice', 'delete alice']);
    expect([...guards.keys()]).toEqual(['name-case-differs']);
    expect(guards.get('name-case-differs')).toMatchObject({
      message: expect.stringContaining('would be deleted'),
      way_out:
        'If alice is meant, write alice instead of Alice. If alice is to go, with its history and binding, and Alice to be made new, pass --allow name-case-differs.',
    });
  });

  test('who follows the first advice has nothing more to do', async () => {
    const stage = await open();
    replaceName(stage, 'delete.yaml', 'Alice', 'alice');
    expect(await planned(stage)).toMatchObject({ exit: 0, changes: [], warnings: [] });
  });

  test('who follows the second has the new account alone', async () => {
    const stage = await open();
    const allow = new Set(['name-case-differs']);
    expect(await applied(stage, { allow })).toMatchObject({
      exit: 0,
      counts: '1 added, 0 changed, 1 destroyed',
    });
    expect(names(stage)).toEqual(['Alice']);
    expect(await planned(stage)).toMatchObject({ exit: 0, changes: [] });
  });

  test('where WeChat takes the two for one account, it is not deleted', async () => {
    const live = [...alice, { account: 'bob', nickname: '阿博' }];
    const stage = await stageOf({ live, recorded: { accounts: {} } });
    write(
      stage,
      configOf({ Alice: '{ nickname: 小美 }', bob: '{ nickname: 阿博 }' }, '{ unmanaged: delete }'),
    );
    stage.emulator.inject({
      kind: 'errcode',
      path: 'kfaccount/add',
      errcode: 65406,
      effect: false,
      times: 9,
    });
    const { exit, results } = await applied(stage, { allow: new Set(['name-case-differs']) });
    expect(results).toEqual(['Alice create-account failed', 'alice delete-account skipped']);
    expect(exit).toBe(7);
    expect(names(stage)).toEqual(['alice', 'bob']);
  });
});

test('given previously: [alice] as well, expect the delete to be declared, and no guard to ask again', async () => {
  const stage = await stageOf({ config: `${folder}/kefu.yaml`, live: alice, recorded: { accounts: {} } });
  const { exit, changes, guards, warnings } = await planned(stage);
  expect({ exit, changes, guards: guards.size }).toEqual({
    exit: 0,
    changes: ['create Alice', 'delete alice'],
    guards: 0,
  });
  expect(warnings.join()).not.toContain('is an account of this file');
});

describe('given a name to be gone that differs by case alone from the live one, expect that to be said', () => {
  const live = [...alice, { account: 'bob', nickname: '阿博' }];

  test.each([
    ['state: absent', { bob: '{ nickname: 阿博 }', Alice: '{ state: absent }' }],
    ['previously', { bob: '{ nickname: 阿博, previously: [Alice] }' }],
  ])('%s', async (_, accounts) => {
    const stage = await stageOf({ live, recorded: { accounts: {} } });
    write(stage, configOf(accounts));
    const { changes, warnings } = await planned(stage);
    expect(changes).toEqual([]);
    expect(warnings).toEqual([
      'name-case-differs: Alice@kftest is to be gone and is not live; alice@kftest, whose name differs by letter case alone, is and stays. → If alice is meant, write alice instead of Alice.',
    ]);

    write(stage, configOf(accounts).replace('Alice', 'alice'));
    expect(await planned(stage)).toMatchObject({ changes: ['delete alice'], warnings: [] });
  });

  test('not where the live one is deleted all the same', async () => {
    const stage = await stageOf({ live, recorded: { accounts: {} } });
    write(
      stage,
      configOf({ bob: '{ nickname: 阿博 }', Alice: '{ state: absent }' }, '{ unmanaged: delete }'),
    );
    expect(await planned(stage)).toMatchObject({ changes: ['delete alice'], warnings: [] });
  });
});
