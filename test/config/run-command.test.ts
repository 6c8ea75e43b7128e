import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { outputOf } from '../../src/config/run-command.ts';
import { folderWith } from './written-config.ts';

const env = { PATH: process.env.PATH };

test('given a command that waits for ever, expect it to be stopped with what it started', async () => {
  const cwd = await folderWith({});
  const run = await outputOf(['sh', '-c', 'sleep 60 & echo $! > child; wait'], {
    cwd,
    env,
    byteLimit: 1024,
    timeLimitMs: 500,
  });
  expect(run).toMatchObject({ ok: false, why: { key: 'command-too-slow', values: { seconds: 0.5 } } });
  const child = Number(await readFile(join(cwd, 'child'), 'utf8'));
  await expect.poll(() => isRunning(child)).toBe(false);
});

test('given a command that reads, expect it to find no input', async () => {
  const cwd = await folderWith({});
  const run = await outputOf(['sh', '-c', 'cat; echo end'], { cwd, env, byteLimit: 1024, timeLimitMs: 5000 });
  expect(run).toEqual({ ok: true, output: 'end\n' });
});

test('given a command, expect it to see the environment it is given and no other', async () => {
  const cwd = await folderWith({});
  const limits = { cwd, env: { ...env, GIVEN: 'yes' }, byteLimit: 4096, timeLimitMs: 5000 };
  const run = await outputOf(['sh', '-c', 'echo $GIVEN $HOME'], limits);
  expect(run).toEqual({ ok: true, output: 'yes\n' });
});

async function isRunning(pid: number): Promise<boolean> {
  // A stopped process whose parent is gone may stay as a zombie where nobody collects it.
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => 'State:\tX');
  return !/^State:\s+[ZX]/m.test(status);
}
