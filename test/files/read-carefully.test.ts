import { execFileSync } from 'node:child_process';
import { mkdirSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { readCarefully, readNamed } from '../../src/files/read-carefully.ts';
import { inEnglish } from '../../src/words/say.ts';
import { unreadWords } from '../../src/words/unread.ts';
import { emptyFolder } from './folder.ts';

/** What a person would read, or the text of the file. */
async function read(path: string, how = readCarefully, mostBytes = 1024): Promise<string> {
  const result = await how(path, mostBytes);
  return result.ok ? Buffer.from(result.bytes).toString('utf8') : inEnglish(unreadWords(result));
}

test('given a plain file, expect its bytes, also when it is just as large as allowed', async () => {
  const file = join(emptyFolder(), 'kefu.state.json');
  writeFileSync(file, '状态');
  expect(await read(file)).toBe('状态');
  expect(await read(file, readCarefully, 6)).toBe('状态');
  expect(await read(file, readCarefully, 5)).toBe('is larger than 5 bytes');
});

test('given a file that says it has 0 bytes and has more, expect all of them', async () => {
  expect(await read('/proc/self/status', readCarefully, 64 * 1024)).toContain('Name:');
  expect(await read('/proc/self/status', readCarefully, 8)).toBe('is larger than 8 bytes');
});

test('given an empty file, or one of several pieces, expect its bytes', async () => {
  const file = join(emptyFolder(), 'kefu.state.json');
  writeFileSync(file, '');
  expect(await read(file)).toBe('');
  writeFileSync(file, 'x'.repeat(300_000));
  expect(await read(file, readCarefully, 300_000)).toBe('x'.repeat(300_000));
});

test('given a FIFO nobody writes to, expect it to be refused at once', { timeout: 5000 }, async () => {
  const fifo = join(emptyFolder(), 'kefu.state.json.lock');
  execFileSync('mkfifo', [fifo]);
  expect(await read(fifo)).toBe('is a device, pipe or socket, not a file');
  expect(await read(fifo, readNamed)).toBe('is a device, pipe or socket, not a file');
});

test('given a socket, expect it to be refused', async () => {
  const path = join(emptyFolder(), 'plan.json');
  const server = createServer().listen(path);
  onTestFinished(() => void server.close());
  await new Promise((listening) => server.once('listening', listening));
  expect(await read(path)).toBe('is a device, pipe or socket, not a file');
});

test('given a file of a terabyte without content, expect it to be refused before it is read', async () => {
  const file = join(emptyFolder(), 'plan.json');
  writeFileSync(file, '');
  truncateSync(file, 2 ** 40);
  expect(await read(file, readCarefully, 16 * 1024 * 1024)).toBe('is larger than 16 MB');
});

test.each(['/dev/zero', '/dev/null'])('given %s, expect it to be refused', async (device) => {
  expect(await read(device, readNamed)).toBe('is a device, pipe or socket, not a file');
});

test('given a folder, or nothing, expect that to be told apart', async () => {
  const folder = emptyFolder();
  mkdirSync(join(folder, 'kefu.state.json'));
  writeFileSync(join(folder, 'file'), '');
  expect(await read(join(folder, 'kefu.state.json'))).toBe('is a folder, not a file');
  expect(await read(join(folder, 'other.state.json'))).toBe('does not exist');
  expect(await read(join(folder, 'not-yet', 'made', 'other.state.json'))).toBe('does not exist');
});

test('given a path through a file or a link to nothing, expect that nothing is not taken for an absence', async () => {
  const folder = emptyFolder();
  writeFileSync(join(folder, 'file'), '');
  execFileSync('mkfifo', [join(folder, 'fifo')]);
  symlinkSync('not-mounted', join(folder, 'volume'));
  for (const way of ['file/below', 'fifo/below', 'volume/below', 'volume/deep/er/below', 'file/deep/below']) {
    expect(await read(join(folder, way)), way).toBe("can't be there: a part of its path is no folder");
    expect(await read(join(folder, way), readNamed), way).toBe(
      "can't be there: a part of its path is no folder",
    );
  }
  symlinkSync('.', join(folder, 'here'));
  expect(await read(join(folder, 'here', 'below'))).toBe('does not exist');
});

test('given a link, expect it to be followed only for a file the operator names', async () => {
  const folder = emptyFolder();
  writeFileSync(join(folder, 'secret'), 'behind the link');
  symlinkSync('secret', join(folder, 'link'));
  expect(await read(join(folder, 'link'))).toMatch(/^is a symbolic link/);
  expect(await read(join(folder, 'link'), readNamed)).toBe('behind the link');
});

test.each([
  ['that leads to nothing', 'nowhere'],
  ['that leads to itself', 'link'],
])('given a link %s, expect it not to be taken for a missing file', async (_title, target) => {
  const link = join(emptyFolder(), 'link');
  symlinkSync(target, link);
  expect(await read(link)).toMatch(/^is a symbolic link/);
  expect(await read(link, readNamed)).toMatch(/^is a symbolic link/);
});
