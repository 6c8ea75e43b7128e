// What people type when the memory is elsewhere: state show, mv, rm and adopt, unlock, and the way out of `no-record`, as printed.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { emptyFolder } from '../files/folder.ts';
import { startKefu } from '../support/built-cli.ts';
import { type Case, setStage } from '../support/case.ts';
import { freshBuild } from '../support/fresh-build.ts';
import { type Cluster, startCluster } from '../support/postgres-cluster.ts';
import { type StateServer, startStateServer } from '../support/terraform-http-server.ts';
import { childProgram } from './child.ts';

let cluster: Cluster;
const servers = new Map<string, StateServer>();
const login = { KEFU_HTTP_USERNAME: 'ci', KEFU_HTTP_PASSWORD: 'a-password-of-the-server' };
const job = 'https://gitlab.example/shop/-/jobs/7';

beforeAll(async () => {
  await freshBuild();
  cluster = await startCluster();
  for (const flavour of ['plain', 'gitlab'] as const) {
    servers.set(flavour, await startStateServer(flavour, 'ci:a-password-of-the-server'));
  }
}, 180_000);
afterAll(async () => {
  await cluster?.close();
  for (const server of servers.values()) await server.close();
});

let places = 0;
const backends: Readonly<Record<string, () => Record<string, string>>> = {
  PostgreSQL: () => ({ KEFU_BACKEND: cluster.database(`told${++places}`) }),
  "Terraform's HTTP protocol": () => ({
    ...login,
    KEFU_BACKEND: `${servers.get('plain')?.url}/state/${++places}/{name}`,
  }),
  'the same as GitLab serves it': () => ({
    ...login,
    KEFU_BACKEND: `${servers.get('gitlab')?.url}/api/v4/projects/${++places}/terraform/state/{name}`,
  }),
};

const two = { alice: { nickname: '小美' }, bob: { nickname: '小明' } };

async function shop(env: Record<string, string>, story: Omit<Case, 'story' | 'expect'> = {}) {
  const stage = await setStage({ story: '', expect: {}, desired: { accounts: two }, ...story });
  onTestFinished(stage.end);
  const config = () => readFileSync(join(stage.folder, 'kefu.yaml'), 'utf8');
  const [, name = ''] = /^ *name: (\S+)/m.exec(config()) ?? [];
  const [, appId = ''] = /appId: (\S+)/.exec(config()) ?? [];
  const all = { ...stage.env, ...env };
  const kefu = (...args: string[]) => startKefu(args, { cwd: stage.folder, env: all });
  return { ...stage, name, appId, all, config, kefu };
}

const apply = ['apply', '--auto-approve', '--settle-time', '0.1'];

