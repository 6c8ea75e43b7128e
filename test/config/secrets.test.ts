import { chmod, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { describe, expect, test } from 'vitest';
import { checkConfig, type ResolvedConfig, resolveConfig } from '../../src/config/config.ts';
import { renderDiagnostics } from '../../src/render/diagnostic.ts';
import { folderWith } from './written-config.ts';

const appSecret = '5d41402abc4b2a76b9719d911017c592';

function configWithCredentials(credentials: string): string {
  return `version: 1
officialAccount:
  name: shop-cn
  wechatId: kftest
  appId: wx0123456789abcdef
  credentials: ${credentials}
accounts: {}
`;
}

async function resolved(
  credentials: string,
  env: Record<string, string | undefined>,
  files: Record<string, string> = {},
): Promise<ResolvedConfig | string> {
  const folder = await folderWith({ 'kefu.yaml': configWithCredentials(credentials), ...files });
  const result = await resolveConfig('kefu.yaml', { cwd: folder, env });
  return result.ok ? result.value : result.diagnostics.map(({ code }) => code).join(' ');
}

async function appSecretOf(reference: string, env = {}, files = {}): Promise<string> {
  const config = await resolved(`{ appSecret: ${reference} }`, env, files);
  if (typeof config === 'string') return config;
  const { credentials } = config.connection;
  return credentials.kind === 'app-secret' ? credentials.appSecret.reveal() : credentials.kind;
}

describe('given a reference to a secret, expect its value or the reason why there is none', () => {
  test.each([
    ['set', '{ env: SECRET }', { SECRET: appSecret }, appSecret],
    ['with a line end', '{ env: SECRET }', { SECRET: `${appSecret}\r\n` }, appSecret],
    ['not set', '{ env: SECRET }', {}, 'secret-unset'],
    ['empty', '{ env: SECRET }', { SECRET: '' }, 'secret-empty'],
    ['spaces alone', '{ env: SECRET }', { SECRET: '  ' }, 'secret-empty'],
    ['two words', '{ env: SECRET }', { SECRET: 'a b' }, 'secret-form'],
    ['a name of the prototype', '{ env: constructor }', {}, 'secret-unset'],
  ])('an environment variable that is %s', async (_, reference, env, expected) => {
    expect(await appSecretOf(reference, env)).toBe(expected);
  });

  test.each([
    ['with a line end', 'secret.txt', `${appSecret}\n`, appSecret],
    ['that is empty', 'secret.txt', '\n', 'secret-empty'],
    ['with a name before the secret', 'secret.txt', 'SECRET = abc\n', 'secret-form'],
    ['that is binary', 'secret.txt', '\uFFFD\u0001', 'secret-form'],
    ['that is too large', 'secret.txt', 'a'.repeat(65 * 1024), 'file-too-large'],
    ['that is not there', 'other.txt', 'abc', 'file-not-found'],
    ['outside', '../../../../../../etc/passwd', '', 'file-outside'],
    ['of the process', '/proc/self/environ', '', 'file-outside'],
    ['behind a link', 'link', '', 'file-outside'],
  ])('a file %s', async (_, path, content, expected) => {
    const folder = await folderWith({
      'kefu.yaml': configWithCredentials(`{ appSecret: { file: ${JSON.stringify(path)} } }`),
      'secret.txt': content,
    });
    await symlink('/etc/passwd', join(folder, 'link'));
    const result = await resolveConfig('kefu.yaml', { cwd: folder, env: {} });
    const { credentials } = result.ok ? result.value.connection : {};
    const found = credentials?.kind === 'app-secret' ? credentials.appSecret.reveal() : undefined;
    expect(result.ok ? found : result.diagnostics[0]?.code).toBe(expected);
  });

  // In one piece it would be found in the command and refused.
  const inParts = `"${appSecret.slice(0, 9)}" + "${appSecret.slice(9)}"`;
  const node = JSON.stringify(process.execPath);
  const program = (code: string) => `{ command: [${node}, -e, ${JSON.stringify(code)}] }`;
  const allowed = { KEFU_ALLOW_COMMANDS: '1', PATH: process.env.PATH ?? '' };

  test.each([
    ['prints it', program(`console.log(${inParts})`), appSecret],
    ['complains and prints it', program(`console.error("noise"); console.log(${inParts})`), appSecret],
    ['prints nothing', program(''), 'secret-empty'],
    ['fails', program('console.log("abc"); process.exit(3)'), 'secret-command-failed'],
    ['is killed', program('process.kill(process.pid, "SIGKILL")'), 'secret-command-failed'],
    [
      'prints without end',
      program('for (;;) process.stdout.write("a".repeat(65536))'),
      'secret-command-failed',
    ],
    ['does not exist', '{ command: [kefu-no-such-program] }', 'secret-command-failed'],
    ['has a NUL in an argument', '{ command: ["echo", "a\\0b"] }', 'secret-command-failed'],
    ['has a NUL in its name', '{ command: ["a\\0b"] }', 'secret-command-failed'],
    ['leads through a file', '{ command: [./kefu.yaml/x] }', 'secret-command-failed'],
    ['has too long a name', `{ command: [${'x'.repeat(300)}] }`, 'secret-command-failed'],
    ['is a folder', '{ command: [/tmp] }', 'secret-command-failed'],
    ['needs a shell', '{ command: ["echo abc"] }', 'secret-command-failed'],
  ])('a command that %s', async (_, reference, expected) => {
    expect(await appSecretOf(reference, allowed)).toBe(expected);
  });

  test('a command that can not be started is told at its place', async () => {
    const config = configWithCredentials('{ appSecret: { command: ["echo", "a\\0b"] } }');
    const folder = await folderWith({ 'kefu.yaml': config });
    const result = await resolveConfig('kefu.yaml', { cwd: folder, env: allowed });
    const range = { file: 'kefu.yaml', line: 6, column: 40 };
    expect(result).toMatchObject({ ok: false, diagnostics: [{ code: 'secret-command-failed', range }] });
  });

  test('shell signs in arguments stay what they are', async () => {
    const config = await resolved('{ accessToken: { command: [echo, "$HOME;id"] } }', allowed);
    if (typeof config === 'string') throw new Error(config);
    const { credentials } = config.connection;
    if (credentials.kind !== 'access-token') throw new Error(credentials.kind);
    expect((await credentials.read()).reveal()).toBe('$HOME;id');
  });

  test('a command runs in the folder of the config', async () => {
    const folder = await folderWith({
      'shop/kefu.yaml': configWithCredentials('{ appSecret: { command: [./secret.sh] } }'),
      'shop/secret.sh': `#!/bin/sh\necho ${appSecret}\n`,
    });
    await chmod(join(folder, 'shop/secret.sh'), 0o700);
    expect(await resolveConfig('shop/kefu.yaml', { cwd: folder, env: allowed })).toMatchObject({ ok: true });
  });

  test.each([{}, { KEFU_ALLOW_COMMANDS: '' }, { KEFU_ALLOW_COMMANDS: 'true' }, { KEFU_ALLOW_COMMANDS: '0' }])(
    'a command is not run with %j',
    async (env) => {
      const folder = await folderWith({
        'kefu.yaml': configWithCredentials('{ appSecret: { command: [touch, it-ran] } }'),
      });
      const result = await resolveConfig('kefu.yaml', { cwd: folder, env });
      expect(result).toMatchObject({ ok: false, diagnostics: [{ code: 'secret-command-not-allowed' }] });
      await expect(chmod(join(folder, 'it-ran'), 0o600)).rejects.toThrow('ENOENT');
    },
  );

  test('a command is not run for a config that has other faults', async () => {
    const config = configWithCredentials('{ appSecret: { command: [touch, it-ran] } }');
    const folder = await folderWith({ 'kefu.yaml': `${config}polizy: {}\n` });
    const result = await resolveConfig('kefu.yaml', { cwd: folder, env: allowed });
    expect(result).toMatchObject({ ok: false, diagnostics: [{ code: 'unknown-key' }] });
    await expect(chmod(join(folder, 'it-ran'), 0o600)).rejects.toThrow('ENOENT');
  });

  test('an access token is looked up anew each time', async () => {
    const env: Record<string, string | undefined> = { TOKEN: 'first' };
    const config = await resolved('{ accessToken: { env: TOKEN } }', env);
    if (typeof config === 'string') throw new Error(config);
    const { credentials } = config.connection;
    if (credentials.kind !== 'access-token') throw new Error(credentials.kind);
    const first = await credentials.read();
    env.TOKEN = 'second';
    const second = await credentials.read();
    expect([first.reveal(), second.reveal()]).toEqual(['first', 'second']);
    delete env.TOKEN;
    await expect(credentials.read()).rejects.toMatchObject({ kind: 'config', code: 'secret-unset' });
  });

  test('a config without credentials is fine to validate, and not to plan', async () => {
    const config = configWithCredentials('{}').replace(/ {2}credentials.*\n/, '');
    const folder = await folderWith({ 'kefu.yaml': config });
    expect(await checkConfig('kefu.yaml', { cwd: folder, env: {} })).toMatchObject({ ok: true });
    expect(await resolveConfig('kefu.yaml', { cwd: folder, env: {} })).toMatchObject({
      ok: false,
      diagnostics: [{ code: 'credentials-missing' }],
    });
  });

  test('all that is unresolved is told at once', async () => {
    const config = configWithCredentials('{ appSecret: { env: ONE } }').replace(
      'accounts: {}',
      'accounts: { alice: { nickname: 小美, password: { file: two.txt } } }',
    );
    const folder = await folderWith({ 'kefu.yaml': config });
    const result = await resolveConfig('kefu.yaml', { cwd: folder, env: {} });
    expect(result).toMatchObject({
      ok: false,
      diagnostics: [{ code: 'secret-unset' }, { code: 'file-not-found' }],
    });
  });

  test('the resolved config does not show its secrets', async () => {
    const config = await resolved('{ appSecret: { env: SECRET } }', { SECRET: appSecret });
    expect(inspect(config, { depth: 10 }) + JSON.stringify(config)).not.toContain(appSecret);
  });
});

describe('given a secret in the YAML itself, expect an error that does not repeat it', () => {
  const token = `89_${'aB3-_x'.repeat(20)}`;

  test.each([
    ['as the AppSecret', `{ appSecret: ${appSecret} }`, 'literal-secret'],
    ['in quotes', `{ appSecret: "${appSecret}" }`, 'literal-secret'],
    ['as an access token', `{ accessToken: ${token} }`, 'literal-secret'],
    ['under a misspelt key', `{ appsecret: ${appSecret} }`, 'literal-secret'],
    ['short and under a key of another tool', '{ client_secret: hunter2-canary }', 'literal-secret'],
    ['as a list', '{ appSecret: [hunter2-canary] }', 'secret-reference'],
    ['as a block', '\n    appSecret: |\n      hunter2-canary', 'literal-secret'],
    ['on the next line', '\n    appSecret:\n      hunter2-canary', 'literal-secret'],
    ['as the name of a variable', `{ appSecret: { env: ${appSecret} } }`, 'env-name'],
    [
      'as a name that begins with a letter',
      `{ appSecret: { env: f${appSecret.slice(1)} } }`,
      'secret-in-yaml',
    ],
    ['under another kind of reference', '{ appSecret: { value: hunter2-canary } }', 'secret-reference'],
    ['as a key', '{ appSecret: { hunter2-canary: } }', 'secret-reference'],
    ['in a comment', `{ appSecret: { env: A } } # was ${appSecret}`, 'secret-in-yaml'],
    ['as a token in a comment', `{ appSecret: { env: A } } # ${token}`, 'secret-in-yaml'],
    ['with upper case letters', `{ appSecret: { env: A } } # ${appSecret.toUpperCase()}`, 'secret-in-yaml'],
    ['as a file name', `{ appSecret: { file: ${appSecret} } }`, 'secret-in-yaml'],
    [
      'in an endpoint',
      '{ appSecret: { env: A } }\n  endpoint: https://me:hunter2-canary@api.weixin.qq.com',
      'endpoint-form',
    ],
    ['in broken YAML', `{ appSecret: ${appSecret}\n  endpoint: [`, 'yaml-bracket'],
    ['short, in broken YAML', '\n    appSecret: hunter2-canary: x', 'yaml-syntax'],
    ['short and quoted, in broken YAML', '\n    "appSecret": "hunter2-canary" x', 'yaml-syntax'],
    [
      'beside another, in broken YAML',
      '{ accessToken: { env: A }, appSecret: hunter2-canary: }}',
      'yaml-syntax',
    ],
    ['in a block, in broken YAML', '\n    appSecret: |\n      a: hunter2-canary\n   x', 'yaml-indentation'],
    ['twice', `{ appSecret: hunter2-canary }\n  credentials: { appSecret: hunter2-canary }`, 'duplicate-key'],
  ])('%s', async (_, credentials, code) => {
    const folder = await folderWith({ 'kefu.yaml': configWithCredentials(credentials) });
    for (const read of [checkConfig, resolveConfig]) {
      const result = await read('kefu.yaml', { cwd: folder, env: { A: 'x' } });
      if (result.ok) throw new Error('It was taken.');
      const shown = renderDiagnostics(result.diagnostics) + JSON.stringify(result.diagnostics);
      expect(result.diagnostics.map((diagnostic) => diagnostic.code)).toContain(code);
      for (const secret of [appSecret, appSecret.slice(1), token, 'hunter2-canary']) {
        expect(shown.toLowerCase()).not.toContain(secret.toLowerCase());
      }
    }
  });

  test.each(['./avatars/5d41402abc4b2a76b9719d911017c592.png', '5d41402abc4b2a76b9719d911017c592.png'])(
    'a picture named after a hash is no secret: %s',
    async (path) => {
      const accounts = `accounts:\n  alice: { nickname: 小美, avatar: ${path} }\n`;
      const config = configWithCredentials('{ appSecret: { env: A } }').replace('accounts: {}\n', accounts);
      const folder = await folderWith({ 'kefu.yaml': config });
      const result = await checkConfig('kefu.yaml', { cwd: folder, env: {} });
      expect(result).toMatchObject({ ok: false, diagnostics: [{ code: 'file-not-found' }] });
    },
  );

  test('an account named like a secret stays readable', async () => {
    const accounts = 'accounts:\n  token_kf:\n    nickname: 小美\n    avatar: a.png\n';
    const config = configWithCredentials('{ appSecret: { env: A } }').replace('accounts: {}\n', accounts);
    const folder = await folderWith({ 'kefu.yaml': config });
    const result = await checkConfig('kefu.yaml', { cwd: folder, env: {} });
    expect(result).toMatchObject({ ok: false, diagnostics: [{ range: { text: '    avatar: a.png' } }] });
  });
});
