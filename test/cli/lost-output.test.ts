import { spawn } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { beforeAll, expect, onTestFinished, test } from 'vitest';
import { setStage } from '../support/case.ts';
import { freshBuild } from '../support/fresh-build.ts';

// What kefu says must not end what it does: neither a full disk behind stdout nor readers that went away.

beforeAll(freshBuild, 300_000);

const main = resolve(import.meta.dirname, '../../dist/cli/main.js');

const alone = { accounts: { alice: { nickname: '小美' }, bob: { nickname: '阿博' } } };

async function staged() {
  const stage = await setStage({ story: '', expect: {}, live: [{ account: 'carol' }], desired: alone });
  onTestFinished(stage.end);
  return stage;
}

type Stage = Awaited<ReturnType<typeof staged>>;

/** Runs a line of the shell in which `kefu` is the built CLI. */
function inShell({ folder, env }: Stage, line: string) {
  const { PATH = '' } = process.env;
  const shell = spawn('bash', ['-c', `kefu() { "$NODE" "$MAIN" "$@"; }; ${line}`], {
    cwd: folder,
    env: { PATH, ...env, NODE: process.execPath, MAIN: main },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const said = { out: '', err: '' };
  shell.stdout.setEncoding('utf8').on('data', (text: string) => {
    said.out += text;
  });
  shell.stderr.setEncoding('utf8').on('data', (text: string) => {
    said.err += text;
  });
  return { said, ended: new Promise<number | null>((done) => shell.once('close', done)) };
}

test.each(['--version', '--help', 'explain --json', 'validate', 'plan', 'plan --json', 'nonsense --json'])(
  'given a full disk behind stdout, expect kefu %s to say so in a line, and not to end as done',
  async (args) => {
    const { said, ended } = inShell(await staged(), `kefu ${args} > /dev/full`);
    expect(await ended).toBe(args.startsWith('nonsense') ? 3 : 1);
    expect(said.err).toMatch(/^error: .*stdout.*ENOSPC/m);
    expect(said.err).not.toMatch(/^\s+at |This is a bug/m);
  },
);

test.each(['/dev/full', '/dev/full 2>/dev/full'])(
  'given an apply with its words going to %s, expect all of it to be done, recorded and reported in its file',
  async (target) => {
    const stage = await staged();
    const { ended } = inShell(stage, `kefu apply --auto-approve --output json=report.json > ${target}`);
    expect(await ended).toBe(1);
    expect(stage.emulator.world.accounts.map(({ nickname }) => nickname)).toEqual(
      expect.arrayContaining(['小美', '阿博']),
    );
    const report = JSON.parse(readFileSync(join(stage.folder, 'report.json'), 'utf8'));
    expect(report).toMatchObject({ complete: true, verdict: { status: 'as-configured' } });
    expect(existsSync(join(stage.folder, 'kefu.state.json'))).toBe(true);
    expect(readdirSync(stage.folder).filter((name) => name.includes('lock'))).toEqual([]);
  },
);

test.each(['--json', ''])(
  'given readers that went away, expect a second Ctrl-C in an apply %s to leave what is known in its file',
  async (flag) => {
    const stage = await staged();
    stage.emulator.inject({ kind: 'hang', path: 'kfaccount/add', effect: true } as never);
    // `tee` hears the first Ctrl-C as well, and is gone at the second.
    const apply = `kefu apply --auto-approve ${flag} --parallelism 1 --output json=report.json`;
    const { ended } = inShell(
      stage,
      `{ "$NODE" "$MAIN" ${apply.slice(5)} & echo $! > pid; wait $!; echo $? > code; } 2>&1 | true`,
    );
    const pid = await until(() => {
      const asked = stage.emulator.world.requests.some(({ path }) => path.includes('kfaccount/add'));
      return asked ? Number(readFileSync(join(stage.folder, 'pid'), 'utf8')) : undefined;
    });
    process.kill(pid, 'SIGINT');
    await new Promise((done) => setTimeout(done, 500));
    process.kill(pid, 'SIGINT');
    await ended;
    expect(readFileSync(join(stage.folder, 'code'), 'utf8').trim()).toBe('130');
    const report = JSON.parse(readFileSync(join(stage.folder, 'report.json'), 'utf8'));
    expect(report).toMatchObject({ complete: false, stopped: { code: 'left-at-once' } });
    expect(readdirSync(stage.folder).filter((name) => name.endsWith('.tmp'))).toEqual([]);
  },
);

async function until<Value>(found: () => Value | undefined): Promise<Value> {
  for (;;) {
    const value = found();
    if (value !== undefined) return value;
    await new Promise((done) => setTimeout(done, 50));
  }
}
