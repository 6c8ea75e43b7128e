import { createServer } from 'node:https';
import type { LookupFunction, Socket } from 'node:net';
import type { TlsOptions } from 'node:tls';
import { describe, expect, test } from 'vitest';
import { accountId } from '../../src/model/account.ts';
import { Failure } from '../../src/model/failure.ts';
import { Secret } from '../../src/model/secret.ts';
import { makeCertificate } from './certificate.ts';
import { connectionTo, openClient, told } from './opened.ts';
import { probe } from './probed.ts';
import { listen, openRawServer, testToken } from './servers.ts';

const host = 'api.weixin.qq.com';
const appSecret = 'f'.repeat(32);
const alice = accountId('alice', 'kftest');

/** A server that answers each call well, over TLS; `requests` holds the paths that came through. */
async function openTlsServer(options: TlsOptions) {
  const requests: string[] = [];
  const server = createServer(options, (request, response) => {
    const path = new URL(request.url ?? '', 'https://localhost').pathname;
    requests.push(path);
    request.resume();
    response.end(
      path.endsWith('stable_token')
        ? JSON.stringify({ access_token: testToken, expires_in: 7200 })
        : JSON.stringify({ errcode: 0, kf_list: [], kf_online_list: [] }),
    );
  });
  server.on('tlsClientError', () => {});
  return { ...(await listen(server)), requests };
}

const toThisMachine: LookupFunction = (_name, options, callback) =>
  options.all ? callback(null, [{ address: '127.0.0.1', family: 4 }]) : callback(null, '127.0.0.1', 4);

/** A client with a ready token, so that a write is the first thing it sends. */
function openLocalClient(port: number) {
  const read = async () => new Secret(testToken);
  const connection = {
    ...connectionTo(`https://${host}:${port}`, 'wx', appSecret),
    credentials: { kind: 'access-token', read },
  } as const;
  return openClient(connection, { lookup: toThisMachine, deadlines: { connect: 300 } });
}

async function outcomesOf(client: ReturnType<typeof openLocalClient>) {
  const list = await client.accounts.list().then(
    () => 'read',
    (error: unknown) => (error instanceof Failure ? `${error.kind} ${error.code}` : String(error)),
  );
  return { list, add: told(await client.accounts.add(alice, '小美')) };
}

describe('given a certificate that an authority of this machine has signed', () => {
  const { key, cert } = makeCertificate(host);

  test('for the right name: expect reads and writes to work', async () => {
    const server = await openTlsServer({ key, cert });
    const endpoint = `https://${host}:${server.port}`;
    const { results } = await probe({ endpoint, appSecret, local: true }, {}, cert);
    expect(results.slice(0, 7)).toEqual([
      'read',
      'read',
      'applied',
      'applied',
      'applied',
      'applied',
      'applied',
    ]);
  });

  test('for another name: expect no byte of a request', async () => {
    const server = await openTlsServer({ key, cert });
    const endpoint = `https://sh.api.weixin.qq.com:${server.port}`;
    const { results } = await probe({ endpoint, appSecret, local: true }, {}, cert);
    expect(results.slice(0, 3)).toEqual(['unreachable tls', 'unreachable tls', 'not-applied tls']);
    expect(server.requests).toEqual([]);
  });

  test('that has expired: expect no byte of a request', async () => {
    const old = makeCertificate(host, { from: -9, to: -1 });
    const server = await openTlsServer(old);
    const endpoint = `https://${host}:${server.port}`;
    const { results } = await probe({ endpoint, appSecret, local: true }, {}, old.cert);
    expect(results.slice(0, 3)).toEqual(['unreachable tls', 'unreachable tls', 'not-applied tls']);
    expect(server.requests).toEqual([]);
  });
});

describe('given a certificate nobody has signed', () => {
  const { key, cert } = makeCertificate(host);

  test('expect no byte of a request, and a stop', async () => {
    const server = await openTlsServer({ key, cert });
    expect(await outcomesOf(openLocalClient(server.port))).toEqual({
      list: 'unreachable tls',
      add: 'not-applied tls stop',
    });
    expect(server.requests).toEqual([]);
  });

  test('and NODE_TLS_REJECT_UNAUTHORIZED=0: expect the same', async () => {
    const server = await openTlsServer({ key, cert });
    const endpoint = `https://${host}:${server.port}`;
    const env = { NODE_TLS_REJECT_UNAUTHORIZED: '0' };
    const { results } = await probe({ endpoint, appSecret, local: true }, env);
    expect(results.slice(0, 3)).toEqual(['unreachable tls', 'unreachable tls', 'not-applied tls']);
    expect(server.requests).toEqual([]);
  });
});

test('given a server that speaks TLS 1.1 at most, expect no byte of a request', async () => {
  const ciphers = 'DEFAULT@SECLEVEL=0';
  const server = await openTlsServer({
    ...makeCertificate(host),
    minVersion: 'TLSv1',
    maxVersion: 'TLSv1.1',
    ciphers,
  });
  expect(await outcomesOf(openLocalClient(server.port))).toEqual({
    list: 'unreachable tls',
    add: 'not-applied tls stop',
  });
  expect(server.requests).toEqual([]);
});

test('given a server that speaks no TLS, expect no byte of a request', async () => {
  const heard: Buffer[] = [];
  const plain = await openRawServer((socket) => {
    socket.on('data', (bytes) => {
      heard.push(bytes);
      socket.end('HTTP/1.1 400 Bad Request\r\n\r\n');
    });
  });
  expect(await outcomesOf(openLocalClient(plain.port))).toEqual({
    list: 'unreachable tls',
    add: 'not-applied tls stop',
  });
  expect(Buffer.concat(heard).toString('latin1')).not.toMatch(/getkflist|TOKEN/);
});

describe('given a handshake that never ends well', () => {
  test.each([
    ['a reset', (socket: Socket) => socket.once('data', () => socket.resetAndDestroy()), 'connect-failed'],
    ['silence', (socket: Socket) => socket.resume(), 'connect-timeout'],
  ])('%s: expect nothing to have happened, and another try to be worth it', async (_title, answer, code) => {
    const server = await openRawServer(answer);
    expect(await outcomesOf(openLocalClient(server.port))).toEqual({
      list: `unreachable ${code}`,
      add: `not-applied ${code} retry`,
    });
  });
});
