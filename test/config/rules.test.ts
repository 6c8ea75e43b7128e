import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { checkConfig, resolveConfig } from '../../src/config/config.ts';
import type { Diagnostic } from '../../src/model/diagnostic.ts';
import { configWith, folderWith } from './written-config.ts';

async function diagnosticsFor(
  config: string,
  env: Record<string, string> = {},
): Promise<readonly Diagnostic[]> {
  const folder = await folderWith({ 'kefu.yaml': config });
  const result = await checkConfig('kefu.yaml', { cwd: folder, env });
  return result.ok ? result.warnings : result.diagnostics;
}

async function codesFor(config: string, env: Record<string, string> = {}): Promise<string[]> {
  return (await diagnosticsFor(config, env)).map(({ severity, code }) => `${severity} ${code}`);
}

const quoted = (text: string) => JSON.stringify(text);

test('given a Chinese nickname above the older limit, expect the warning to name the code WeChat may refuse it with', async () => {
  const hint = async (nickname: string) =>
    (await diagnosticsFor(configWith({ alice: `{ nickname: ${nickname} }` })))[0]?.hint;
  expect(await hint('一二三四五六七')).toMatch(/Chinese nicknames are easily refused \(65403\)/);
  expect(await hint('Thirteen char')).not.toMatch(/65403/);
});

describe('given a nickname', () => {
  test.each<[string, string[]]>([
    ['小美', []],
    ['Mei', []],
    ['001', []],
    ['小美 (夜班)', []],
    ['👩‍💻 小美', []],
    ['❤️', []],
    ['a', []],
    ['一二三四五六', []],
    ['一二三四五六七', ['warning nickname-long-old-limit']],
    ['Twelve chars', []],
    ['Thirteen char', ['warning nickname-long-old-limit']],
    ['一二三四五六七八九十一二三四五六', ['warning nickname-long-old-limit']],
    ['一二三四五六七八九十一二三四五六七', ['error nickname-too-long']],
    ['👩‍💻👩‍💻👩‍💻👩‍💻👩‍💻👩‍💻', ['warning nickname-long-old-limit']],
    ['a\u0000', ['error nickname-character']],
    ['a\nb', ['error nickname-character']],
    ['a\u202eb', ['error nickname-character']],
    ['a\u200bb', ['error nickname-character']],
    ['a\u200db', ['error nickname-character']],
    ['a\u2028b', ['error nickname-character']],
    ['a\ue000', ['error nickname-character']],
    ['a\uffff', ['error nickname-character']],
    ['a\u{e0041}', ['error nickname-character']],
    ['a\ud800', ['error nickname-character']],
    ['a\u00adb', ['error nickname-character']],
    [' 小美', ['warning nickname-spaces']],
    ['小美\u3000', ['warning nickname-spaces']],
    ['   ', ['error nickname-empty']],
    ['', ['error bad-value']],
    ['e\u0301', ['warning nickname-not-nfc']],
  ])('%j: %j', async (nickname, expected) => {
    expect(await codesFor(configWith({ alice: `{ nickname: ${quoted(nickname)} }` }))).toEqual(expected);
  });

  test('the invisible character itself is marked and shown as an escape', async () => {
    const [diagnostic] = await diagnosticsFor(configWith({ alice: '{ nickname: "小\u200b美" }' }));
    expect(diagnostic).toMatchObject({ range: { column: 24, length: 1 } });
    expect(diagnostic?.message).toContain('\\u{200B}');
  });
});

describe('given the name of an account', () => {
  test.each<[string, string[]]>([
    ['alice', []],
    ['kf2001', []],
    ['A_1', []],
    ['0123456789', []],
    ['01234567890', ['error account-name']],
    ['night-shift', ['error account-name']],
    ['alice@kftest', ['error account-name-with-suffix']],
    ['alice@', ['error account-name-with-suffix']],
    ['"@kftest"', ['error account-name']],
    ['小美', ['error account-name']],
    ['"al ice"', ['error account-name']],
    ['""', ['error account-name']],
    ['"a&access_token=x"', ['error account-name']],
    ['"../a"', ['error account-name']],
    ['__proto__', []],
    ['nickname', []],
  ])('%s: %j', async (name, expected) => {
    expect(await codesFor(configWith({ [name]: '{ nickname: 小美 }' }))).toEqual(expected);
  });
});

