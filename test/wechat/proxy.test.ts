import { createServer } from 'node:https';
import { connect as connectSocket, type Socket } from 'node:net';
import { describe, expect, test } from 'vitest';
import { accountId } from '../../src/model/account.ts';
import { Secret } from '../../src/model/secret.ts';
import { proxyFor } from '../../src/wechat/proxy.ts';
import { makeCertificate } from './certificate.ts';
import { connectionTo, openClient, openClientOf, openEmulator, told } from './opened.ts';
import { probe } from './probed.ts';
import { listen, openRawServer, testToken } from './servers.ts';

const host = 'api.weixin.qq.com';
const appSecret = 'f'.repeat(32);
const alice = accountId('alice', 'kftest');
const weixin = new URL(`https://${host}`);

/** A proxy that answers CONNECT with a status line, and joins to a port of this machine when it is 200. */
async function openProxy(answer: string, port?: number) {
  const heads: string[] = [];
  const rest: Buffer[] = [];
  const server = await openRawServer((socket: Socket) => {
    socket.once('data', (head) => {
      heads.push(head.toString('latin1'));
      socket.on('data', (bytes) => rest.push(bytes));
      socket.write(answer);
      if (port === undefined) return;
      const target = connectSocket(port, '127.0.0.1');
      target.on('error', () => {});
      socket.pipe(target).pipe(socket);
    });
  });
  return { ...server, heads, heard: () => Buffer.concat(rest).toString('latin1') };
}

/** A client with a ready token, so that a write is the first thing it sends. */
function openProxied(proxy: string, variable = 'HTTPS_PROXY') {
  const read = async () => new Secret(testToken);
  const connection = {
    ...connectionTo(weixin.href, 'wx', appSecret),
    credentials: { kind: 'access-token', read },
  } as const;
  return openClient(connection, { env: { [variable]: proxy }, deadlines: { connect: 300 } });
}

describe('given HTTPS_PROXY', () => {
  test('expect calls to go through it by CONNECT, and to show it nothing else', async () => {
    const { key, cert } = makeCertificate(host);
    const served: string[] = [];
    const server = createServer({ key, cert }, (request, response) => {
      served.push(request.url ?? '');
      request.resume();
      const isToken = request.url?.includes('stable_token');
      response.end(JSON.stringify(isToken ? { access_token: testToken } : { errcode: 0, kf_list: [] }));
    });
    const { port } = await listen(server);
    const proxy = await openProxy('HTTP/1.1 200 Connection established\r\n\r\n', port);
    const env = { HTTPS_PROXY: `http://me:p%40ss@127.0.0.1:${proxy.port}` };
    const { results } = await probe({ endpoint: weixin.href, appSecret }, env, cert);
    expect(results[0]).toBe('read');
    expect(results.slice(2, 7)).toEqual(Array(5).fill('applied'));
    expect(served.length).toBeGreaterThan(7);
    const login = Buffer.from('me:p@ss').toString('base64');
    expect(new Set(proxy.heads)).toEqual(
      new Set([
        `CONNECT ${host}:443 HTTP/1.1\r\nHost: ${host}:443\r\nProxy-Authorization: Basic ${login}\r\n\r\n`,
      ]),
    );
    expect(proxy.heard()).not.toMatch(/access_token|TOKEN|kf_account|f{32}/);
  });

  test('expect this machine never to be asked for through it', async () => {
    const proxy = await openProxy('HTTP/1.1 200 OK\r\n\r\n');
    const emulator = await openEmulator();
    const { accounts } = openClientOf(emulator, { env: { HTTPS_PROXY: proxy.url, NO_PROXY: '' } });
    expect(told(await accounts.add(alice, '小美'))).toBe('applied');
    expect(proxy.connections()).toBe(0);
  });
});

describe('given a proxy that gives no way, expect nothing to have been sent', () => {
  test.each([
    ['wants a login', 'HTTP/1.1 407 Proxy Authentication Required\r\n\r\n', 'wants a user and password'],
    ['refuses', 'HTTP/1.1 403 Forbidden\r\n\r\n', 'refused to connect'],
    ['is none', 'SSH-2.0-OpenSSH\r\n\r\n', 'refused to connect'],
    ['says nothing', '', 'could not be reached'],
    ['talks without end', 'x'.repeat(20_000), 'refused to connect'],
  ])('it %s', async (_title, answer, words) => {
    const proxy = await openProxy(answer);
    const outcome = await openProxied(proxy.url).accounts.add(alice, '小美');
    expect(told(outcome)).toBe('not-applied proxy retry');
    expect(outcome).toMatchObject({ cause: { message: expect.stringContaining(words) } });
    expect(proxy.heard()).toBe('');
  });

  test('it is not there', async () => {
    const { accounts } = openProxied('http://127.0.0.1:9');
    expect(told(await accounts.add(alice, '小美'))).toBe('not-applied proxy retry');
  });

  test('it is of a kind that kefu does not speak: its password is not shown', async () => {
    const outcome = await openProxied('socks5://me:hunter22@127.0.0.1:1080').accounts.add(alice, '小美');
    expect(told(outcome)).toBe('not-applied proxy stop');
    expect(JSON.stringify(outcome)).not.toContain('hunter22');
  });
});

describe.each(['HTTPS_PROXY', 'https_proxy'])('given a raw percent sign in the password of %s', (name) => {
  test.each(['50%off', '100%', '%ff'])('%s: expect to be told, before anything is sent', async (password) => {
    const proxy = await openProxy('HTTP/1.1 200 OK\r\n\r\n');
    const { accounts } = openProxied(`http://me:${password}@127.0.0.1:${proxy.port}`, name);
    const outcome = await accounts.add(alice, '小美');
    expect(told(outcome)).toBe('not-applied proxy stop');
    expect(outcome).toMatchObject({
      cause: {
        message: expect.stringContaining(name),
        hint: expect.stringContaining('%25'),
      },
    });
    await expect(accounts.list()).rejects.toMatchObject({ kind: 'config', code: 'proxy' });
    expect(JSON.stringify(outcome)).not.toContain(password);
    expect(proxy.connections()).toBe(0);
  });
});

describe('the proxy for https://api.weixin.qq.com', () => {
  test.each([
    [{}, undefined],
    [{ HTTPS_PROXY: '' }, undefined],
    [{ HTTPS_PROXY: 'http://proxy:3128' }, 'http://proxy:3128/'],
    [{ https_proxy: 'proxy:3128' }, 'http://proxy:3128/'],
    [{ https_proxy: 'https://a', HTTPS_PROXY: 'https://b' }, 'https://a/'],
    [{ HTTPS_PROXY: 'http://proxy', NO_PROXY: '*' }, undefined],
    [{ HTTPS_PROXY: 'http://proxy', NO_PROXY: 'example.com, api.weixin.qq.com' }, undefined],
    [{ HTTPS_PROXY: 'http://proxy', no_proxy: '.qq.com' }, undefined],
    [{ HTTPS_PROXY: 'http://proxy', NO_PROXY: '*.qq.com' }, undefined],
    [{ HTTPS_PROXY: 'http://proxy', NO_PROXY: 'QQ.com:443' }, undefined],
    [{ HTTPS_PROXY: 'http://proxy', NO_PROXY: 'qq.com:8443,xin.qq.com,i.weixin.qq.com' }, 'http://proxy/'],
  ])('with %j is %s', (env, proxy) => {
    expect(proxyFor(weixin, env)?.href).toBe(proxy);
  });
});
