import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { appendFile, mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';
import { afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { type Run, startKefu } from '../support/built-cli.ts';
import { freshBuild } from '../support/fresh-build.ts';

const root = resolve(import.meta.dirname, '../..');

interface Fleet {
  readonly url: string;
  readonly appSecret: string;
  stop(): Promise<void>;
}

let folder: string;
const running: Fleet[] = [];

beforeAll(freshBuild);
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kefu-fleet-'));
});
afterEach(async () => {
  for (const fleet of running.splice(0)) await fleet.stop();
  await rm(folder, { recursive: true });
});

/** `kefu emulator` as people start it, once it has told where it is. */
async function fleet(...flags: string[]): Promise<Fleet> {
  const args = [join(root, 'dist/cli/main.js'), 'emulator', '--port', '0', '--json', ...flags];
  const child = spawn(process.execPath, args, { cwd: folder, stdio: ['ignore', 'pipe', 'inherit'] });
  const [line] = await once(createInterface(child.stdout), 'line');
  const ended = once(child, 'exit');
  const started: Fleet = {
    ...JSON.parse(line),
    stop: async () => {
      child.kill('SIGTERM');
      await ended;
    },
  };
  running.push(started);
  return started;
}

/** One that is expected to refuse. */
function refused(...flags: string[]): Promise<Run> {
  return startKefu(['emulator', '--port', '0', ...flags], { cwd: folder, env: {} });
}

function kefu({ url, appSecret }: Fleet, ...args: string[]): Promise<Run> {
  return startKefu(args, { cwd: folder, env: { KEFU_ENDPOINT: url, KEFU_APP_SECRET: appSecret } });
}

// biome-ignore lint/suspicious/noExplicitAny: what the emulator answers is looked at by the tests.
async function control({ url }: Fleet, method: string, path: string, body?: object): Promise<any> {
  const sent = body === undefined ? { method } : { method, body: JSON.stringify(body) };
  return (await fetch(`${url}/__emulator/${path}`, sent)).json();
}

async function answerOf(response: Response): Promise<Record<string, unknown>> {
  return (await response.json()) as Record<string, unknown>;
}

async function configs(): Promise<string[]> {
  return (await readdir(join(folder, 'fleet'))).sort();
}

it('given a fleet and its configs, expect no changes in any of them', async () => {
  const six = await fleet('--fleet', '6x5', '--configs', 'fleet');
  expect(await configs()).toEqual([1, 2, 3, 4, 5, 6].map((number) => `shop-000${number}.yaml`));
  for (const name of await configs()) {
    const plan = await kefu(six, 'plan', '-c', `fleet/${name}`);
    expect(plan.exit, plan.err).toBe(0);
    expect(plan.out).toContain('No changes.');
  }
});

it('given --changes, expect the same work in each; applying one leaves the others as they were', async () => {
  const six = await fleet('--fleet', '6x5', '--configs', 'fleet', '--changes', '3');
  expect((await kefu(six, 'plan', '-c', 'fleet/shop-0006.yaml')).out).toContain(
    'Plan: 1 to add, 2 to change, 0 to destroy.',
  );
  const applied = await kefu(six, 'apply', '-c', 'fleet/shop-0002.yaml', '--auto-approve');
  expect(applied.exit, applied.err).toBe(0);
  expect((await kefu(six, 'plan', '-c', 'fleet/shop-0002.yaml')).out).toContain('No changes.');
  const live: Record<string, { account: string; nickname: string }[]> = await control(six, 'GET', 'accounts');
  expect(live.wxemu0000000000002?.map(({ account }) => account).sort()).toEqual(
    ['kf001', 'kf002', 'kf003', 'kf004', 'kf005'].map((name) => `${name}@shop-0002`),
  );
  expect(live.wxemu0000000000001?.map(({ nickname }) => nickname)).toEqual([
    '客服001 旧',
    '客服003 旧',
    '客服004',
    '客服005',
  ]);
});

it('given the plain script, expect it to find the differences that kefu plans', async () => {
  const three = await fleet('--fleet', '3x4', '--configs', 'fleet', '--changes', '2');
  const { stdout } = await promisify(execFile)(
    process.execPath,
    [join(root, 'scripts/bench/plain-fleet.mjs'), join(folder, 'fleet')],
    { env: { ...process.env, KEFU_ENDPOINT: three.url, KEFU_APP_SECRET: three.appSecret } },
  );
  expect(stdout).toContain('~ kf001@shop-0001 客服001 旧 -> 客服001\n+ kf002@shop-0001\n');
  expect(stdout).toContain('3 official accounts, 6 differences');
});

it('given a folder for the worlds, expect a restart to go on with secret, accounts and configs', async () => {
  const flags = ['--fleet', '2x3', '--configs', 'fleet', '--world', 'worlds', '--changes', '1'];
  const before = await fleet(...flags);
  await kefu(before, 'apply', '-c', 'fleet/shop-0001.yaml', '--auto-approve');
  await before.stop();
  const kept = await configs();
  expect(kept).toContain('shop-0001.state.json');

  const after = await fleet(...flags);
  expect(after.appSecret).toBe(before.appSecret);
  expect(await configs()).toEqual(kept);
  expect((await kefu(after, 'plan', '-c', 'fleet/shop-0001.yaml')).out).toContain('No changes.');
  expect((await kefu(after, 'plan', '-c', 'fleet/shop-0002.yaml')).out).toContain('1 to change');
});

