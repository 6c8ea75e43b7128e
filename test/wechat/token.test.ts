import { describe, expect, test } from 'vitest';
import type { RunningEmulator } from '../../src/emulator/server.ts';
import { accountId } from '../../src/model/account.ts';
import type { Connection } from '../../src/model/connection.ts';
import { Failure } from '../../src/model/failure.ts';
import { Secret } from '../../src/model/secret.ts';
import { connectionTo, openClient, openClientOf, openEmulator, patientClock, told } from './opened.ts';
import { json, openServer } from './servers.ts';

const alice = accountId('alice', 'kftest');
const minute = 60_000;

const pathsOf = (emulator: RunningEmulator) =>
  emulator.world.requests.map(({ path }) => path.split('/').at(-1));
const killTokens = (emulator: RunningEmulator) => {
  for (const token of emulator.world.tokens.issued) token.diesAt = 0;
};

/** A server whose token calls answer what `tokens` says, and whose other calls take only the tokens in `good`. */
async function tokenServer(tokens: () => unknown, good: () => readonly string[]) {
  return openServer(
    (response, request) => {
      const token = new URL(request.url ?? '', 'http://localhost').searchParams.get('access_token') ?? '';
      const answer = good().includes(token)
        ? { kf_list: [] }
        : { errcode: 40001, errmsg: 'invalid credential rid: 6949fe38-0627ff0d' };
      json(answer)(response, request);
    },
    (response, request) => json(tokens())(response, request),
  );
}

const callsTo = (server: Awaited<ReturnType<typeof openServer>>) =>
  server.received.map(({ path }) => path.split('/').at(-1));

describe('given many calls in one run', () => {
  test('expect one stable_token call, also when they start together', async () => {
    const emulator = await openEmulator();
    const { accounts, callsMade } = openClientOf(emulator);
    await Promise.all([accounts.list(), accounts.list(), accounts.online(), accounts.add(alice, '小美')]);
    expect(pathsOf(emulator).filter((name) => name === 'stable_token')).toHaveLength(1);
    expect([...callsMade()].sort()).toEqual([
      'getkflist',
      'getkflist',
      'getonlinekflist',
      'kfaccount/add',
      'stable_token',
    ]);
  });

  test('expect the token to be asked for anew five minutes before its end', async () => {
    const server = await tokenServer(
      () => ({ access_token: 'T1', expires_in: 7200 }),
      () => ['T1'],
    );
    const clock = patientClock();
    const { accounts } = openClient(connectionTo(server.url, 'wx', 's'), { clock });
    await accounts.list();
    clock.pass(115 * minute - 1);
    await accounts.list();
    expect(callsTo(server)).toEqual(['stable_token', 'getkflist', 'getkflist']);
    clock.pass(1);
    await accounts.list();
    expect(callsTo(server).slice(3)).toEqual(['stable_token', 'getkflist']);
  });

  test.each([
    [345, 45],
    [300, 300],
    [120, 120],
    [undefined, 60],
  ])('expect a token with %s seconds left to be kept for %s', async (left, kept) => {
    const server = await tokenServer(
      () => ({ access_token: 'T1', expires_in: left }),
      () => ['T1'],
    );
    const clock = patientClock();
    const { accounts } = openClient(connectionTo(server.url, 'wx', 's'), { clock });
    await accounts.list();
    clock.pass(kept * 1000 - 1);
    await accounts.list();
    expect(callsTo(server).filter((name) => name === 'stable_token')).toHaveLength(1);
    clock.pass(1);
    await accounts.list();
    expect(callsTo(server).filter((name) => name === 'stable_token')).toHaveLength(2);
  });
});

