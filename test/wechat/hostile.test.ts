import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { accountId } from '../../src/model/account.ts';
import { Failure } from '../../src/model/failure.ts';
import type { WechatClient } from '../../src/wechat/client.ts';
import { connectionTo, openClient, told } from './opened.ts';
import { bytesThenClose, json, openRawServer, openServer } from './servers.ts';

const alice = accountId('alice', 'kftest');
const jpeg = { bytes: Uint8Array.of(0xff, 0xd8, 0xff, 0xd9), contentType: 'image/jpeg' } as const;
const deadlines = { connect: 300, headers: 300, body: 300, whole: 400 };

const writes = {
  add: ({ accounts }: WechatClient) => accounts.add(alice, '小美'),
  update: ({ accounts }: WechatClient) => accounts.update(alice, '小美'),
  delete: ({ accounts }: WechatClient) => accounts.delete(alice),
  uploadAvatar: ({ accounts }: WechatClient) => accounts.uploadAvatar(alice, jpeg),
  invite: ({ accounts }: WechatClient) => accounts.invite(alice, 'wxid_alice'),
};

function clientOf(url: string): WechatClient {
  return openClient(connectionTo(url, 'wxemu0000000000001', 'f'.repeat(32)), { deadlines });
}

async function failureOf(promise: Promise<unknown>): Promise<string> {
  const failure = await promise.then(
    () => undefined,
    (error: unknown) => error,
  );
  if (!(failure instanceof Failure)) return `no Failure: ${String(failure)}`;
  expect(failure.message).toMatch(/^[^\n\r]+\.$/);
  return `${failure.kind} ${failure.code}`;
}

const bomb = gzipSync(Buffer.alloc(64 * 1024 * 1024));
const hostile: [title: string, answer: Parameters<typeof openServer>[0], code: string][] = [
  ['a web page', json('<!DOCTYPE html><title>登录</title>'), 'unreadable-answer'],
  [
    'a web page with 404',
    (response) => response.writeHead(404, { 'content-type': 'text/html' }).end('<h1>Not found</h1>'),
    'http-status',
  ],
  [
    'a gateway page with 502',
    (response) => response.writeHead(502).end('<h1>Bad gateway</h1>'),
    'http-status',
  ],
  ['a 500 that claims success', (response) => response.writeHead(500).end('{"errcode":0}'), 'http-status'],
  ['an empty body', json(''), 'unreadable-answer'],
  ['null', json('null'), 'unreadable-answer'],
  ['an array', json('[{"errcode":0}]'), 'unreadable-answer'],
  ['JSON half a megabyte deep', json(`{"errcode":${'['.repeat(500_000)}`), 'unreadable-answer'],
  ['NaN', json('{"errcode":NaN}'), 'unreadable-answer'],
  ['trailing garbage', json('{"errcode":0} and more'), 'unreadable-answer'],
  ['two errcodes', json('{"errcode":65401,"errcode":0}'), 'unreadable-answer'],
  ['an errcode that is no integer', json('{"errcode":0.5}'), 'no-errcode'],
  ['an errcode that is null', json('{"errcode":null}'), 'no-errcode'],
  ['an errcode that is a list', json('{"errcode":[0]}'), 'no-errcode'],
  [
    'a gzip bomb',
    (response) => response.writeHead(200, { 'content-encoding': 'gzip' }).end(bomb),
    'answer-too-long',
  ],
  [
    'gzip cut in the middle',
    (response) =>
      response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync('{"errcode":0}').subarray(0, 20)),
    'unreadable-answer',
  ],
  [
    '100,000 rows',
    json({ errcode: 0, kf_list: Array(100_000).fill({ kf_account: 'a@b' }) }),
    'answer-too-long',
  ],
  ['no answer but the end', (response) => response.socket?.end(), 'cut-off'],
  ['a reset', (response) => response.socket?.resetAndDestroy(), 'cut-off'],
  [
    'less than was announced',
    (response) => response.socket?.end('HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n{"errcode":0'),
    'cut-off',
  ],
  ['silence', () => {}, 'timeout'],
  [
    'silence after the head',
    (response) => response.writeHead(200, { 'content-length': 9 }).flushHeaders(),
    'timeout',
  ],
  [
    'a drip that never ends',
    (response) => {
      const drip = setInterval(() => response.write(' '), 50);
      response.on('close', () => clearInterval(drip));
    },
    'timeout',
  ],
  [
    'something that is not HTTP',
    (response) => response.socket?.end('SSH-2.0-OpenSSH\r\n'),
    'unreadable-answer',
  ],
  [
    'an unknown compression',
    (response) => response.writeHead(200, { 'content-encoding': 'zstd' }).end('x'),
    'unreadable-answer',
  ],
];

