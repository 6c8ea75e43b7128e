// An export learns nothing about protection: what was held before it is held after it.
import { renameSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { adoptState } from '../../src/reconcile/adopt.ts';
import { applyOn } from '../support/stage-run.ts';
import { exportStage } from './exporting.ts';

const head = `version: 1
officialAccount:
  name: shop-cn
  wechatId: kftest
  appId: wxemu0000000000001
  credentials: { appSecret: { env: KEFU_APP_SECRET } }
`;
const config = (alice: string) => `${head}accounts:\n  alice: ${alice}\n  bob: { nickname: 阿博 }\n`;

/** Two live accounts, and a config for them. */
async function lostState(alice: string) {
  const stage = await exportStage();
  stage.emulator.addAccount({ account: 'alice@kftest', nickname: '小美' });
  stage.emulator.addAccount({ account: 'bob@kftest', nickname: '阿博' });
  stage.write('kefu.yaml', config(alice));
  await stage.export({ avatars: false });
  return {
    ...stage,
    end: async () => {},
    state: () => JSON.parse(stage.read('kefu.state.json')),
    codesOfPlan: async () => {
      const { exit, document } = await stage.plan();
      return { exit, codes: document.guards.map((guard) => (guard as { code: string }).code) };
    },
  };
}

test('given a lost state file and a protection in the config, expect an export to keep it', async () => {
  const stage = await lostState('{ nickname: 小美, protect: true }');
  expect(stage.state().objects['kf_account.alice@kftest']).toMatchObject({ protect: true });
  stage.write('kefu.yaml', config('{ state: absent }'));
  expect(await stage.codesOfPlan()).toEqual({ exit: 5, codes: ['no-record', 'protected'] });
});

test('given a lost state file and nothing about protection, expect deletes held as without the export', async () => {
  const stage = await lostState('{ nickname: 小美 }');
  stage.write('kefu.yaml', config('{ state: absent }'));
  expect(await stage.codesOfPlan()).toEqual({ exit: 5, codes: ['no-record'] });
  const { document } = await stage.plan();
  expect(document.guards).toMatchObject([
    {
      message:
        'The plan deletes 1 object, but the record was begun by kefu export, so it is not known what is protected.',
    },
  ]);
});

test('given accounts that the export left out, expect their deletes held, too', async () => {
  const stage = await lostState('{ state: absent }');
  expect(Object.keys(stage.state().objects)).toEqual(['kf_account.bob@kftest']);
  expect(await stage.codesOfPlan()).toEqual({ exit: 5, codes: ['no-record'] });
  await stage.export({ avatars: false });
  expect(await stage.codesOfPlan()).toEqual({ exit: 5, codes: ['no-record'] });
});

test('given an apply after it, expect its record to be one like others', async () => {
  const stage = await lostState('{ nickname: 小美, protect: true }');
  expect(stage.state()).toMatchObject({ protectionUnknown: true });
  expect((await applyOn(stage)).exit).toBe(0);
  expect(stage.state()).not.toHaveProperty('protectionUnknown');
  stage.write('kefu.yaml', config('{ state: absent }'));
  expect(await stage.codesOfPlan()).toEqual({ exit: 5, codes: ['protected'] });
});

test('given a record that an apply made, expect its protection to outlive what the config says', async () => {
  const stage = await lostState('{ nickname: 小美, protect: true }');
  await applyOn(stage);
  stage.write('kefu.yaml', config('{ nickname: 小美, protect: false }'));
  await stage.export({ avatars: false });
  expect(stage.state().objects['kf_account.alice@kftest']).toMatchObject({ protect: true });
  expect(stage.state()).not.toHaveProperty('protectionUnknown');
});

test('given the lost state file is found, expect it to be taken over', async () => {
  const stage = await lostState('{ nickname: 小美, protect: true }');
  await applyOn(stage);
  renameSync(join(stage.folder, 'kefu.state.json'), join(stage.folder, 'old.state.json'));
  stage.write('kefu.yaml', config('{ nickname: 小美 }'));
  await stage.export({ avatars: false });
  stage.write('kefu.yaml', config('{ state: absent }'));
  const [guard] = (await stage.plan()).document.guards as { way_out: string }[];
  expect(guard?.way_out).toContain('kefu state adopt old.state.json');
  const file = join(stage.folder, 'old.state.json');
  await adoptState({ file }, 'kefu.yaml', { env: stage.env, cwd: stage.folder });
  expect(await stage.codesOfPlan()).toEqual({ exit: 5, codes: ['protected'] });
});
