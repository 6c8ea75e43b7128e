import { execFile } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, onTestFinished, test } from 'vitest';
import { startEmulator } from '../../src/emulator/server.ts';
import { startKefu } from '../support/built-cli.ts';

const root = resolve(import.meta.dirname, '../..');

describe('examples', () => {
  test('the quickstart adds three accounts with their pictures, and then there is nothing to do', async () => {
    const emulator = await startEmulator();
    const folder = mkdtempSync(join(tmpdir(), 'kefu-quickstart-'));
    onTestFinished(async () => {
      await emulator.close();
      rmSync(folder, { recursive: true, force: true });
    });
    cpSync(join(root, 'examples/quickstart'), folder, { recursive: true });
    const env = { KEFU_ENDPOINT: emulator.url, KEFU_APP_SECRET: emulator.appSecret };
    const plan = await startKefu(['plan'], { cwd: folder, env });
    expect(plan.out).toContain('Plan: 3 to add, 0 to change, 0 to destroy.');
    const apply = await startKefu(['apply', '--auto-approve', '--settle-time', '0.2'], { cwd: folder, env });
    expect(apply.out).toContain('Read back: 3 managed accounts are as the config says.');
    const again = await startKefu(['plan', '--detailed-exitcode'], { cwd: folder, env });
    expect(again.out).toMatch(/^No changes\.$/m);
    expect(again.exit).toBe(0);
    const { accounts, pictures } = emulator.world;
    expect(accounts.map(({ nickname }) => nickname).sort()).toEqual(['夜班客服', '小美', '阿博'].sort());
    for (const { picture } of accounts) expect(pictures[picture]?.format).toBe('jpeg');
  });

  test('npm run demo shows the same from one command', async () => {
    const { stdout } = await promisify(execFile)(process.execPath, ['scripts/demo.mjs'], { cwd: root });
    expect(stdout).toContain('Plan: 3 to add, 0 to change, 0 to destroy.');
    expect(stdout).toContain('Read back: 3 managed accounts are as the config says.');
    expect(stdout.trimEnd().endsWith('No changes.')).toBe(true);
  });

  test('every example config is valid', async () => {
    const configs = readdirSync(join(root, 'examples'), { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.yaml'))
      .map((file) => join('examples', file))
      .filter((file) => /^version: 1$/m.test(readFileSync(join(root, file), 'utf8')));
    expect(configs.length).toBeGreaterThanOrEqual(2);
    const { exit, err } = await startKefu(['validate', ...configs], { cwd: root, env: {} });
    expect(exit, err).toBe(0);
  });
});
