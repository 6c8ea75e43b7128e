import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { keepPicture, readKeptPicture } from '../../src/backend/inverse-folder.ts';
import { accountId } from '../../src/model/account.ts';
import { emptyFolder } from '../files/folder.ts';

const alice = accountId('alice', 'kftest');
const picture = Buffer.from('the picture before');

async function kept() {
  const folder = emptyFolder();
  const plan = join(folder, 'kefu.inverse.json');
  const { path, sha256 } = await keepPicture(plan, alice, picture);
  return { folder, plan, sha256, file: join(folder, path) };
}

test('given a picture, expect it to be kept for its owner only, and to be read again', async () => {
  const { plan, sha256, file } = await kept();
  expect(statSync(file).mode & 0o777).toBe(0o600);
  expect(await readKeptPicture(plan, alice, sha256)).toEqual(picture);
});

test('given a link under the name of the picture to keep, expect nothing to be written through it', async () => {
  const { folder, plan, file } = await kept();
  const victim = join(folder, 'victim');
  writeFileSync(victim, 'precious');
  rmSync(file);
  symlinkSync(victim, file);
  await expect(keepPicture(plan, alice, picture)).rejects.toMatchObject({ code: 'is-a-link' });
  expect(readFileSync(victim, 'utf8')).toBe('precious');
});

test.each<[string, (file: string) => void]>([
  ['a pipe', (file) => void execFileSync('mkfifo', [file])],
  ['a folder', (file) => mkdirSync(file)],
  ['another picture', (file) => writeFileSync(file, 'another')],
])('given %s in its place, expect it to count as gone', { timeout: 5000 }, async (_title, put) => {
  const { plan, sha256, file } = await kept();
  rmSync(file);
  put(file);
  expect(await readKeptPicture(plan, alice, sha256)).toBeUndefined();
});