describe('given a token that WeChat no longer takes', () => {
  test.each([40001, 40014, 42001])('%i: expect one new token and one replay of a read', async (errcode) => {
    const emulator = await openEmulator();
    emulator.addAccount({ account: alice, nickname: '小美' });
    emulator.inject({ kind: 'errcode', path: 'getkflist', errcode });
    let reads = 0;
    const credentials: Connection['credentials'] = {
      kind: 'access-token',
      read: async () => new Secret(await tokenOf(emulator, reads++)),
    };
    const { accounts } = openClient({ appId: emulator.appId, endpoint: new URL(emulator.url), credentials });
    expect((await accounts.list()).accounts).toHaveLength(1);
    expect(reads).toBe(2);
  });

  test('expect one new token and one replay of a write, applied once', async () => {
    const emulator = await openEmulator();
    const { accounts } = openClientOf(emulator);
    await accounts.list();
    killTokens(emulator);
    expect(told(await accounts.add(alice, '小美'))).toBe('applied');
    expect(pathsOf(emulator)).toEqual(['stable_token', 'getkflist', 'add', 'stable_token', 'add']);
    expect(emulator.world.accounts).toHaveLength(1);
  });

  test('expect callers that noticed together to share one new token', async () => {
    const emulator = await openEmulator();
    const { accounts } = openClientOf(emulator);
    await accounts.list();
    killTokens(emulator);
    const lists = await Promise.all([accounts.list(), accounts.list(), accounts.list()]);
    expect(lists).toHaveLength(3);
    expect(pathsOf(emulator).filter((name) => name === 'stable_token')).toHaveLength(2);
  });

  test('and the same one comes back: expect a stop with an explanation, after two token calls and one try', async () => {
    const server = await tokenServer(
      () => ({ access_token: 'OLD', expires_in: 7200 }),
      () => [],
    );
    const { accounts } = openClient(connectionTo(server.url, 'wx', 's'));
    await expect(accounts.list()).rejects.toMatchObject({
      kind: 'auth',
      code: '40001',
      message: expect.stringContaining('the same one was given out again'),
      hint: expect.stringContaining('stable_token'),
    });
    expect(callsTo(server)).toEqual(['stable_token', 'getkflist', 'stable_token']);
  });

  test('and the new one is refused too: expect a stop after two tries, with the rid', async () => {
    let given = 0;
    const server = await tokenServer(
      () => ({ access_token: `T${given++}`, expires_in: 7200 }),
      () => [],
    );
    const { accounts } = openClient(connectionTo(server.url, 'wx', 's'));
    await expect(accounts.list()).rejects.toMatchObject({
      kind: 'auth',
      message: expect.stringMatching(/second time in this run .*rid 6949fe38-0627ff0d/),
    });
    expect(callsTo(server)).toEqual(['stable_token', 'getkflist', 'stable_token', 'getkflist']);
    expect(told(await accounts.add(alice, '小美'))).toBe('not-applied 40001 stop');
    expect(callsTo(server).filter((name) => name === 'stable_token')).toHaveLength(2);
  });
});

describe('given a wrong secret', () => {
  test.each(['40125', '40001'] as const)('answered with %s: expect a stop without a loop', async (code) => {
    const emulator = await openEmulator();
    emulator.world.settings.wrongSecret = code;
    const { accounts } = openClient(connectionTo(emulator.url, emulator.appId, 'e'.repeat(32)));
    await expect(accounts.list()).rejects.toMatchObject({ kind: 'auth', code });
    expect(told(await accounts.add(alice, '小美'))).toBe(`not-applied ${code} stop`);
    expect(pathsOf(emulator)).toEqual(['stable_token', 'stable_token']);
  });
});

test('given a token server that fails in the middle of a run, expect a write to say so and not to throw', async () => {
  const emulator = await openEmulator();
  const failure = new Failure('config', 'token-file', 'The file with the access token is gone.');
  const credentials: Connection['credentials'] = {
    kind: 'access-token',
    read: () => Promise.reject(failure),
  };
  const { accounts } = openClient({ appId: emulator.appId, endpoint: new URL(emulator.url), credentials });
  expect(told(await accounts.add(alice, '小美'))).toBe('not-applied token-file stop');
  await expect(accounts.list()).rejects.toBe(failure);
});

test.each(['', 'two words', 'line\nbreak'])(
  'given %j as a ready access token, expect it not to be sent',
  async (value) => {
    const emulator = await openEmulator();
    const credentials: Connection['credentials'] = {
      kind: 'access-token',
      read: async () => new Secret(value),
    };
    const { accounts } = openClient({ appId: emulator.appId, endpoint: new URL(emulator.url), credentials });
    await expect(accounts.list()).rejects.toMatchObject({ kind: 'auth', code: 'unusable-token' });
    expect(emulator.world.requests).toEqual([]);
  },
);

/** A token of the emulator; each number gives another one, as a token server would after a renewal. */
async function tokenOf(emulator: RunningEmulator, number: number): Promise<string> {
  const query = new URLSearchParams({
    grant_type: 'client_credential',
    appid: emulator.appId,
    secret: emulator.appSecret,
  });
  const stable = JSON.stringify(Object.fromEntries(query));
  const answer =
    number === 0
      ? await fetch(`${emulator.url}/cgi-bin/stable_token`, { method: 'POST', body: stable })
      : await fetch(`${emulator.url}/cgi-bin/token?${query}`);
  return ((await answer.json()) as { access_token: string }).access_token;
}
