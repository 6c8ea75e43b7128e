import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { checkConfig, type ResolvedConfig, resolveConfig } from '../../src/config/config.ts';
import { configDigest } from '../../src/config/digest.ts';
import { configWith, folderWith, tinyPng } from './written-config.ts';

const env = {
  SHOP_CN_APP_SECRET: 'ca9a27'.padEnd(32, '0'),
  ALICE_PASSWORD: '0123456789abcdef0123456789abcdef',
};

async function resolved(config: string, more: Record<string, string> = {}): Promise<ResolvedConfig> {
  const folder = await folderWith({ 'team/kefu.yaml': config, 'team/a.png': tinyPng, 'team/b.png': tinyPng });
  const result = await resolveConfig('team/kefu.yaml', { cwd: folder, env: { ...env, ...more } });
  if (!result.ok) throw new Error(JSON.stringify(result.diagnostics, null, 2));
  return result.value;
}

const everything = configWith(
  {
    carol: '{ nickname: 卡罗, previously: [karo, caro] }',
    alice:
      '{ nickname: 小美, avatar: a.png, worker: wxid_alice, protect: true, password: { env: ALICE_PASSWORD } }',
    bob: '{ state: absent, protect: false }',
  },
  'policy: { unmanaged: delete, maxDeletes: 3 }\n',
);

describe('given a config with everything, expect the desired state', () => {
  test('accounts are sorted by id and joined with the WeChat ID', async () => {
    const { desired } = await resolved(everything);
    expect(desired.accounts.map(({ id }) => id)).toEqual(['alice@kftest', 'carol@kftest']);
    expect(desired.accounts[0]).toMatchObject({
      nickname: '小美',
      worker: 'wxid_alice',
      protect: true,
      previously: [],
      avatar: { path: 'a.png', format: 'png', width: 1, height: 1 },
    });
    expect(desired.accounts[1]?.previously).toEqual(['caro@kftest', 'karo@kftest']);
    expect(desired.absent).toMatchObject([{ id: 'bob@kftest', protect: false }]);
    expect(desired.policy).toEqual({
      unmanaged: 'delete',
      maxDeletes: 3,
      maxDeletesPerDay: 5,
      media: 'keep',
      unverifiable: 'keep',
      invite: 'once',
    });
  });

  test('what the YAML does not say is not there', async () => {
    const { desired } = await resolved(configWith({ alice: '{ nickname: 001 }' }));
    expect(Object.keys(desired.accounts[0] ?? {}).sort()).toEqual(['id', 'nickname', 'previously', 'source']);
    expect(desired.accounts[0]?.nickname).toBe('001');
    expect(desired.policy).toEqual({
      unmanaged: 'keep',
      maxDeletes: 1,
      maxDeletesPerDay: 5,
      media: 'keep',
      unverifiable: 'keep',
      invite: 'once',
    });
  });

  test('each field knows its place', async () => {
    const { desired } = await resolved(everything);
    const { account, fields } = desired.accounts[0]?.source ?? {};
    expect(account).toMatchObject({ file: 'team/kefu.yaml', line: 9, column: 3, length: 5 });
    expect(fields?.nickname).toMatchObject({ line: 9, column: 22, length: 2 });
    expect(desired.officialAccount.source.appId).toMatchObject({ line: 5, column: 10, length: 18 });
  });

  test('the password has its value and a fingerprint that is known for ever', async () => {
    const { desired } = await resolved(everything);
    const password = desired.accounts[0]?.password;
    expect(password?.value.reveal()).toBe(env.ALICE_PASSWORD);
    // Another value would make every state file see a new password.
    expect(password?.fingerprint).toBe('a84bf3be5f77ee3077ec100ee6be8759');
  });

  test('the state file stands beside the config and is named after it', async () => {
    const { stateFile } = await resolved(everything);
    expect(stateFile).toMatch(/\/team\/kefu\.state\.json$/);
  });

  test('the connection goes to WeChat unless told otherwise', async () => {
    const { connection } = await resolved(everything);
    expect([connection.appId, connection.endpoint.href]).toEqual([
      'wx0123456789abcdef',
      'https://api.weixin.qq.com/',
    ]);
    const operator = await resolved(everything, { KEFU_ENDPOINT: 'https://gateway.example.com' });
    expect(operator.connection.endpoint.origin).toBe('https://gateway.example.com');
  });

  test('check counts the same accounts without any secret', async () => {
    const folder = await folderWith({ 'kefu.yaml': everything, 'a.png': tinyPng });
    expect(await checkConfig('kefu.yaml', { cwd: folder, env: {} })).toEqual({
      ok: true,
      value: {
        file: 'kefu.yaml',
        name: 'shop-cn',
        appId: 'wx0123456789abcdef',
        wechatId: 'kftest',
        accounts: 2,
        absent: 1,
        avatars: 1,
        templates: 0,
      },
      warnings: [],
    });
  });

  test('a file elsewhere is shown by its whole path', async () => {
    const folder = await folderWith({ 'kefu.yaml': configWith({}), 'other/.keep': '' });
    const result = await checkConfig('../kefu.yaml', { cwd: join(folder, 'other'), env: {} });
    expect(result).toMatchObject({ ok: true, value: { file: join(folder, 'kefu.yaml') } });
  });

  test('a password that is no MD5 is a warning', async () => {
    const folder = await folderWith({ 'kefu.yaml': everything, 'a.png': tinyPng });
    const result = await resolveConfig('kefu.yaml', {
      cwd: folder,
      env: { ...env, ALICE_PASSWORD: 'hunter2' },
    });
    expect(result).toMatchObject({ ok: true, warnings: [{ severity: 'warning', code: 'password-not-md5' }] });
  });
});

