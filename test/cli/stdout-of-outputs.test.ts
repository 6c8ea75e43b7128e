// An output on stdout, by `-` or by a name of stdout, has it to itself, and loses nothing of what is there already.
import { spawnSync } from 'node:child_process';
import { closeSync, openSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { startKefu } from '../support/built-cli.ts';
import { type Case, type Stage, setStage } from '../support/case.ts';
import { freshBuild } from '../support/fresh-build.ts';

beforeAll(freshBuild, 300_000);

async function staged(more: Partial<Case> = {}): Promise<Stage> {
  const stage = await setStage({
    story: '',
    expect: {},
    live: [{ account: 'alice', nickname: '小美' }],
    desired: { accounts: { alice: { nickname: '美美' } } },
    ...more,
  });
  onTestFinished(stage.end);
  return stage;
}

const run = (stage: Stage, ...args: string[]) => startKefu(args, { cwd: stage.folder, env: stage.env });
const apply = ['apply', '--auto-approve', '--settle-time', '0.05'];
const names = process.platform === 'linux' ? ['-', '/dev/stdout', '/dev/fd/1', '/proc/self/fd/1'] : ['-'];

describe.each(names)('given --output json=%s', (name) => {
  test.each([
    ['plan', ['plan']],
    ['apply', apply],
    ['validate', ['validate']],
  ])('of %s: expect its document alone on stdout', async (_, args) => {
    const { exit, out } = await run(await staged(), ...args, '--output', `json=${name}`);
    expect(exit).toBe(0);
    expect(() => JSON.parse(out), out).not.toThrow();
  });

  test('and stdout led into a file: expect what is there to stay', async () => {
    const stage = await staged();
    const log = join(stage.folder, 'log');
    writeFileSync(log, 'before\n');
    const descriptor = openSync(log, 'a');
    onTestFinished(() => closeSync(descriptor));
    const main = join(import.meta.dirname, '../../dist/cli/main.js');
    const { status } = spawnSync(process.execPath, [main, 'validate', '--output', `json=${name}`], {
      cwd: stage.folder,
      env: { PATH: process.env.PATH, ...stage.env },
      stdio: ['ignore', descriptor, 'ignore'],
    });
    expect(status).toBe(0);
    const [before, ...document] = readFileSync(log, 'utf8').split('\n');
    expect(before).toBe('before');
    expect(() => JSON.parse(document.join('\n'))).not.toThrow();
  });
});

describe.each([
  ['plan', ['plan']],
  ['apply', apply],
])('given a kefu %s that fails, with --output github-annotations=-', (_, args) => {
  const faulty = { desired: { accounts: { alice: { nicknme: '美美' } } } };

  test('expect the fault at its line, and nothing else on stdout', async () => {
    const { exit, out } = await run(await staged(faulty), ...args, '--output', 'github-annotations=-');
    expect(exit).toBe(3);
    expect(out).toMatch(/^::error file=kefu\.yaml,line=\d+,[^\n]*\n$/);
  });

  test('and --json: expect the failure alone', async () => {
    const { exit, out } = await run(
      await staged(faulty),
      ...args,
      '--json',
      '--output',
      'github-annotations=-',
    );
    expect(exit).toBe(3);
    expect(JSON.parse(out)).toMatchObject({ error: { code: 'config-invalid' } });
  });
});
