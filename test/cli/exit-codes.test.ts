import { execFile } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, onTestFinished, test } from 'vitest';
import { startKefu } from '../support/built-cli.ts';
import { setStage } from '../support/case.ts';
import { alice, apply, type Way, ways } from './ways.ts';

const root = resolve(import.meta.dirname, '../..');

describe('every exit code, by the built CLI', () => {
  test.each(ways)('$exit: $how', async (way) => {
    expect(await endOf(way, [])).toBe(way.exit);
  });

  test.each(ways)('$exit with --json: $how', async (way) => {
    expect(await endOf(way, ['--json'])).toBe(way.exit);
  });
});

async function endOf(
  { args, stage: story, prepare, env, says }: Way,
  more: readonly string[],
): Promise<number | null> {
  const stage = await setStage({ story: '', expect: {}, ...story });
  onTestFinished(stage.end);
  await prepare?.(stage);
  const { exit, out, err } = await startKefu([...args, ...more], {
    cwd: stage.folder,
    env: { ...stage.env, ...env },
  });
  expect(err, 'a stack trace').not.toMatch(/^\s+at .+:\d+:\d+\)?$/m);
  if (more.includes('--json')) expect(() => JSON.parse(out), out).not.toThrow();
  else expect(out + err).toMatch(says);
  return exit;
}

describe('stopped by a signal', () => {
  test.each([
    ['SIGINT', 130],
    ['SIGTERM', 143],
    // A terminal that closes may send it twice: the shell tells its jobs, and the system the foreground.
    ['SIGHUP', 143],
  ] as const)(
    '%s once: what is in flight is finished and read back, the rest is not attempted, exit %i',
    async (signal, code) => {
      const stage = await setStage({
        story: '',
        expect: {},
        live: [
          { account: 'alice', nickname: 'a' },
          { account: 'bob', nickname: 'b' },
        ],
        desired: { accounts: { alice: { nickname: '小美' }, bob: { nickname: '阿博' } } },
      });
      onTestFinished(stage.end);
      stage.emulator.inject({ kind: 'delay', path: 'kfaccount/update', ms: 800 });
      let sent = false;
      const { exit, out } = await startKefu([...apply, '--parallelism', '1'], {
        cwd: stage.folder,
        env: stage.env,
        onOut: (text, child) => {
          if (sent || !text.includes('[1/2]')) return;
          sent = true;
          setTimeout(() => child.kill(signal), 300);
          if (signal === 'SIGHUP') setTimeout(() => child.kill(signal), 400);
        },
      });
      expect(exit).toBe(code);
      expect(out).toMatch(/alice@kftest +update +done/);
      expect(out).toMatch(/bob@kftest +update +not-attempted/);
      expect(stage.emulator.world.accounts.map(({ nickname }) => nickname)).toEqual(['小美', 'b']);
    },
  );

  test('SIGINT while the last writes are in flight: they are finished, and the verdict says that all is as configured', async () => {
    const stage = await setStage({ story: '', expect: {}, ...alice });
    onTestFinished(stage.end);
    stage.emulator.inject({ kind: 'delay', path: 'kfaccount/update', ms: 800 });
    const { exit, out } = await startKefu(apply, {
      cwd: stage.folder,
      env: stage.env,
      onOut: (text, child) => {
        if (text.includes('[1/1]')) setTimeout(() => child.kill('SIGINT'), 300);
      },
    });
    expect(exit).toBe(130);
    expect(out).toMatch(/alice@kftest +update +done/);
    expect(out).toContain('Apply complete!');
  });

  test('killed in the middle of a write: the next apply says so and ends as the config says', async () => {
    const stage = await setStage({ story: '', expect: {}, ...alice });
    onTestFinished(stage.end);
    stage.emulator.inject({ kind: 'hang', path: 'kfaccount/update', effect: true });
    const killed = await startKefu(apply, {
      cwd: stage.folder,
      env: stage.env,
      onOut: (text, child) => {
        if (text.includes('[1/1]')) setTimeout(() => child.kill('SIGKILL'), 500);
      },
    });
    expect(killed.signal).toBe('SIGKILL');
    const next = await startKefu(apply, { cwd: stage.folder, env: stage.env });
    expect(next.err).toContain('ended in the middle of "alice@kftest: update"');
    expect(next.exit).toBe(0);
    expect(stage.emulator.world.accounts.map(({ nickname }) => nickname)).toEqual(['美美']);
  });
});

