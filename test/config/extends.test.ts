import { describe, expect, test } from 'vitest';
import { checkConfig, resolveConfig } from '../../src/config/config.ts';
import type { Diagnostic } from '../../src/model/diagnostic.ts';
import { folderWith, tinyPng } from './written-config.ts';

const appSecret = '0123456789abcdef0123456789abcdef';

/** What all shops share; no configuration by itself. */
const base = `officialAccount:
  wechatId: kftest
  credentials: { appSecret: { env: SHOP_APP_SECRET } }
accounts:
  alice:
    nickname: 小美
    worker: wxid_alice
    protect: true
  night: { nickname: 夜班客服 }
policy: { maxDeletes: 3 }
`;

function shop(extending: string, more = ''): string {
  return `version: 1\n${extending}officialAccount: { name: shop-cn, appId: wx0123456789abcdef }\n${more}`;
}

type Files = Readonly<Record<string, string | Uint8Array>>;

async function resolved(files: Files, env: Record<string, string> = {}, file = 'shops/a.yaml') {
  const cwd = await folderWith(files);
  const result = await resolveConfig(file, { cwd, env: { SHOP_APP_SECRET: appSecret, ...env } });
  if (!result.ok) throw new Error(JSON.stringify(result.diagnostics, null, 1));
  return result.value;
}

async function faultsOf(files: Files, file = 'shops/a.yaml', env: Record<string, string> = {}) {
  const cwd = await folderWith(files);
  return faultsIn(cwd, file, env);
}

async function faultsIn(cwd: string, file = 'shops/a.yaml', env: Record<string, string> = {}) {
  const result = await resolveConfig(file, { cwd, env: { SHOP_APP_SECRET: appSecret, ...env } });
  return result.ok ? result.warnings.map(told) : result.diagnostics.map(told);
}

function told({ code, range }: Diagnostic): string {
  return range ? `${code} ${range.file}:${range.line}:${range.column}` : code;
}

describe('what the whole is', () => {
  test('given a base and a shop, expect mappings merged key by key, the shop to win, and each place to name its file', async () => {
    const { desired } = await resolved({
      'base.yaml': base,
      'shops/a.yaml': shop(
        'extends: ../base.yaml\n',
        'accounts:\n  alice: { nickname: 北京小美 }\n  vip: { nickname: 贵宾 }\n',
      ),
    });
    const [alice, night, vip] = desired.accounts;
    expect(alice).toMatchObject({
      id: 'alice@kftest',
      nickname: '北京小美',
      worker: 'wxid_alice',
      protect: true,
    });
    expect(alice?.source.account).toMatchObject({ file: 'shops/a.yaml', line: 5, column: 3 });
    expect(alice?.source.fields.worker).toMatchObject({ file: 'base.yaml', line: 7, column: 13 });
    expect(alice?.source.fields.worker?.text).toBe('    worker: wxid_alice');
    expect(night).toMatchObject({
      nickname: '夜班客服',
      source: { account: { file: 'base.yaml', line: 9 } },
    });
    expect(vip).toMatchObject({ nickname: '贵宾', source: { account: { file: 'shops/a.yaml' } } });
    expect(desired.policy.maxDeletes).toBe(3);
  });

  test('given several bases, expect the later ones to win, and a base of bases to lose against both', async () => {
    const nickname = (name: string) => `accounts: { alice: { nickname: ${name} } }\n`;
    const { desired } = await resolved({
      'root.yaml': `${base}`,
      'one.yaml': `extends: root.yaml\n${nickname('一')}policy: { maxDeletes: 1 }\n`,
      'two.yaml': `extends: [./root.yaml]\n${nickname('二')}`,
      'shops/a.yaml': shop('extends: [../one.yaml, ../two.yaml]\n'),
    });
    expect(desired.accounts[0]?.nickname).toBe('二');
    // two.yaml stands for root.yaml with its own over it, and it is the later one.
    expect(desired.policy.maxDeletes).toBe(3);
  });

  test('given lists, expect the shop to replace them', async () => {
    const { desired } = await resolved({
      'base.yaml': `${base}`.replace('night: {', 'night: { previously: [late, dark],'),
      'shops/a.yaml': shop('extends: [../base.yaml]\n', 'accounts: { night: { previously: [moon] } }\n'),
    });
    expect(desired.accounts[1]?.previously).toEqual(['moon@kftest']);
  });

  test('given a message of another type, expect the inherited content to go with the inherited type', async () => {
    const { desired } = await resolved({
      'base.yaml': `${base}templates:\n  hi: { as: alice, msgtype: text, text: { content: 您好 } }\n`,
      'shops/a.yaml': shop(
        'extends: [../base.yaml]\n',
        'templates:\n  hi: { msgtype: msgmenu, msgmenu: { head_content: 好吗, list: [{ id: "1", content: 好 }] } }\n',
      ),
    });
    expect(desired.templates[0]).toMatchObject({ as: 'alice@kftest', body: { msgtype: 'msgmenu' } });
  });

  test('given other credentials, expect them whole: never half of one file and half of the other', async () => {
    const { connection } = await resolved(
      {
        'base.yaml': base,
        'shops/a.yaml': shop('extends: [../base.yaml]\n').replace(
          'appId:',
          'credentials: { accessToken: { env: TOKEN } }, appId:',
        ),
      },
      { TOKEN: 'a-token-of-a-token-server' },
    );
    expect(connection.credentials.kind).toBe('access-token');
  });

  test('given the same values in one file, expect the same digest; a change of the base changes it', async () => {
    const own = 'accounts: { vip: { nickname: 贵宾 } }\n';
    const one = `version: 1\n${base.replace('wechatId', 'name: shop-cn\n  appId: wx0123456789abcdef\n  wechatId').replace('policy', '  vip: { nickname: 贵宾 }\npolicy')}`;
    const files = { 'base.yaml': base, 'shops/a.yaml': shop('extends: [../base.yaml]\n', own) };
    const { desired } = await resolved(files);
    expect(desired.configDigest).toBe((await resolved({ 'shops/a.yaml': one })).desired.configDigest);
    const moved = await resolved({ ...files, 'base.yaml': base.replace('夜班客服', '晚班客服') });
    expect(moved.desired.configDigest).not.toBe(desired.configDigest);
  });

  test('given `__proto__` and other names of JavaScript in a base, expect them to be names like any other', async () => {
    const faults = await faultsOf({
      'base.yaml': `${base.replace('accounts:\n', 'accounts:\n  __proto__: { nickname: 一 }\n  constructor: { nickname: 二 }\n')}__proto__: { polluted: yes }\n`,
      'shops/a.yaml': shop('extends: [../base.yaml]\n'),
    });
    expect(faults).toContain('unknown-key base.yaml:13:1');
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
  });
});