describe('given the fields of an account', () => {
  test.each<[string, string[]]>([
    ['{ nickname: 小美, worker: wxid_alice }', []],
    ['{ nickname: 小美, worker: "+8613800000000" }', ['warning worker-phone']],
    ['{ nickname: 小美, worker: "wxid alice" }', ['error worker-id']],
    ['{ nickname: 小美, worker: 小美 }', ['error worker-id']],
    ['{ nickname: 小美, worker: alice@kftest }', ['error worker-id']],
    ['{ nickname: 小美, worker: "" }', ['error bad-value']],
    ['{ nickname: 小美, protect: "true" }', []],
    ['{ nickname: 小美, protect: on }', ['error wrong-type']],
    ['{ nickname: 小美, protect: }', ['error wrong-type']],
    ['{ nickname: 小美, state: present }', []],
    ['{ nickname: 小美, state: gone }', ['error unknown-value']],
    ['{ state: absent }', []],
    ['{ state: absent, protect: false }', []],
    ['{ state: absent, protect: true }', ['error protect-absent']],
    ['{ state: absent, avatar: nothing.png }', ['error absent-with-more', 'error file-not-found']],
    ['{ nickname: 小美, previously: [caro] }', []],
    ['{ nickname: 小美, previously: [] }', []],
    ['{ nickname: 小美, previously: caro }', ['error wrong-type']],
    ['{ nickname: 小美, previously: [caro@kftest] }', ['error previously-name']],
    ['{ nickname: 小美, previously: [alice] }', ['error previously-current']],
    ['{ nickname: 小美, previously: [ALICE] }', ['warning previously-differs-in-case']],
    ['{ nickname: 小美, previously: [caro, Caro] }', ['error previously-twice']],
    ['{ nickname: { de: 小美 } }', ['error wrong-type']],
    ['[ nickname ]', ['error wrong-type']],
    ['{ nickname: 小美, nick: 小美 }', ['error unknown-key']],
  ])('%s: %j', async (account, expected) => {
    expect(await codesFor(configWith({ alice: account }))).toEqual(expected);
  });
});

describe('given the official account', () => {
  const replaced = (from: string, to: string) => configWith({}).replace(from, to);

  test.each<[string, string, string[]]>([
    ['name: shop-cn', 'name: 商店', ['error official-account-name']],
    ['name: shop-cn', 'name: shop/cn', ['error official-account-name']],
    ['name: shop-cn', 'name: 2024', []],
    ['wechatId: kftest', 'wechatId: gh_0a1b2c3d4e5f', []],
    ['wechatId: kftest', 'wechatId: "@kftest"', ['error wechat-id']],
    ['wechatId: kftest', `wechatId: ${'a'.repeat(31)}`, ['error wechat-id']],
    ['wx0123456789abcdef', 'wx0123456789ABCDEF', ['error app-id']],
    ['wx0123456789abcdef', 'wx0123456789abcde', ['error app-id']],
    ['wx0123456789abcdef', 'wxemu000000000001', ['error app-id']],
    ['wx0123456789abcdef', 'wxemu0000000000001', []],
    ['version: 1', 'version: 2', ['error unknown-value']],
    ['version: 1', 'version: one', ['error wrong-type']],
    ['version: 1\n', '', ['error missing-key']],
    ['accounts: {}\n', '', ['error missing-key']],
    ['accounts: {}\n', 'accounts:\n', ['error wrong-type']],
    ['accounts: {}\n', 'accounts: {}\nmessages: {}\n', ['error unknown-key']],
    ['accounts: {}\n', 'accounts: {}\nextends: [../base.yaml]\n', ['error file-outside']],
    ['accounts: {}\n', 'accounts: {}\npolicy: { maxDeletes: -1 }\n', ['error bad-value']],
    ['accounts: {}\n', 'accounts: {}\npolicy: { maxDeletes: 1.5 }\n', ['error wrong-type']],
    ['{ appSecret: { env: SHOP_CN_APP_SECRET } }', '{}', ['error credentials']],
    ['{ appSecret: {', '{ accessToken: { env: A }, appSecret: {', ['error credentials']],
    ['{ env: SHOP_CN_APP_SECRET }', '{ env: A, file: b }', ['error secret-reference']],
    ['{ env: SHOP_CN_APP_SECRET }', '{}', ['error secret-reference']],
    ['{ env: SHOP_CN_APP_SECRET }', '', ['error secret-reference']],
    ['{ env: SHOP_CN_APP_SECRET }', '{ env: $A }', ['error env-name']],
    ['{ env: SHOP_CN_APP_SECRET }', '{ command: echo a }', ['error wrong-type']],
    ['{ env: SHOP_CN_APP_SECRET }', '{ command: [] }', ['error bad-value']],
  ])('with %j written %j: %j', async (from, to, expected) => {
    expect(await codesFor(replaced(from, to))).toEqual(expected);
  });
});

