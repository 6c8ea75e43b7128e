import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Stage } from '../support/case.ts';
import { applied, configOf, inputOf, planned, stageOf, write } from './case-stage.ts';

const folder = '22-person-taken-out-of-the-config';
const recorded = { accounts: { alice: { worker: 'wxid_xiaomei' }, bob: { worker: 'wxid_abooo' } } };
const waiting = { wechatId: 'wxid_xiaomei', answer: 'waiting' } as const;
const live = [
  { account: 'alice', nickname: '小美', invited: waiting },
  { account: 'bob', nickname: '阿博', bound: 'wxid_abooo' },
];
const bob = '{ nickname: 阿博, worker: wxid_abooo }';
const formats = [
  'text',
  'json',
  'markdown',
  'html',
  'github-summary',
  'github-annotations',
  'gitlab-codequality',
];

/** kefu invited two people; bob's person accepted, and then both are no longer named. */
async function afterTakingOut(): Promise<Stage> {
  const stage = await stageOf({ config: `${folder}/kefu.yaml` });
  expect((await applied(stage)).exit).toBe(0);
  const worker = { state: 'bound', wechatId: 'wxid_abooo' } as const;
  for (const one of stage.emulator.world.accounts) if (one.account === 'bob@kftest') one.worker = worker;
  write(stage, inputOf(`${folder}/without.yaml`));
  return stage;
}

describe('given two people who were taken out of the config', () => {
  test('every format of the plan names the one invited and the one bound', async () => {
    const stage = await afterTakingOut();
    const output = formats.map((format) => ({ format, file: `plan.${format}` }));
    expect((await planned(stage, { output })).changes).toEqual([]);
    for (const format of formats) {
      const text = readFileSync(join(stage.folder, `plan.${format}`), 'utf8');
      for (const person of ['wxid_xiaomei', 'wxid_abooo'])
        expect([format, text]).toEqual([format, expect.stringContaining(person)]);
    }
  });

  test('each is told what helps, and it does', async () => {
    const stage = await afterTakingOut();
    const { warnings } = await planned(stage);
    expect(warnings).toEqual([
      'worker-left-behind: alice@kftest no longer has a worker in the config, but "wxid_xiaomei" still has an open invitation; WeChat has no call to undo that. → Let the invitation run out and ask the person not to accept it, or write worker: wxid_xiaomei again.',
      'worker-left-behind: bob@kftest no longer has a worker in the config, but "wxid_abooo" is still bound to it; WeChat has no call to undo that. → Unbind the person in the console (mp.weixin.qq.com), or write worker: wxid_abooo again.',
    ]);
    write(stage, inputOf(`${folder}/kefu.yaml`));
    expect(await planned(stage)).toMatchObject({ changes: [], warnings: [] });
  });

  test('nobody is named any more once the invitation ran out and the person was unbound', async () => {
    const stage = await afterTakingOut();
    for (const one of stage.emulator.world.accounts) one.worker = { state: 'none' };
    expect((await planned(stage)).warnings).toEqual([]);
  });

  test('they are named also after an apply had nothing to do', async () => {
    const stage = await afterTakingOut();
    expect((await applied(stage)).exit).toBe(0);
    expect((await planned(stage)).warnings).toHaveLength(2);
  });
});

describe('given a block that left the config as a whole', () => {
  test('its person is named while the account is kept', async () => {
    const stage = await stageOf({ live, recorded });
    write(stage, configOf({ alice: '{ nickname: 小美, worker: wxid_xiaomei }' }));
    expect((await planned(stage)).warnings).toEqual([
      expect.stringMatching(
        /^worker-left-behind: bob@kftest is no longer in the config, but "wxid_abooo" is still bound/,
      ),
    ]);
    write(stage, configOf({ bob }));
    expect((await planned(stage)).warnings).toEqual([
      expect.stringMatching(
        /^worker-left-behind: alice@kftest is no longer in the config, but "wxid_xiaomei" still has an open/,
      ),
    ]);
  });

  test.each([
    ['policy.unmanaged: delete', configOf({ bob }, '{ unmanaged: delete }')],
    ['state: absent', configOf({ bob, alice: '{ state: absent }' })],
  ])('whose account is to be deleted (%s): the open invitation is named', async (_, config) => {
    const stage = await stageOf({ live, recorded });
    write(stage, config);
    expect(await planned(stage)).toMatchObject({
      changes: ['delete alice'],
      warnings: [
        'worker-left-behind: alice@kftest is to be deleted, but "wxid_xiaomei" still has an open invitation to it; WeChat has no call to take one back. → Ask the person not to accept it, or let it run out first.',
      ],
    });
  });
});

describe('given another person in the config', () => {
  const withAlice = (worker: string) =>
    configOf({ alice: `{ nickname: 小美, worker: ${worker} }`, bob: '{ nickname: 阿博 }' });

  test('the one whose invitation waits is named', async () => {
    const stage = await stageOf({ live, recorded: { accounts: { alice: { worker: 'wxid_xiaomei' } } } });
    write(stage, withAlice('wxid_other'));
    expect((await planned(stage)).warnings.join()).toMatch(/worker-invitation-waiting: .*"wxid_xiaomei"/);
  });

  test('the one who is bound is named', async () => {
    const stage = await stageOf({
      live: [{ account: 'alice', nickname: '小美', bound: 'wxid_xiaomei' }],
      recorded,
    });
    write(stage, configOf({ alice: '{ nickname: 小美, worker: wxid_other }' }));
    expect((await planned(stage)).warnings.join()).toMatch(/worker-bound-elsewhere: .*"wxid_xiaomei"/);
  });

  test('so is the one who waits, where the new one is bound to another account', async () => {
    const stage = await stageOf({ live, recorded });
    write(stage, withAlice('wxid_abooo'));
    const { warnings } = await planned(stage);
    expect(warnings).toEqual([
      expect.stringMatching(/^worker-at-another-account: "wxid_abooo" is bound to bob@kftest already/),
      expect.stringMatching(
        /^worker-left-behind: alice@kftest has another worker in the config, but "wxid_xiaomei" still/,
      ),
      expect.stringMatching(
        /^worker-left-behind: bob@kftest no longer has a worker in the config, but "wxid_abooo"/,
      ),
    ]);
  });
});

describe('given people whom kefu never invited', () => {
  test('nobody is named: the config never had a word about them', async () => {
    const stage = await stageOf({ live, recorded: { accounts: { alice: {}, bob: {} } } });
    write(stage, configOf({ alice: '{ nickname: 小美 }' }));
    expect((await planned(stage)).warnings).toEqual([]);
  });

  test('nor is the person of an account that somebody made again', async () => {
    const stage = await stageOf({
      live,
      recorded: { accounts: { bob: { worker: 'wxid_abooo', kfId: '7' } } },
    });
    write(stage, configOf({ alice: '{ nickname: 小美 }' }));
    expect((await planned(stage)).warnings).toEqual([]);
  });
});