describe('what is left out', () => {
  const files = (without: string, more = '') => ({
    'base.yaml': base,
    'shops/a.yaml': shop(`extends: [../base.yaml]\nwithout: ${without}\n`, more),
  });

  test('given `without`, expect the account and the field to be inherited no more', async () => {
    const { desired } = await resolved(files('[accounts.night, accounts.alice.worker]'));
    expect(desired.accounts.map(({ id }) => id)).toEqual(['alice@kftest']);
    expect(desired.accounts[0]).not.toHaveProperty('worker');
    expect(desired.absent).toEqual([]);
  });

  test.each([
    ['[accounts.nigth]', 'without-unknown shops/a.yaml:3:11'],
    ['[accounts.vip]', 'without-unknown shops/a.yaml:3:11'],
    ['[accounts]', 'without-form shops/a.yaml:3:11'],
    ['accounts.night', 'without-form shops/a.yaml:3:10'],
    ['[[accounts.night]]', 'without-form shops/a.yaml:3:11'],
  ])('given without: %s, expect %s: nothing goes by a slip', async (without, expected) => {
    expect(await faultsOf(files(without, 'accounts: { vip: { nickname: 贵宾 } }\n'))).toEqual([expected]);
  });

  test('given `without` and nothing extended, expect a fault', async () => {
    const whole = shop('without: [accounts.night]\n', 'accounts: {}\n').replace(
      'appId:',
      'wechatId: kftest, credentials: { appSecret: { env: SHOP_APP_SECRET } }, appId:',
    );
    expect(await faultsOf({ 'shops/a.yaml': whole })).toEqual(['without-unknown shops/a.yaml:2:11']);
  });

  test('given `state: absent` over an inherited account, expect a delete; over a protected one a contradiction', async () => {
    const absent = (name: string) => ({
      'base.yaml': base,
      'shops/a.yaml': shop('extends: [../base.yaml]\n', `accounts: { ${name}: { state: absent } }\n`),
    });
    const { desired } = await resolved(absent('night'));
    expect(desired.absent.map(({ id }) => id)).toEqual(['night@kftest']);
    expect(await faultsOf(absent('alice'))).toEqual(['protect-absent base.yaml:8:14']);
  });

  test('given null or nothing for an inherited block, expect a fault and no silent loss', async () => {
    for (const nothing of ['', 'null', '~']) {
      const faults = await faultsOf({
        'base.yaml': base,
        'shops/a.yaml': shop('extends: [../base.yaml]\n', `accounts:\n  night: ${nothing}\n`),
      });
      expect(faults.length, nothing).toBe(1);
      expect(faults[0]).toContain('shops/a.yaml:5');
    }
    const all = await faultsOf({
      'base.yaml': base,
      'shops/a.yaml': shop('extends: [../base.yaml]\n', 'accounts:\n'),
    });
    expect(all[0]).toContain('shops/a.yaml:4');
  });
});