describe('given an endpoint', () => {
  const withEndpoint = (endpoint: string) =>
    configWith({}).replace('  credentials', `  endpoint: ${quoted(endpoint)}\n  credentials`);

  test.each([
    'https://api.weixin.qq.com',
    'https://api.weixin.qq.com/',
    'https://api.weixin.qq.com:443',
    'HTTPS://API.weixin.qq.com',
    'https://api2.weixin.qq.com',
    'https://sh.api.weixin.qq.com',
    'https://sz.api.weixin.qq.com',
    'https://hk.api.weixin.qq.com',
    'http://127.0.0.1:8787',
    'http://127.8.9.1',
    'http://localhost:8787',
    'http://[::1]:8787',
    'https://localhost',
  ])('%s in the file is taken', async (endpoint) => {
    expect(await codesFor(withEndpoint(endpoint))).toEqual([]);
  });

  test.each([
    ['https://example.com', 'endpoint-not-allowed'],
    ['https://api.weixin.qq.com.example.com', 'endpoint-not-allowed'],
    ['https://api.weixin.qq.com:8443', 'endpoint-not-allowed'],
    ['https://127.0.0.1.example.com', 'endpoint-not-allowed'],
    ['https://localhost.example.com', 'endpoint-not-allowed'],
    ['https://0.0.0.0', 'endpoint-not-allowed'],
    ['https://10.0.0.1', 'endpoint-not-allowed'],
    ['https://169.254.169.254', 'endpoint-not-allowed'],
    ['http://[::ffff:10.0.0.1]', 'endpoint-not-allowed'],
    ['http://api.weixin.qq.com', 'endpoint-form'],
    ['https://user@api.weixin.qq.com', 'endpoint-form'],
    ['https://api.weixin.qq.com@example.com', 'endpoint-form'],
    ['https://api.weixin.qq.com/cgi-bin', 'endpoint-form'],
    ['https://api.weixin.qq.com?x', 'endpoint-form'],
    ['https://api.weixin.qq.com#x', 'endpoint-form'],
    ['https:\\\\example.com', 'endpoint-form'],
    ['https://exa mple.com', 'endpoint-form'],
    ['https://', 'endpoint-form'],
    ['ftp://127.0.0.1', 'endpoint-form'],
    ['api.weixin.qq.com', 'endpoint-form'],
  ])('%s in the file is refused as %s', async (endpoint, code) => {
    expect(await codesFor(withEndpoint(endpoint))).toEqual([`error ${code}`]);
  });

  test.each([
    ['https://gateway.example.com:8443', []],
    ['http://127.0.0.1:8787', []],
    ['', []],
    ['http://gateway.example.com', ['error endpoint-form']],
    ['https://gateway.example.com/wechat', ['error endpoint-form']],
    ['https://me:canary@gateway.example.com', ['error endpoint-form']],
    ['gateway', ['error endpoint-form']],
  ])('KEFU_ENDPOINT=%s: %j', async (KEFU_ENDPOINT, expected) => {
    const diagnostics = await diagnosticsFor(configWith({}), { KEFU_ENDPOINT });
    expect(diagnostics.map(({ severity, code }) => `${severity} ${code}`)).toEqual(expected);
    expect(JSON.stringify(diagnostics)).not.toContain('canary');
  });

  test('the file and KEFU_ENDPOINT may agree and not disagree', async () => {
    const config = withEndpoint('http://127.0.0.1:8787');
    expect(await codesFor(config, { KEFU_ENDPOINT: 'http://127.0.0.1:8787/' })).toEqual([]);
    expect(await codesFor(config, { KEFU_ENDPOINT: 'http://127.0.0.1:8788' })).toEqual([
      'error endpoint-conflict',
    ]);
  });

  test('the AppID of the emulator goes to loopback servers alone', async () => {
    const emulated = (config: string) => config.replace('wx0123456789abcdef', 'wxemu0000000000001');
    const real = emulated(withEndpoint('https://api.weixin.qq.com'));
    expect(await codesFor(real)).toEqual(['error emulator-app-id']);
    expect(await codesFor(emulated(withEndpoint('http://127.0.0.1:8787')))).toEqual([]);
    const folder = await folderWith({ 'kefu.yaml': emulated(configWith({})) });
    const world = { cwd: folder, env: { SHOP_CN_APP_SECRET: 'f'.repeat(32) } };
    expect(await resolveConfig(join(folder, 'kefu.yaml'), world)).toMatchObject({
      ok: false,
      diagnostics: [{ code: 'emulator-app-id' }],
    });
  });
});