describe('people who type', () => {
  test('an unknown flag is fatal and nothing is sent', async () => {
    const stage = await setStage({ story: '', expect: {}, ...alice });
    onTestFinished(stage.end);
    const { exit, err } = await startKefu(['apply', '--auto-aprove'], { cwd: stage.folder, env: stage.env });
    expect(exit).toBe(3);
    expect(err).toContain('--auto-approve');
    expect(stage.emulator.world.requests).toEqual([]);
  });

  test('a reader that goes away (| head) does not break an apply', async () => {
    const stage = await setStage({ story: '', expect: {}, ...alice });
    onTestFinished(stage.end);
    const { exit } = await startKefu(apply, {
      cwd: stage.folder,
      env: stage.env,
      onOut: (_, child) => {
        child.stdout?.destroy();
        child.stderr?.destroy();
      },
    });
    expect(exit).toBe(0);
    expect(stage.emulator.world.accounts.map(({ nickname }) => nickname)).toEqual(['美美']);
  });

  test.each(['--help', 'explain'])('kefu %s into a closed pipe ends without a stack trace', async (word) => {
    const piped = `'${process.execPath}' dist/cli/main.js ${word} | head -n 1`;
    const { stdout, stderr } = await promisify(execFile)('bash', ['-c', piped], { cwd: root });
    expect(stdout.split('\n').length).toBe(2);
    expect(stderr).toBe('');
  });

  test('NODE_DEBUG, which would print tokens, is refused', async () => {
    const stage = await setStage({ story: '', expect: {}, ...alice });
    onTestFinished(stage.end);
    const { exit, err } = await startKefu(['plan'], {
      cwd: stage.folder,
      env: { ...stage.env, NODE_DEBUG: 'http,undici' },
    });
    expect(exit).toBe(3);
    expect(err).toContain('NODE_DEBUG');
    expect(stage.emulator.world.requests).toEqual([]);
  });

  test('validate --online asks WeChat, read-only: credentials, and whether the live accounts fit', async () => {
    const stage = await setStage({ story: '', expect: {}, ...alice });
    onTestFinished(stage.end);
    const online = (env: Record<string, string>) =>
      startKefu(['validate', '--online'], { cwd: stage.folder, env: { ...stage.env, ...env } });
    const fitting = await online({});
    expect(fitting.out).toContain('kefu.yaml: valid, 1 account; WeChat lists 1 account.');
    expect(fitting.exit).toBe(0);
    expect((await online({ KEFU_APP_SECRET: 'f'.repeat(32) })).exit).toBe(4);
    for (const account of stage.emulator.world.accounts) account.account = 'alice@othershop';
    const foreign = await online({});
    expect(foreign.exit).toBe(3);
    expect(foreign.err).toContain('suffix-mismatch');
    expect(new Set(stage.emulator.world.requests.map(({ path }) => path))).toEqual(
      new Set(['/cgi-bin/stable_token', '/cgi-bin/customservice/getkflist']),
    );
  });

  test('init writes a config that validates as it is, and never overwrites one', async () => {
    const stage = await setStage({ story: '', expect: {}, config: 'mine' });
    onTestFinished(stage.end);
    const kefu = (...args: string[]) => startKefu(args, { cwd: stage.folder, env: stage.env });
    expect((await kefu('init')).exit).toBe(3);
    expect((await kefu('init', 'accounts/shop-cn.yaml')).exit).toBe(0);
    expect((await kefu('validate', 'accounts/shop-cn.yaml')).exit).toBe(0);
    writeFileSync(join(stage.folder, 'broken.yaml'), 'version: 1\naccounts: [');
    const broken = await kefu('validate', 'accounts/shop-cn.yaml', 'broken.yaml');
    expect(broken.exit).toBe(3);
    expect(broken.err).toContain('broken.yaml:2:');
  });
});
