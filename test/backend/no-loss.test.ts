// Records, plans and tokens that must outlive what is done beside them.
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { recordedOfConfig } from '../../src/reconcile/adopt.ts';
import { move } from '../../src/reconcile/edit-state.ts';
import { backendOf } from '../../src/reconcile/memory.ts';
import { applyAccount, openAccount } from '../../src/reconcile.ts';
import { type Stage, setStage } from '../support/case.ts';
import { applyOn, planOn } from '../support/stage-run.ts';
import { startStateServer } from '../support/terraform-http-server.ts';

async function stageOf(nickname = '美美'): Promise<Stage> {
  const stage = await setStage({
    story: '',
    live: [{ account: 'alice', nickname: '小美' }],
    recorded: { accounts: { alice: { protect: true } } },
    desired: { accounts: { alice: { nickname } } },
    expect: {},
  });
  onTestFinished(stage.end);
  return stage;
}

describe('a record that is moved', () => {
  test.each([
    'kf_account.carol',
    'kf_account.carol@',
    'kf_account.muchtoolonganame@kftest',
    'kf_account.no space@kftest',
    'kf_account.@kftest',
  ])(
    'to %s, which kefu could not read again: expect it to be refused, and the record to stay',
    async (to) => {
      const stage = await stageOf();
      const world = { env: stage.env, cwd: stage.folder };
      const before = readFileSync(join(stage.folder, 'kefu.state.json'), 'utf8');
      await expect(move('kf_account.alice@kftest', to, 'kefu.yaml', world)).rejects.toMatchObject({
        code: 'state-address',
      });
      expect(readFileSync(join(stage.folder, 'kefu.state.json'), 'utf8')).toBe(before);
    },
  );

  test('to a good name: expect it to be read again', async () => {
    const stage = await stageOf();
    const world = { env: stage.env, cwd: stage.folder };
    await move('kf_account.alice@kftest', 'kf_account.carol@kftest', 'kefu.yaml', world);
    const { recorded } = await recordedOfConfig('kefu.yaml', world);
    expect([...(recorded?.objects.keys() ?? [])]).toEqual(['kf_account.carol@kftest']);
  });
});

describe('an inverse plan that nobody applied', () => {
  const keptIn = ({ folder }: Stage) =>
    readdirSync(folder).filter((name) => /^kefu\.inverse-[0-9a-f]{12}\.json$/.test(name));

  test('stays when the record can not be read at the end of the next apply', async () => {
    const stage = await stageOf();
    await applyOn(stage);
    const first = readFileSync(join(stage.folder, 'kefu.inverse.json'), 'utf8');
    const config = join(stage.folder, 'kefu.yaml');
    writeFileSync(config, readFileSync(config, 'utf8').replace('美美', '丽丽'));
    const state = join(stage.folder, 'kefu.state.json');
    const account = await openAccount('./kefu.yaml', {
      mode: 'read-write',
      env: stage.env,
      cwd: stage.folder,
    });
    const options = { writeUnverifiable: false, allow: new Set<string>(), fetchAvatars: true, settleMs: 50 };
    await applyAccount(account, options, {
      approve: async () => true,
      progress: ({ kind }) => {
        if (kind !== 'reading-back') return;
        rmSync(state);
        mkdirSync(state);
      },
    });
    await account.close();
    const [kept = ''] = keptIn(stage);
    expect(readFileSync(join(stage.folder, kept), 'utf8')).toBe(first);
  });

  test('stays when it was signed with a key that is another one now', async () => {
    const stage = await stageOf();
    const signed = (key: string) => ({ ...stage, env: { ...stage.env, KEFU_PLAN_KEY: key.repeat(32) } });
    await applyOn(signed('a'));
    const first = readFileSync(join(stage.folder, 'kefu.inverse.json'), 'utf8');
    const config = join(stage.folder, 'kefu.yaml');
    writeFileSync(config, readFileSync(config, 'utf8').replace('美美', '丽丽'));
    await applyOn(signed('b'));
    expect(keptIn(stage).map((name) => readFileSync(join(stage.folder, name), 'utf8'))).toEqual([first]);
  });
});

test('a kept token never takes the place of the record of an account whose name ends in -token', async () => {
  const stage = await stageOf();
  const server = await startStateServer('plain');
  onTestFinished(server.close);
  const record = readFileSync(join(stage.folder, 'kefu.state.json'), 'utf8');
  server.documents.set('/shop-cn-token', record);
  const env = { ...stage.env, KEFU_BACKEND: `${server.url}/{name}`, KEFU_TOKEN_CACHE: 'on' };
  expect((await planOn({ ...stage, env })).exit).toBe(0);
  expect(server.documents.get('/shop-cn-token')).toBe(record);
});

test('no backend is asked where certificates are not verified', async () => {
  const env = { KEFU_BACKEND: 'postgres://127.0.0.1/x', NODE_TLS_REJECT_UNAUTHORIZED: '0' };
  await expect(backendOf({ env })).rejects.toMatchObject({ code: 'tls-not-verified' });
});
