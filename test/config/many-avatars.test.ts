// The memory that avatars take has a limit, whatever a config names.
import { link, symlink, truncate } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readAvatars } from '../../src/config/avatar-files.ts';
import { checkConfig } from '../../src/config/config.ts';
import { foldersByPlace } from '../../src/config/folders-by-place.ts';
import { parsed } from '../../src/config/write-start.ts';
import { configWith, folderWith, tinyPng } from './written-config.ts';

/** Reads the avatars of these accounts, with a limit. */
async function reading(avatars: Readonly<Record<string, string>>, mostBytes?: number) {
  const folder = await folderWith({ 'a.png': tinyPng, 'b.png': tinyPng });
  await symlink('a.png', join(folder, 'link.png'));
  await link(join(folder, 'b.png'), join(folder, 'hard.png'));
  const accounts = Object.entries(avatars).map(([name, avatar]) => [name, JSON.stringify({ avatar })]);
  const file = join(folder, 'kefu.yaml');
  const loaded = parsed(configWith(Object.fromEntries(accounts)), file, 'kefu.yaml');
  return readAvatars(loaded.tree, foldersByPlace(loaded, { cwd: folder, env: {} }), mostBytes);
}

test('given one picture of several accounts, expect its bytes once', async () => {
  const { avatars, faults } = await reading({
    alice: './a.png',
    bob: 'a.png',
    carol: './link.png',
    dora: './b.png',
  });
  expect(faults).toEqual([]);
  const [alice, bob, carol, dora] = [...avatars.values()];
  expect(bob?.bytes).toBe(alice?.bytes);
  expect(carol?.bytes).toBe(alice?.bytes);
  expect(dora?.bytes).not.toBe(alice?.bytes);
  expect([...avatars.values()].map(({ path }) => path)).toEqual([
    './a.png',
    'a.png',
    './link.png',
    './b.png',
  ]);
});

test('given more bytes than are kept, expect one fault at the picture that is too much', async () => {
  const two = { alice: './a.png', bob: './a.png', carol: './b.png', dora: './hard.png' };
  const most = tinyPng.length * 2;
  expect(await reading({ ...two, dora: './a.png' }, most)).toMatchObject({ faults: [] });
  const { faults } = await reading(two, most);
  expect(faults).toMatchObject([{ severity: 'error', code: 'avatars-too-large' }]);
});

test('given twenty pictures of 7 MB, expect the fault at the nineteenth, and the others told', async () => {
  const names = Array.from({ length: 20 }, (_, index) => `n${index}`);
  const folder = await folderWith({
    ...Object.fromEntries(names.map((name) => [`${name}.png`, tinyPng])),
    'kefu.yaml': configWith(
      Object.fromEntries(
        names.map((name) => [name, JSON.stringify({ nickname: name, avatar: `./${name}.png` })]),
      ),
    ),
  });
  await Promise.all(names.map((name) => truncate(join(folder, `${name}.png`), 7 * 1024 * 1024)));
  const checked = await checkConfig('kefu.yaml', { cwd: folder, env: {} });
  const codes = checked.ok ? [] : checked.diagnostics.map(({ code }) => code);
  expect(codes).toEqual([...Array.from({ length: 18 }, () => 'avatar-too-big'), 'avatars-too-large']);
});
