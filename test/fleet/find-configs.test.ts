import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { findConfigs, namesFleet } from '../../src/fleet/find-configs.ts';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'kefu-configs-'));
  for (const path of ['shops/cn', 'shops/_shared', 'shops/node_modules/x', 'shops/.git']) {
    mkdirSync(join(folder, path), { recursive: true });
  }
  for (const path of [
    'shops/shop-10.yaml',
    'shops/shop-2.yml',
    'shops/cn/a.yaml',
    'shops/_base.yaml',
    'shops/_shared/b.yaml',
    'shops/node_modules/x/c.yaml',
    'shops/.git/d.yaml',
    'shops/notes.txt',
    'shops/star[1].yaml',
  ]) {
    writeFileSync(join(folder, path), '');
  }
});
afterEach(() => rmSync(folder, { recursive: true }));

it('a folder stands for the configs below it, in natural order, without shared pieces and other programs', async () => {
  expect(await findConfigs(['shops'], folder)).toEqual([
    'shops/cn/a.yaml',
    'shops/shop-2.yml',
    'shops/shop-10.yaml',
    'shops/star[1].yaml',
  ]);
});

it('a glob stands for what it matches, a file for itself, and nothing is taken twice', async () => {
  expect(await findConfigs(['shops/shop-*.y*ml', './shops/shop-2.yml'], folder)).toEqual([
    expect.stringContaining('shop-2.yml'),
    'shops/shop-10.yaml',
  ]);
  expect(await findConfigs(['shops/star[1].yaml'], folder)).toEqual(['shops/star[1].yaml']);
  expect(await findConfigs(['shops/_base.yaml'], folder)).toEqual(['shops/_base.yaml']);
});

it('a file that is missing is left to its reading; a folder or glob without a config is a fault that names all', async () => {
  expect(await findConfigs(['gone.yaml'], folder)).toEqual(['gone.yaml']);
  mkdirSync(join(folder, 'empty'));
  await expect(findConfigs(['empty', 'shops', 'x/*.yaml'], folder)).rejects.toMatchObject({
    code: 'no-configs',
    message: expect.stringMatching(/"empty", "x\/\*\.yaml"/),
  });
});

it('links to folders are left alone, links to files and pipes are found: who reads them tells of them', async () => {
  symlinkSync(join(folder, 'shops/cn'), join(folder, 'shops/loop'));
  symlinkSync(join(folder, 'shops/cn/a.yaml'), join(folder, 'shops/link.yaml'));
  execFileSync('mkfifo', [join(folder, 'shops/pipe.yaml')]);
  expect(await findConfigs(['shops'], folder)).toHaveLength(6);
});

it('a folder below that nobody may list is a fault: what is in it would be left out without a word', async () => {
  mkdirSync(join(folder, 'shops/south'), { mode: 0 });
  chmodSync(folder, 0o755);
  // The rights of a folder hold for anybody but root.
  const isRoot = process.getuid?.() === 0;
  if (isRoot) process.seteuid?.(65534);
  try {
    await expect(findConfigs(['shops'], folder)).rejects.toMatchObject({
      code: 'folder-unreadable',
      message: expect.stringContaining('"shops/south" (EACCES)'),
    });
  } finally {
    if (isRoot) process.seteuid?.(0);
  }
});

it('one file is one official account; several names, a folder or a glob are many', async () => {
  expect(namesFleet([], folder)).toBe(false);
  expect(namesFleet(['shops/cn/a.yaml'], folder)).toBe(false);
  expect(namesFleet(['gone.yaml'], folder)).toBe(false);
  expect(namesFleet(['shops/star[1].yaml'], folder)).toBe(false);
  expect(namesFleet(['shops'], folder)).toBe(true);
  expect(namesFleet(['shops/*.yaml'], folder)).toBe(true);
  expect(namesFleet(['a.yaml', 'b.yaml'], folder)).toBe(true);
});