describe('where faults are told', () => {
  test('given a fault of the base, expect it at its own place, and the line itself', async () => {
    const cwd = await folderWith({
      'base.yaml': base.replace('夜班客服', '夜班客服'.repeat(5)),
      'shops/a.yaml': shop('extends: [../base.yaml]\n'),
    });
    const result = await checkConfig('shops/a.yaml', { cwd, env: {} });
    if (result.ok) throw new Error('valid');
    expect(result.diagnostics.map(told)).toEqual(['nickname-too-long base.yaml:9:22']);
    expect(result.diagnostics[0]?.range?.text).toContain('night:');
  });

  test('given faults in both, expect all of them, the own first', async () => {
    const faults = await faultsOf({
      'base.yaml': base.replace('worker:', 'workre:'),
      'shops/a.yaml': shop('extends: [../base.yaml]\n', 'accounts: { vip: { nickname: "" } }\nfoo: 1\n'),
    });
    expect(faults.map((fault) => fault.split(':')[0])).toEqual([
      'bad-value shops/a.yaml',
      'unknown-key shops/a.yaml',
      'unknown-key base.yaml',
    ]);
  });

  test('given a slip of a Chinese keyboard in a base, expect it there', async () => {
    const faults = await faultsOf({
      'base.yaml': base.replace('maxDeletes: 3', 'maxDeletes: ３'),
      'shops/a.yaml': shop('extends: [../base.yaml]\n'),
    });
    expect(faults).toEqual([expect.stringContaining('base.yaml:10:')]);
  });

  test('given what the whole lacks, expect it at the extending file', async () => {
    const faults = await faultsOf({
      'base.yaml': 'policy: { maxDeletes: 1 }\n',
      'shops/a.yaml': 'extends: [../base.yaml]\n',
    });
    expect(faults).toEqual(Array(3).fill('missing-key shops/a.yaml:1:1'));
  });

  test('given names that differ by case alone in two files, expect the fault to name the other place', async () => {
    const cwd = await folderWith({
      'base.yaml': base,
      'shops/a.yaml': shop('extends: [../base.yaml]\n', 'accounts: { Alice: { nickname: 一 } }\n'),
    });
    const result = await checkConfig('shops/a.yaml', { cwd, env: {} });
    if (result.ok) throw new Error('valid');
    expect(result.diagnostics.map(told)).toEqual(['account-names-differ-in-case shops/a.yaml:4:13']);
    expect(result.diagnostics[0]?.message).toContain('(line 5 of base.yaml)');
  });
});

describe('a base has no more power than the file itself', () => {
  test('given a secret in a base, expect a fault, masked, also when the shop says something else', async () => {
    const secret = 'fedcba9876543210fedcba9876543210';
    const cwd = await folderWith({
      'base.yaml': base.replace('{ env: SHOP_APP_SECRET }', secret),
      'shops/a.yaml': shop('extends: [../base.yaml]\n').replace(
        'appId:',
        'credentials: { appSecret: { env: SHOP_APP_SECRET } }, appId:',
      ),
    });
    const result = await resolveConfig('shops/a.yaml', { cwd, env: { SHOP_APP_SECRET: appSecret } });
    expect(result.ok).toBe(false);
    if (result.ok) return;
    expect(result.diagnostics.map(told)).toEqual(['literal-secret base.yaml:3:29']);
    expect(JSON.stringify(result.diagnostics)).not.toContain(secret);
  });

  test('given an endpoint or a command in a base, expect the rules of the file itself', async () => {
    const command = base.replace('{ env: SHOP_APP_SECRET }', '{ command: [cat, /etc/hostname] }');
    const run = await faultsOf({ 'base.yaml': command, 'shops/a.yaml': shop('extends: [../base.yaml]\n') });
    expect(run).toEqual([expect.stringMatching(/^secret-command-not-allowed base.yaml:3/)]);
    const elsewhere = base.replace('  wechatId', '  endpoint: https://evil.example\n  wechatId');
    const sent = await faultsOf({
      'base.yaml': elsewhere,
      'shops/a.yaml': shop('extends: [../base.yaml]\n'),
    });
    expect(sent).toEqual([expect.stringContaining('base.yaml:2')]);
  });

  test('given relative paths in a base, expect them to start at its folder', async () => {
    const { desired } = await resolved({
      'shared/base.yaml': base
        .replace('{ env: SHOP_APP_SECRET }', '{ file: ./secret }')
        .replace('nickname: 小美', 'avatar: ./alice.png\n    nickname: 小美'),
      'shared/secret': `${appSecret}\n`,
      'shared/alice.png': tinyPng,
      'shops/a.yaml': shop('extends: [../shared/base.yaml]\n'),
    });
    expect(desired.accounts[0]?.avatar).toMatchObject({ path: '../shared/alice.png', format: 'png' });
    const faults = await faultsOf({
      'shared/base.yaml': base.replace('nickname: 小美', 'avatar: ../out.png\n    nickname: 小美'),
      'out.png': tinyPng,
      'shops/a.yaml': shop('extends: [../shared/base.yaml]\n'),
    });
    expect(faults).toEqual(['file-outside shared/base.yaml:6:13']);
  });
});
