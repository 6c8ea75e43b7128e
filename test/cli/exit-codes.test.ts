import { execFile } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, onTestFinished, test } from 'vitest';
import { startKefu } from '../support/built-cli.ts';
import { type Case, type Stage, setStage } from '../support/case.ts';

const root = resolve(import.meta.dirname, '../..');

/** A way to reach an exit code with the built CLI. */
interface Way {
  readonly exit: number;
  readonly how: string;
  readonly args: readonly string[];
  readonly stage?: Omit<Case, 'story' | 'expect'>;
  readonly prepare?: (stage: Stage) => void | Promise<void>;
  readonly env?: Record<string, string>;
  /** What a person reads, on either stream. */
  readonly says: RegExp;
}

const alice = {
  live: [{ account: 'alice', nickname: '小美' }],
  desired: { accounts: { alice: { nickname: '美美' } } },
};
const apply = ['apply', '--auto-approve', '--settle-time', '0.1'];

const ways: readonly Way[] = [
  {
    exit: 0,
    how: 'a plan with changes',
    args: ['plan'],
    stage: alice,
    says: /Plan: 0 to add, 1 to change, 0 to destroy\./,
  },
  {
    exit: 0,
    how: 'an apply',
    args: apply,
    stage: alice,
    says: /Apply complete! Accounts: 0 added, 1 changed, 0 destroyed\./,
  },
  {
    exit: 1,
    how: 'a server that is not there',
    args: ['plan'],
    stage: alice,
    env: { KEFU_ENDPOINT: 'http://127.0.0.1:9' },
    says: /nothing was sent|could not be asked/i,
  },
  {
    exit: 2,
    how: 'changes and --detailed-exitcode',
    args: ['plan', '--detailed-exitcode'],
    stage: alice,
    says: /1 to change/,
  },
  {
    exit: 2,
    how: 'an apply with changes and --detailed-exitcode',
    args: [...apply, '--detailed-exitcode'],
    stage: alice,
    says: /complete/,
  },
  {
    exit: 3,
    how: 'a fault in the config',
    args: ['plan'],
    stage: { desired: { acounts: {} } },
    says: /Did you mean|accounts/,
  },
  {
    exit: 4,
    how: 'a wrong AppSecret',
    args: ['plan'],
    stage: alice,
    env: { KEFU_APP_SECRET: 'f'.repeat(32) },
    says: /AppSecret|secret/,
  },
  {
    exit: 5,
    how: 'a guard',
    args: ['plan'],
    stage: { live: [{ account: 'alice' }], desired: { accounts: { alice: { state: 'absent' } } } },
    says: /last-account/,
  },
  {
    exit: 6,
    how: 'a saved plan whose account moved',
    args: ['apply', 'plan.json', '--auto-approve', '--settle-time', '0.1'],
    stage: alice,
    prepare: async (stage) => {
      await startKefu(['plan', '--out', 'plan.json'], { cwd: stage.folder, env: stage.env });
      const account = stage.emulator.world.accounts[0];
      if (account) account.nickname = '别人改的';
    },
    says: /changed by someone else/,
  },
  {
    exit: 7,
    how: 'a nickname that WeChat refuses',
    args: apply,
    stage: alice,
    prepare: ({ emulator }) =>
      void emulator.inject({ kind: 'errcode', path: 'kfaccount/update', errcode: 65403 }),
    says: /1 failed/,
  },
  {
    exit: 8,
    how: 'connections that are always cut',
    args: apply,
    stage: alice,
    prepare: ({ emulator }) =>
      void emulator.inject({ kind: 'reset', path: 'kfaccount/update', effect: false, times: 9 }),
    says: /1 unknown/,
  },
  {
    exit: 9,
    how: 'a used-up quota',
    args: apply,
    stage: alice,
    prepare: ({ emulator }) =>
      void emulator.inject({ kind: 'errcode', path: 'kfaccount/update', errcode: 45009 }),
    says: /quota/,
  },
  { exit: 10, how: 'nobody to ask', args: ['apply'], stage: alice, says: /--auto-approve/ },
];

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
    expect(fitting.out).toContain('kefu.yaml: valid, 1 account; WeChat lists 1.');
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