describe.each(hostile)('given %s as the answer', (_title, answer, code) => {
  test('expect the list to fail, never to be empty', async () => {
    const { accounts } = clientOf((await openServer(answer)).url);
    expect(await failureOf(accounts.list())).toBe(`unreachable ${code}`);
  });

  test.each(Object.entries(writes))('expect the outcome of %s to be unknown', async (_name, write) => {
    const server = await openServer(answer);
    expect(told(await write(clientOf(server.url)))).toBe(`unknown ${code}`);
    expect(server.received.filter(({ path }) => path !== '/cgi-bin/stable_token')).toHaveLength(1);
  });

  test('expect a token call to end in one clear error', async () => {
    const { accounts } = clientOf((await openServer(json({}), answer)).url);
    expect(await failureOf(accounts.list())).toBe(`unreachable ${code}`);
  });
});

describe.each([301, 302, 303, 307, 308])('given a redirect with %i to another origin', (status) => {
  async function redirecting() {
    const other = await openRawServer(() => {});
    const redirect: Parameters<typeof openServer>[0] = (response, request) =>
      response.writeHead(status, { location: `${other.url}${request.url}` }).end();
    return { other, redirect };
  }

  test('expect no byte to reach it, whatever was asked', async () => {
    const { other, redirect } = await redirecting();
    const client = clientOf((await openServer(redirect)).url);
    expect(await failureOf(client.accounts.list())).toBe('unreachable redirect');
    for (const write of Object.values(writes)) expect(told(await write(client))).toBe('unknown redirect');
    expect(other.connections()).toBe(0);
  });

  test('expect the AppSecret not to follow it', async () => {
    const { other, redirect } = await redirecting();
    const client = clientOf((await openServer(json({}), redirect)).url);
    expect(await failureOf(client.accounts.list())).toBe('unreachable redirect');
    expect(told(await writes.add(client))).toBe('not-applied redirect stop');
    expect(other.connections()).toBe(0);
  });
});

describe('given a success that is cut off at any byte, as if it were whole', () => {
  const success = '{"errcode":0,"errmsg":"ok"}';

  test.each(Object.entries(writes))('expect the outcome of %s to be unknown', async (_name, write) => {
    let length = 0;
    const server = await openServer((response, request) =>
      bytesThenClose(success.slice(0, length))(response, request),
    );
    const client = clientOf(server.url);
    const outcomes = new Set<string>();
    for (length = 0; length < success.length; length += 1) outcomes.add(told(await write(client)));
    expect([...outcomes]).toEqual(['unknown unreadable-answer']);
    expect(told(await write(client))).toBe('applied');
  });

  test('expect the list to fail', async () => {
    const list = JSON.stringify({ kf_list: [{ kf_account: 'alice@kftest', kf_nick: '小美', kf_id: 1001 }] });
    let length = 0;
    const server = await openServer((response, request) =>
      bytesThenClose(list.slice(0, length))(response, request),
    );
    const { accounts } = clientOf(server.url);
    const failures = new Set<string>();
    for (length = 0; length < list.length; length += 1) failures.add(await failureOf(accounts.list()));
    expect([...failures]).toEqual(['unreachable unreadable-answer']);
  });
});

test('given an answer cut anywhere in its head, expect the outcome to be unknown', async () => {
  const answer = 'HTTP/1.1 200 OK\r\nContent-Length: 27\r\n\r\n{"errcode":0,"errmsg":"ok"}';
  let length = 0;
  const server = await openServer((response) => response.socket?.end(answer.slice(0, length)));
  const client = clientOf(server.url);
  for (length = 0; length < answer.length; length += 3) {
    expect(told(await writes.add(client))).toMatch(/^unknown (?:cut-off|unreadable-answer)$/);
  }
});

describe('given an answer that belongs to another call', () => {
  test('expect a write answered with a list to be unknown', async () => {
    const client = clientOf((await openServer(json({ kf_list: [] }))).url);
    expect(told(await writes.add(client))).toBe('unknown no-errcode');
  });

  test('expect a list answered with the success of a write to fail', async () => {
    const { accounts } = clientOf((await openServer(json({ errcode: 0, errmsg: 'ok' }))).url);
    expect(await failureOf(accounts.list())).toBe('unreachable unusable-list');
  });

  test('expect a token call answered with a list to fail', async () => {
    const { accounts } = clientOf((await openServer(json({}), json({ kf_list: [] }))).url);
    expect(await failureOf(accounts.list())).toBe('unreachable unusable-token');
  });
});

describe('given an errcode written as a string', () => {
  test.each(['0', '65401'])('expect a write answered with "%s" to be unknown', async (errcode) => {
    const client = clientOf((await openServer(json({ errcode, errmsg: 'ok' }))).url);
    expect(told(await writes.delete(client))).toBe('unknown no-errcode');
  });

  test('expect a read to be refused by it all the same', async () => {
    const { accounts } = clientOf((await openServer(json({ errcode: '65400', errmsg: 'x' }))).url);
    expect(await failureOf(accounts.list())).toBe('auth 65400');
  });
});

test('given a server that cuts two connections, expect a read to be tried again', async () => {
  let calls = 0;
  const server = await openServer((response, request) => {
    calls += 1;
    return calls < 3 ? response.socket?.destroy() : json({ kf_list: [] })(response, request);
  });
  expect(await clientOf(server.url).accounts.list()).toEqual({ accounts: [], consoleAccounts: [] });
});