it('given a smaller fleet afterwards, expect exactly its configs', async () => {
  await (await fleet('--fleet', '4x2', '--configs', 'fleet')).stop();
  await fleet('--fleet', '2x3', '--configs', 'fleet');
  expect(await configs()).toEqual(['shop-0001.yaml', 'shop-0002.yaml']);
  expect(await readFile(join(folder, 'fleet/shop-0001.yaml'), 'utf8')).toContain('kf003');
});

const strangers: [string, (path: string) => Promise<unknown>, string][] = [
  ["somebody's config", (path) => writeFile(join(path, 'kefu.yaml'), 'version: 1\n'), 'kefu.yaml'],
  ['a config of a shop nobody made', (path) => writeFile(join(path, 'shop-0009.yaml'), 'a: 1\n'), '0009'],
  ['an edited config', (path) => appendFile(join(path, 'shop-0001.yaml'), '  x: {}\n'), 'shop-0001'],
  ['a folder', (path) => mkdir(join(path, 'avatars')), 'avatars'],
  ['a link', (path) => symlink('/dev/zero', join(path, 'shop-0007.yaml')), 'shop-0007'],
];

it.each(strangers)(
  'given %s in the folder, expect a refusal and nothing touched',
  async (_case, put, told) => {
    await (await fleet('--fleet', '2x2', '--configs', 'fleet')).stop();
    await put(join(folder, 'fleet'));
    const names = await configs();
    const first = await readFile(join(folder, 'fleet/shop-0001.yaml'), 'utf8');
    const ending = await refused('--fleet', '3x3', '--configs', 'fleet');
    expect(ending.exit).toBe(3);
    expect(ending.err).toContain(told);
    expect(ending.err).toContain('nothing was written');
    expect(await configs()).toEqual(names);
    expect(await readFile(join(folder, 'fleet/shop-0001.yaml'), 'utf8')).toBe(first);
  },
);

it.each([
  [['--configs', 'fleet'], '--configs and --changes belong to --fleet'],
  [['--changes', '1'], '--configs and --changes belong to --fleet'],
  [['--fleet', '2x3', '--changes', '4'], 'Each official account has 3 kf accounts'],
  [['--fleet', '0x5'], 'at most 10000x100'],
  [['--fleet', '5x101'], 'at most 10000x100'],
  [['--fleet', '5'], 'at most 10000x100'],
])('given %j, expect one clear refusal', async (flags, told) => {
  const ending = await refused(...flags);
  expect(ending.exit).toBe(3);
  expect(ending.err).toContain(told);
});

it('given calls for one official account, expect the others to know nothing of them', async () => {
  const two = await fleet('--fleet', '2x1');
  const ask = async (appid: string) => {
    const body = JSON.stringify({ grant_type: 'client_credential', appid, secret: two.appSecret });
    return answerOf(await fetch(`${two.url}/cgi-bin/stable_token`, { method: 'POST', body }));
  };
  const { access_token: token } = await ask('wxemu0000000000002');
  expect(await ask('wxemu0000000000009')).toMatchObject({ errcode: 40013 });
  const list = await fetch(`${two.url}/cgi-bin/customservice/getkflist?access_token=${token}`);
  expect(await list.json()).toMatchObject({ kf_list: [{ kf_account: 'kf001@shop-0002' }] });
  const legacy = `grant_type=client_credential&appid=wxemu0000000000002&secret=${two.appSecret}`;
  const second = await answerOf(await fetch(`${two.url}/cgi-bin/token?${legacy}`));
  expect(second.access_token).not.toBe(token);
  const requests = await control(two, 'GET', 'requests?appid=wxemu0000000000002');
  expect(requests.map(({ path }: { path: string }) => path)).toEqual([
    '/cgi-bin/stable_token',
    '/cgi-bin/customservice/getkflist',
    '/cgi-bin/token',
  ]);
});

it('given the control API, expect one official account by its AppID, or each of them, or the advice to name one', async () => {
  const two = await fleet('--fleet', '2x1');
  await control(two, 'PUT', 'accounts/kf001@shop-0002?appid=wxemu0000000000002', { nickname: '新' });
  expect(await control(two, 'GET', 'accounts')).toMatchObject({
    wxemu0000000000001: [{ nickname: '客服001' }],
    wxemu0000000000002: [{ nickname: '新' }],
  });
  expect(await control(two, 'POST', 'faults', { kind: 'delay', path: '*', ms: 1 })).toMatchObject({
    wxemu0000000000001: { kind: 'delay' },
    wxemu0000000000002: { kind: 'delay' },
  });
  expect((await control(two, 'GET', 'world')).error).toContain('name one, such as ?appid=wxemu');
  expect((await control(two, 'GET', 'world?appid=wxemu7')).error).toContain('no official account');
  expect((await control(two, 'GET', 'nothing?appid=wxemu0000000000001')).error).toContain('GET');
  const page = await (await fetch(`${two.url}/?appid=wxemu0000000000002`)).text();
  expect(page).toContain('Official account (2)');
  expect(page).toContain('<strong>新</strong>');
});