describe('given two configs, expect equal digests when they lead to the same plan', () => {
  const digest = async (config: string, more = {}) => (await resolved(config, more)).desired.configDigest;

  test.each<[string, (config: string) => string]>([
    ['comments and blank lines', (config) => `# hello\n\n${config.replaceAll('\n', ' # x\n')}`],
    ['the order of accounts', (config) => config.replace(/( {2}carol.*\n)((?:.*\n)*)(?=policy)/, '$2$1')],
    ['the order of earlier names', (config) => config.replace('karo, caro', 'caro, karo')],
    ['quotes', (config) => config.replace('nickname: 小美', '"nickname": "\\u5c0f\\u7f8e"')],
    ['another file with the same picture', (config) => config.replace('a.png', './b.png')],
    ['the place of the secret', (config) => config.replace('SHOP_CN_APP_SECRET', 'ALICE_PASSWORD')],
    [
      'a server',
      (config) => config.replace('  credentials', '  endpoint: https://api2.weixin.qq.com\n  credentials'),
    ],
    [
      'defaults written out',
      (config) => config.replace('{ nickname: 卡罗', '{ state: present, nickname: 卡罗'),
    ],
  ])('%s do not count', async (_, change) => {
    expect(change(everything)).not.toBe(everything);
    expect(await digest(change(everything))).toBe(await digest(everything));
  });

  test.each<[string, string, string]>([
    ['the name', 'shop-cn', 'shop-de'],
    ['the WeChat ID', 'kftest', 'kftest2'],
    ['the AppID', 'wx0123456789abcdef', 'wx0123456789abcdee'],
    ['a nickname', '小美', '小丽'],
    ['an avatar', 'avatar: a.png, ', ''],
    ['a worker', 'wxid_alice', 'wxid_bob'],
    ['protection', 'protect: true, ', 'protect: false, '],
    ['protection unsaid', 'protect: true, ', ''],
    ['an earlier name', '[karo, caro]', '[karo]'],
    ['an absent account', 'bob:', 'rob:'],
    ['unmanaged', 'delete', 'keep'],
    ['maxDeletes', 'maxDeletes: 3', 'maxDeletes: 4'],
  ])('%s counts', async (_, from, to) => {
    expect(everything).toContain(from);
    expect(await digest(everything.replace(from, to))).not.toBe(await digest(everything));
  });

  test('the bytes of a media file are not looked at: its hash counts, and a video has ten million', async () => {
    const { desired } = await resolved(everything);
    const bytes = Object.assign(Buffer.from('moving pictures'), {
      toJSON: () => expect.unreachable('the bytes became JSON'),
    });
    const of = (sha256: string) => [{ name: 'film', message: { file: { bytes, sha256 } } }] as never;
    expect(configDigest({ ...desired, templates: of('a') })).not.toBe(
      configDigest({ ...desired, templates: of('b') }),
    );
  });

  test('a new password counts, and the AppSecret does not', async () => {
    const before = await digest(everything);
    expect(await digest(everything, { ALICE_PASSWORD: 'f'.repeat(32) })).not.toBe(before);
    expect(await digest(everything, { SHOP_CN_APP_SECRET: 'e'.repeat(32) })).toBe(before);
    expect(before).toMatch(/^sha256:[0-9a-f]{64}$/);
  });
});
