import { chmod, link, mkdir, readFile, symlink, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { checkConfig, resolveConfig } from '../../src/config/config.ts';
import { outputOf } from '../../src/config/run-command.ts';
import { configWith, folderWith, tinyPng } from './written-config.ts';

/** A repository with a config in `shop/`, and around it what must not be read. */
async function repository(avatar: string): Promise<string> {
  const folder = await folderWith({
    'shop/kefu.yaml': configWith({ alice: JSON.stringify({ nickname: '小美', avatar }) }),
    'shop/avatars/alice.png': tinyPng,
    'shop-other/alice.png': tinyPng,
    'secret.png': tinyPng,
  });
  await mkdir(join(folder, 'shop/folder.png'));
  await symlink('../secret.png', join(folder, 'shop/link-out.png'));
  await symlink(join(folder, 'secret.png'), join(folder, 'shop/absolute-link-out.png'));
  await symlink('..', join(folder, 'shop/up'));
  await symlink('avatars/alice.png', join(folder, 'shop/link-inside.png'));
  await symlink('loop.png', join(folder, 'shop/loop.png'));
  await symlink('/dev/zero', join(folder, 'shop/zero.png'));
  await symlink('/proc/self/environ', join(folder, 'shop/environ.png'));
  await outputOf(['mkfifo', 'fifo.png'], {
    cwd: join(folder, 'shop'),
    env: process.env,
    byteLimit: 1024,
    timeLimitMs: 5000,
  });
  await writeFile(join(folder, 'shop/huge.png'), tinyPng);
  await truncate(join(folder, 'shop/huge.png'), 9 * 1024 * 1024);
  await writeFile(join(folder, 'shop/empty.png'), '');
  await writeFile(
    join(folder, 'shop/pointer.png'),
    'version https://git-lfs.github.com/spec/v1\noid sha256:00\n',
  );
  await writeFile(join(folder, 'shop/drawing.png'), '<svg xmlns="http://www.w3.org/2000/svg"/>');
  return folder;
}

async function codesFor(avatar: string, env: Record<string, string> = {}): Promise<string[]> {
  const folder = await repository(avatar);
  const result = await checkConfig('kefu.yaml', { cwd: join(folder, 'shop'), env });
  return result.ok ? ['ok'] : result.diagnostics.map(({ code }) => code);
}

describe('given the path of an avatar, expect it to be read only from inside the config folder', () => {
  test.each([
    ['./avatars/alice.png', 'ok'],
    ['avatars/alice.png', 'ok'],
    ['avatars/../avatars/alice.png', 'ok'],
    ['link-inside.png', 'ok'],
    ['../secret.png', 'file-outside'],
    ['avatars/../../secret.png', 'file-outside'],
    ['../shop-other/alice.png', 'file-outside'],
    ['../nothing-here.png', 'file-outside'],
    ['link-out.png', 'file-outside'],
    ['absolute-link-out.png', 'file-outside'],
    ['up/secret.png', 'file-outside'],
    ['up/shop/link-out.png', 'file-outside'],
    ['up/shop/avatars/alice.png', 'ok'],
    ['loop.png', 'file-outside'],
    ['zero.png', 'file-outside'],
    ['environ.png', 'file-outside'],
    ['/etc/passwd', 'file-outside'],
    ['/dev/zero', 'file-outside'],
    ['/proc/self/environ', 'file-outside'],
    ['/proc/self/root/etc/passwd', 'file-outside'],
    ['/', 'file-outside'],
    ['.', 'file-outside'],
    ['..', 'file-outside'],
    ['folder.png', 'file-kind'],
    ['fifo.png', 'file-kind'],
    ['huge.png', 'file-too-large'],
    ['avatars/alice.png/', 'ok'],
    ['avatars/alice.png/x', 'file-not-found'],
    ['Avatars/alice.png', 'file-not-found'],
    ['avatars\\alice.png', 'file-not-found'],
    ['~/alice.png', 'file-path'],
    ['~root/alice.png', 'file-path'],
    ['https://example.com/alice.png', 'file-path'],
    ['file:///etc/passwd', 'file-path'],
    ['avatars/alice.png\0.txt', 'file-path'],
    ['%2e%2e/secret.png', 'file-not-found'],
    ['x'.repeat(5000), 'file-unreadable'],
    ['empty.png', 'avatar-empty'],
    ['pointer.png', 'avatar-lfs-pointer'],
    ['drawing.png', 'avatar-format'],
  ])('%j: %s', async (avatar, code) => {
    expect(await codesFor(avatar)).toEqual([code]);
  });

  test('a folder the operator allows may be read from, and no other', async () => {
    const folder = await repository('../shop-other/alice.png');
    const cwd = join(folder, 'shop');
    const allowed = await checkConfig('kefu.yaml', {
      cwd,
      env: { KEFU_ALLOW_PATHS: '/nowhere:../shop-other' },
    });
    const other = await checkConfig('kefu.yaml', {
      cwd,
      env: { KEFU_ALLOW_PATHS: join(folder, 'shop-oth') },
    });
    expect([allowed.ok, other.ok]).toEqual([true, false]);
  });

  test('the hash is that of the bytes that will be sent', async () => {
    const folder = await repository('avatars/alice.png');
    const cwd = join(folder, 'shop');
    const result = await resolveConfig('kefu.yaml', { cwd, env: { SHOP_CN_APP_SECRET: 'f'.repeat(32) } });
    if (!result.ok) throw new Error(JSON.stringify(result.diagnostics));
    const avatar = result.value.desired.accounts[0]?.avatar;
    expect(Buffer.from(avatar?.bytes ?? [])).toEqual(await readFile(join(cwd, 'avatars/alice.png')));
    expect(avatar).toMatchObject({ format: 'png', width: 1, height: 1, path: 'avatars/alice.png' });
    expect(avatar?.sha256).toMatch(/^[0-9a-f]{64}$/);
  });

  test('a file nobody may read is told so', async () => {
    const folder = await repository('locked.png');
    await writeFile(join(folder, 'shop/locked.png'), tinyPng);
    await chmod(join(folder, 'shop/locked.png'), 0o000);
    const readable = process.getuid?.() === 0;
    const result = await checkConfig('kefu.yaml', { cwd: join(folder, 'shop'), env: {} });
    const code = result.ok ? 'ok' : result.diagnostics[0]?.code;
    // The superuser may read everything.
    expect(code).toBe(readable ? 'ok' : 'file-unreadable');
  });

  test('a hard link inside is a file like any other', async () => {
    const folder = await repository('hard.png');
    await link(join(folder, 'secret.png'), join(folder, 'shop/hard.png'));
    expect((await checkConfig('kefu.yaml', { cwd: join(folder, 'shop'), env: {} })).ok).toBe(true);
  });
});

describe('given the config file itself', () => {
  test('one that is a link into another folder has its avatars beside the link', async () => {
    const folder = await folderWith({
      'data/kefu.yaml': configWith({ alice: '{ nickname: 小美, avatar: a.png }' }),
      'data/a.png': tinyPng,
      'mount/.keep': '',
    });
    await symlink('../data/kefu.yaml', join(folder, 'mount/kefu.yaml'));
    const result = await checkConfig('mount/kefu.yaml', { cwd: folder, env: {} });
    expect(result.ok ? 'ok' : result.diagnostics[0]?.code).toBe('file-not-found');
  });

  test('a near name is suggested for one that is not there', async () => {
    const folder = await folderWith({ 'kefu.yml': configWith({}) });
    const result = await checkConfig('kefu.yaml', { cwd: folder, env: {} });
    expect(result).toMatchObject({
      ok: false,
      diagnostics: [{ code: 'config-not-found', hint: 'Did you mean kefu.yml?' }],
    });
  });

  test.each(['.', 'kefu.yaml/', '/dev/null'])('%s is not a config', async (file) => {
    const folder = await folderWith({ 'kefu.yaml': configWith({}) });
    const result = await checkConfig(file, { cwd: folder, env: {} });
    expect(result.ok).toBe(file === 'kefu.yaml/');
  });
});
