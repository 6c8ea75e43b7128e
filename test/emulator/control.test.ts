import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { controlRoutes } from '../../src/emulator/control/control-routes.ts';
import { readFault } from '../../src/emulator/faults/fault.ts';
import { startEmulator } from '../../src/emulator/server.ts';
import { defaultSettings, settingsFault } from '../../src/emulator/world/settings.ts';
import { connect } from './emulator-client.ts';
import { stage } from './stage.ts';

const page = new URL('../../docs/emulator.md', import.meta.url);
const run = promisify(execFile);

beforeEach(async () => {
  stage.emulator = await startEmulator();
  stage.client = await connect(stage.emulator);
});
afterEach(() => stage.emulator.close());

describe('the page about the emulator', () => {
  it('has commands that work, from top to bottom', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'kefu-docs-'));
    const { url, appId, appSecret } = stage.emulator;
    const env = { PATH: process.env.PATH, URL: url, APPID: appId, SECRET: appSecret };
    const script = ['set -euo pipefail', ...(await shellBlocks())].join('\n');
    const { stdout } = await run('bash', ['-c', script], { env, cwd: folder, maxBuffer: 10e6 });
    await rm(folder, { recursive: true });
    expect(stdout.match(/"errcode":\s*-?\d+/g)?.filter((found) => !/:\s*(0|-1)$/.test(found))).toEqual([]);
    expect(stdout).toContain('"invite_wx":"wxid_alice"');
    expect(stdout).toContain('"accepted_case":1');
    expect(stdout).toContain('"menuId": "101"');
    expect(stage.emulator.world.accounts).toEqual([]);
  });

  it('shows every route of the control API', async () => {
    const commands = (await shellBlocks()).join('\n').match(/curl .*/g) ?? [];
    const shown = commands.map((command) => {
      const path = /\$URL(\/[^"?]*)/.exec(command)?.[1] ?? '';
      const method = /-X (\w+)/.exec(command)?.[1] ?? (/ -d /.test(command) ? 'POST' : 'GET');
      return { method, path };
    });
    const missing = controlRoutes.filter(
      (route) => !shown.some(({ method, path }) => method === route.method && route.path.test(path)),
    );
    expect(missing.map(({ method, path }) => `${method} ${path.source}`)).toEqual([]);
  });

  it('names every setting with its choices in order, and no other', async () => {
    const plain = (cell: string) => cell.replaceAll('`', '');
    const rows = (await tableAfter('## Settings')).map(([name = '', choices = '']) => {
      return { name: plain(name), choices: choices.split(', ').map(plain) };
    });
    const first = Object.fromEntries(rows.map(({ name, choices }) => [name, choices[0]]));
    expect(first).toEqual(defaultSettings());
    for (const { name, choices } of rows) {
      for (const choice of choices) expect(settingsFault({ [name]: choice })).toBeUndefined();
    }
  });

  it('names every kind of fault, and no other', async () => {
    const named = (await tableAfter('### Faults')).map(([kind = '']) => kind.replaceAll('`', ''));
    const known = String(readFault({ kind: 'flood' }, 0))
      .replace('kind must be one of: ', '')
      .split(', ');
    expect(named.toSorted()).toEqual(known.toSorted());
  });
});

async function shellBlocks(): Promise<string[]> {
  const text = await readFile(page, 'utf8');
  return [...text.matchAll(/```sh\n(.*?)```/gs)].map(([, block = '']) => block);
}

async function tableAfter(heading: string): Promise<string[][]> {
  const text = (await readFile(page, 'utf8')).split(`${heading}\n`)[1] ?? '';
  const lines = text.split('\n').slice(text.split('\n').findIndex((line) => line.startsWith('|---')) + 1);
  const end = lines.findIndex((line) => !line.startsWith('|'));
  return lines.slice(0, end).map((line) =>
    line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );
}