describe.each(Object.entries(backends))('%s', (title, chosen) => {
  test('state mv, rm: expect the record changed for every machine, nothing sent, and faults named', async () => {
    const { kefu, emulator } = await shop(chosen());
    const first = await kefu(...apply);
    expect(first.exit, first.err).toBe(0);
    const sent = emulator.world.requests.length;
    const moved = await kefu('state', 'mv', 'kf_account.bob@kftest', 'kf_account.carol@kftest');
    expect(moved.exit, moved.err).toBe(0);
    expect(moved.out).toBe(
      'Recorded kf_account.bob@kftest as kf_account.carol@kftest. At WeChat nothing changed.\n',
    );
    const shown = await kefu('state', 'show');
    expect(shown.out).toContain('carol@kftest');
    expect(shown.out).not.toContain('bob@kftest');
    const taken = await kefu('state', 'mv', 'kf_account.alice@kftest', 'kf_account.carol@kftest');
    expect(taken.exit).toBe(3);
    expect(taken.err).toContain('[state-exists]');
    const forgot = await kefu('state', 'rm', 'kf_account.carol@kftest', '--json');
    expect(forgot.exit, forgot.err).toBe(0);
    expect(JSON.parse(forgot.out)).toEqual({ forgotten: 'kf_account.carol@kftest' });
    const again = await kefu('state', 'rm', 'kf_account.carol@kftest');
    expect(again.exit).toBe(3);
    expect(again.err).toContain('[state-address]');
    expect(Object.keys(JSON.parse((await kefu('state', 'show', '--json')).out).objects ?? {})).toEqual([
      'kf_account.alice@kftest',
    ]);
    expect(emulator.world.requests).toHaveLength(sent);
  });

  test('unlock: expect the name, age and job of the holder, who is asked about and then refused', async () => {
    const { kefu, name, appId, all } = await shop(chosen());
    const nobody = await kefu('unlock');
    expect(nobody.exit, nobody.err).toBe(0);
    expect(nobody.out).toContain('Nobody holds the lock');
    const holder = spawn(
      process.execPath,
      [await childProgram('remember'), name, appId, join(emptyFolder(), 's.state.json')],
      {
        env: { PATH: process.env.PATH, ...all, DO: 'hold', CI_JOB_URL: job },
        stdio: ['ignore', 'pipe', 'inherit'],
      },
    );
    onTestFinished(() => void holder.kill('SIGKILL'));
    await once(holder.stdout, 'data');
    const said: string[] = [];
    holder.stdout.setEncoding('utf8').on('data', (text: string) => said.push(text));
    const who = new RegExp(`process ${holder.pid} on \\S+ since 20\\S+ \\(\\d+ seconds? ago\\), job ${job}`);

    const busy = await kefu(...apply);
    expect(busy.exit).toBe(1);
    expect(busy.err).toMatch(who);
    const asked = await kefu('unlock');
    expect(asked.exit, asked.err).toBe(title === 'PostgreSQL' ? 1 : 10);
    expect(asked.out + asked.err).toMatch(who);
    const json = await kefu('unlock', '--json', '--force');
    expect(json.exit, json.err).toBe(0);
    expect(JSON.parse(json.out)).toMatchObject({
      removed: true,
      liveness: title === 'PostgreSQL' ? 'lives' : 'unknown',
      holder: { pid: holder.pid, job, age_seconds: expect.any(Number) },
    });
    if (title === 'PostgreSQL') {
      while (!said.join('').includes('lost:')) await delay(10);
      expect(said.join('')).toContain('kefu unlock');
    }
    const free = await kefu(...apply);
    expect(free.exit, free.err).toBe(0);
    console.log(`${title}: ${asked.out || asked.err}`);
  });

  test('a run that was killed in the middle of a write: expect another process, on another machine, to settle it', async () => {
    const { emulator, folder, all } = await shop(chosen());
    emulator.inject({ kind: 'hang', path: 'kfaccount/add', effect: true });
    let child: ChildProcess | undefined;
    const run = startKefu([...apply, '--parallelism', '1'], {
      cwd: folder,
      env: all,
      onOut: (_text, its) => {
        child = its;
      },
    });
    const adds = () => emulator.world.requests.filter(({ path }) => path.endsWith('kfaccount/add')).length;
    while (adds() < 1) await delay(5);
    child?.kill('SIGKILL');
    await run;
    const machine = emptyFolder();
    writeFileSync(join(machine, 'kefu.yaml'), readFileSync(join(folder, 'kefu.yaml')));
    const elsewhere = (...args: string[]) => startKefu(args, { cwd: machine, env: all });
    if (title !== 'PostgreSQL') {
      const unlocked = await elsewhere('unlock', '--auto-approve');
      expect(unlocked.exit, unlocked.err).toBe(0);
    }
    const shown = await elsewhere('state', 'show');
    expect(shown.out).toContain('Writes whose outcome is not known');
    const next = await elsewhere(...apply);
    expect(next.exit, next.err).toBe(0);
    expect(next.err + next.out).toContain('An earlier apply ended in the middle of');
    expect(adds(), 'each account once').toBe(2);
    expect((await elsewhere('state', 'show')).out).not.toContain('not known');
  });

  test('a config that was renamed: expect its record to be taken over as the guard prints it', async () => {
    const { kefu, folder, name, config } = await shop(chosen());
    expect((await kefu(...apply)).exit).toBe(0);
    const renamed = config()
      .replace(`name: ${name}`, 'name: shop-renamed')
      .replace(/bob: *(\{[^}]*\}|\n +nickname: \S+)/, 'bob: { state: absent }');
    writeFileSync(join(folder, 'new.yaml'), renamed);
    renameSync(join(folder, 'kefu.yaml'), join(folder, 'kefu.yaml.old'));
    const held = await kefu('plan', '-c', 'new.yaml');
    expect(held.exit, held.out + held.err).toBe(5);
    expect(held.out + held.err).toContain('no-record');
    let command = `kefu state adopt --name ${name} -c new.yaml`;
    // A server of this protocol can't be asked what else it has: there the guard names nothing.
    if (title === 'PostgreSQL') {
      const [, printed = ''] = /run: (kefu state adopt .*?) \(or/.exec(held.out.replace(/\s+/g, ' ')) ?? [];
      expect(printed).toBe(command);
      command = printed;
    }
    const adopted = await kefu(...command.split(' ').slice(1));
    expect(adopted.exit, adopted.err).toBe(0);
    expect(adopted.out).toContain(`The record of ${name} is left where it is`);
    const planned = await kefu('plan', '-c', 'new.yaml');
    expect(planned.out + planned.err).not.toContain('no-record');
    const twice = await kefu(...command.split(' ').slice(1));
    expect(twice.exit).toBe(3);
    expect(twice.err).toContain('[state-exists]');
    console.log(`${title}: ${command}: ${adopted.out.trim()}`);
  });

  test('adopting what is not there, or neither, or both: expect to be told', async () => {
    const { kefu } = await shop(chosen());
    for (const [args, code] of [
      [['--name', 'nobody'], 'state-missing'],
      [[], 'state-which'],
      [['old.state.json', '--name', 'nobody'], 'state-which'],
    ] as const) {
      const { exit, err } = await kefu('state', 'adopt', ...args);
      expect(exit).toBe(3);
      expect(err).toContain(`[${code}]`);
    }
  });
});