describe('given several accounts', () => {
  test.each<[Record<string, string>, string[]]>([
    [{ alice: '{ nickname: 小美 }', Alice: '{ nickname: 小丽 }' }, ['error account-names-differ-in-case']],
    [{ alice: '{ nickname: 小美 }', bob: '{ nickname: 小美 }' }, ['warning nickname-twice']],
    [
      { alice: '{ nickname: 小美, worker: wxid_mei }', bob: '{ nickname: 阿博, worker: wxid_mei }' },
      ['warning worker-twice'],
    ],
    [
      { alice: '{ nickname: 小美, previously: [caro] }', bob: '{ nickname: 阿博, previously: [caro] }' },
      ['error previously-twice'],
    ],
    [
      { alice: '{ nickname: 小美, previously: [bob] }', bob: '{ nickname: 阿博 }' },
      ['error previously-current'],
    ],
    [{ alice: '{ nickname: 小美, previously: [bob] }', bob: '{ state: absent, protect: false }' }, []],
    [
      { alice: '{ nickname: 小美, previously: [Alice] }', Alice: '{ state: absent, protect: false }' },
      ['warning previously-differs-in-case'],
    ],
    [
      { alice: '{ nickname: 小美 }', Alice: '{ state: absent, protect: false }' },
      ['error account-names-differ-in-case'],
    ],
  ])('%j: %j', async (accounts, expected) => {
    expect(await codesFor(configWith(accounts))).toEqual(expected);
  });

  test('all faults are told at once, in the order of the file', async () => {
    const config = `polcy: {}\n${configWith({
      'bad-name': '{ nickname: 小美, avatar: nothing.png }',
      alice: '{ worker: "a b" }',
      bob: '{ nickname: "\\u202e", protect: maybe }',
    })}`;
    const diagnostics = await diagnosticsFor(config);
    expect(diagnostics.map(({ code }) => code)).toEqual([
      'unknown-key',
      'account-name',
      'file-not-found',
      'missing-key',
      'worker-id',
      'nickname-character',
      'wrong-type',
    ]);
  });
});
