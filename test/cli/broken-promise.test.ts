import { execFile } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { beforeAll, expect, onTestFinished, test } from 'vitest';
import { freshBuild } from '../support/fresh-build.ts';

// Node ends a process in which nothing is left to happen with exit code 0, also while an apply waits for something that
// can not come any more: a driver that lost its connection without a word once made a plan end like that.

const dist = resolve(import.meta.dirname, '../../dist');

beforeAll(freshBuild);

test('a run that waits for what can not come any more ends with 1 and says so', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'kefu-broken-promise-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  mkdirSync(join(folder, 'dist/cli'), { recursive: true });
  copyFileSync(join(dist, 'cli/main.js'), join(folder, 'dist/cli/main.js'));
  writeFileSync(
    join(folder, 'dist/program.cjs'),
    `const whole = require(${JSON.stringify(join(dist, 'program.cjs'))});
     module.exports = { leaveAfterFault: whole.leaveAfterFault, runProgram: () => new Promise(() => {}) };`,
  );
  const run = promisify(execFile)(process.execPath, [join(folder, 'dist/cli/main.js'), 'apply']);
  const end = await run.then(
    () => ({ code: 0, stderr: '' }),
    (error: { code: number; stderr: string }) => error,
  );
  expect(end.code).toBe(1);
  expect(end.stderr).toBe(
    'error: kefu itself failed. Error: What it waited for can not come any more. [internal]\n  → This is a bug: please report it with the command you ran.\n',
  );
});