const refused: [string, string, string, unknown, number, string][] = [
  ['an unknown path', 'GET', 'nothing', undefined, 404, 'the control API has no GET /__emulator/nothing'],
  ['a body that is a list', 'PUT', 'settings', [], 400, 'the body must be a JSON object'],
  ['an unknown setting', 'PUT', 'settings', { speed: 'fast' }, 400, 'unknown setting: speed'],
  ['a value no setting has', 'PUT', 'settings', { kfId: 'uuid' }, 400, 'kfId must be one of: number, string'],
  ['a real AppID', 'PUT', 'official-account', { appId: 'wx0123456789abcdef' }, 400, 'wxemu and 13 digits'],
  [
    'an unknown trouble',
    'PUT',
    'official-account',
    { troubles: ['bored'] },
    400,
    'troubles are: secret-frozen',
  ],
  ['an unknown kind', 'PUT', 'official-account', { kind: 'shop' }, 400, 'kind must be one of: service'],
  ['an account twice', 'POST', 'accounts', { account: 'alice@kftest' }, 409, 'alice@kftest exists'],
  ['an account without a name', 'POST', 'accounts', {}, 400, 'account must be a string'],
  [
    'a nickname that is a number',
    'PUT',
    'accounts/alice@kftest',
    { nickname: 5 },
    400,
    'nickname must be a string',
  ],
  ['an unknown account', 'DELETE', 'accounts/bob@kftest', undefined, 404, 'there is no account bob@kftest'],
  [
    'no invitation to answer',
    'POST',
    'invitations/alice@kftest',
    { answer: 'accept' },
    409,
    'no invitation is waiting',
  ],
  ['an unknown act', 'POST', 'users/o1/acts', { act: 'dance' }, 400, 'act must be one of: message'],
  [
    'a menu entry nobody sent',
    'POST',
    'users/o1/acts',
    { act: 'click-msgmenu', id: '9' },
    409,
    'no message to this user',
  ],
  ['a fault it does not know', 'POST', 'faults', { kind: 'flood' }, 400, 'kind must be one of: refuse'],
  [
    'a clock moved by words',
    'POST',
    'clock',
    { advanceSeconds: 'a day' },
    400,
    'advanceSeconds must be a number',
  ],
  ['a world of another kind', 'PUT', 'world', { accounts: {} }, 400, 'accounts must be a list'],
  ['media that is not there', 'GET', 'media/NONE', undefined, 404, 'invalid media_id'],
];

it.each(refused)('refuses %s and says why', async (_case, method, path, body, status, message) => {
  stage.emulator.addAccount({ account: 'alice@kftest' });
  const before = structuredClone(stage.emulator.world);
  const sent = body === undefined ? { method } : { method, body: JSON.stringify(body) };
  const response = await fetch(`${stage.emulator.url}/__emulator/${path}`, sent);
  expect(response.status).toBe(status);
  expect(await response.json()).toEqual({ error: expect.stringContaining(message) });
  expect({ ...stage.emulator.world, users: {} }).toEqual({ ...before, users: {} });
});

it('an account deleted or changed over the control API is seen late by a list that lags', async () => {
  stage.emulator.addAccount({ account: 'alice@kftest', nickname: '小美' });
  stage.emulator.inject({ kind: 'lag', reads: 1 });
  await stage.client.control('PUT', 'accounts/alice@kftest', { nickname: '小丽' });
  const nickname = async () => (await stage.client.get('/cgi-bin/customservice/getkflist')).kf_list;
  expect(await nickname()).toMatchObject([{ kf_nick: '小美' }]);
  expect(await nickname()).toMatchObject([{ kf_nick: '小丽' }]);
});

it('killed tokens are not the latest, expired ones are old, and moving the avatar changes only its URL', async () => {
  const list = () => stage.client.get('/cgi-bin/customservice/getkflist');
  stage.emulator.addAccount({ account: 'alice@kftest' });
  const [before] = (await list()).kf_list as { kf_headimgurl: string }[];
  await stage.client.control('POST', 'accounts/alice@kftest/move-picture');
  const [after] = (await list()).kf_list as { kf_headimgurl: string }[];
  expect(after?.kf_headimgurl).not.toBe(before?.kf_headimgurl);
  await stage.client.control('POST', 'tokens', { end: 'expire' });
  expect(await list()).toMatchObject({ errcode: 42001 });
  stage.client = await connect(stage.emulator);
  await stage.client.control('POST', 'tokens', { end: 'kill', space: 'stable' });
  expect(await list()).toMatchObject({ errcode: 40001 });
});
