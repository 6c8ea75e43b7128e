import type { LookupFunction } from 'node:net';
import { describe, expect, test } from 'vitest';
import { isPrivateAddress, publicLookup } from '../../src/wechat/private-address.ts';
import { connectionTo, openClient } from './opened.ts';
import { openRawServer, openServer } from './servers.ts';

const picture = Buffer.from([0xff, 0xd8, 0xff, 0xd9]);

/** Resolves every name to one address, and remembers the names. */
function resolvingTo(address: string): LookupFunction & { readonly names: string[] } {
  const names: string[] = [];
  const lookup: LookupFunction = (name, options, callback) => {
    names.push(name);
    const family = address.includes(':') ? 6 : 4;
    if (options.all) callback(null, [{ address, family }]);
    else callback(null, address, family);
  };
  return Object.assign(lookup, { names });
}

describe('given an endpoint on this machine', () => {
  test('expect pictures of its own to be fetched, without a token', async () => {
    const server = await openServer((response) => response.end(picture));
    const { pictures } = openClient(connectionTo(server.url, 'wx', 's'));
    expect(Buffer.from((await pictures.fetch(`${server.url}/pictures/1/0?wx_fmt=jpeg`)) ?? [])).toEqual(
      picture,
    );
    expect(server.received).toEqual([{ method: 'GET', path: '/pictures/1/0', body: '' }]);
  });

  test.each([
    ['a call in a picture’s clothes', '/customservice/kfaccount/del?kf_account=alice%40kftest'],
    ['another call', '/cgi-bin/token?grant_type=client_credential'],
  ])('expect %s not to be made', async (_title, path) => {
    const server = await openServer((response) => response.end(picture));
    const { pictures } = openClient(connectionTo(server.url, 'wx', 's'));
    expect(await pictures.fetch(`${server.url}${path}`)).toBeUndefined();
    expect(server.received).toEqual([]);
  });

  test('expect no redirect to be followed', async () => {
    const other = await openRawServer(() => {});
    const server = await openServer((response) => response.writeHead(302, { location: other.url }).end());
    const { pictures } = openClient(connectionTo(server.url, 'wx', 's'));
    expect(await pictures.fetch(`${server.url}/pictures/1/0`)).toBeUndefined();
    expect(other.connections()).toBe(0);
  });

  test.each([
    ['more than 5 MB', Buffer.alloc(5 * 1024 * 1024 + 1), 200],
    ['an error', picture, 404],
  ])('expect %s to be nothing', async (_title, body, status) => {
    const server = await openServer((response) => response.writeHead(status).end(body));
    const { pictures } = openClient(connectionTo(server.url, 'wx', 's'));
    expect(await pictures.fetch(`${server.url}/pictures/1/0`)).toBeUndefined();
  });

  test('expect another port of this machine not to be asked', async () => {
    const other = await openRawServer(() => {});
    const server = await openServer((response) => response.end(picture));
    const { pictures } = openClient(connectionTo(server.url, 'wx', 's'));
    expect(await pictures.fetch(`${other.url}/pictures/1/0`)).toBeUndefined();
    expect(other.connections()).toBe(0);
  });
});

describe('given WeChat as the endpoint', () => {
  const clientWith = (lookup: LookupFunction) =>
    openClient(connectionTo('https://api.weixin.qq.com', 'wx', 's'), { lookup, deadlines: { connect: 300 } });

  test.each([
    'http://mmbiz.qpic.cn/mmbiz/abc/0',
    'https://mmbiz.qpic.cn/mmbiz/abc/300?wx_fmt=png',
    'http://wx.qlogo.cn/mmopen/abc/0',
  ])('expect %s to be looked up', async (url) => {
    const lookup = resolvingTo('127.0.0.1');
    expect(await clientWith(lookup).pictures.fetch(url)).toBeUndefined();
    expect(lookup.names).toEqual([new URL(url).hostname]);
  });

  test.each([
    'http://169.254.169.254/latest/meta-data/',
    'http://127.0.0.1/',
    'http://[::1]/',
    'http://2130706433/',
    'http://0x7f.1/',
    'https://example.com/a.jpg',
    'https://qpic.cn.example.com/a.jpg',
    'https://evilqpic.cn/a.jpg',
    'https://mmbiz.qpic.cn@example.com/a.jpg',
    'https://user:pass@mmbiz.qpic.cn/a.jpg',
    'https://mmbiz.qpic.cn:8443/a.jpg',
    'file:///etc/passwd',
    'ftp://mmbiz.qpic.cn/a.jpg',
    'data:image/png;base64,AAAA',
    'javascript:alert(1)',
    '//mmbiz.qpic.cn/a.jpg',
    '',
    'not a url',
  ])('expect %j never to be looked up', async (url) => {
    const lookup = resolvingTo('101.89.47.18');
    expect(await clientWith(lookup).pictures.fetch(url)).toBeUndefined();
    expect(lookup.names).toEqual([]);
  });
});

describe('given a name that resolves to a private address, expect the lookup to fail', () => {
  const resolved = (address: string, all: boolean) =>
    new Promise((resolve) => {
      publicLookup(resolvingTo(address))('mmbiz.qpic.cn', { all }, (error, found) =>
        resolve(error === null ? found : error.message),
      );
    });

  test.each([true, false])('asked for all addresses: %s', async (all) => {
    expect(await resolved('127.0.0.1', all)).toBe('private address');
    expect(await resolved('::ffff:10.0.0.1', all)).toBe('private address');
    expect(await resolved('101.89.47.18', all)).toEqual(
      all ? [{ address: '101.89.47.18', family: 4 }] : '101.89.47.18',
    );
  });
});

test.each([
  ['127.0.0.1', true],
  ['10.1.2.3', true],
  ['172.31.255.255', true],
  ['172.32.0.1', false],
  ['192.168.1.1', true],
  ['169.254.169.254', true],
  ['100.100.100.200', true],
  ['0.0.0.0', true],
  ['224.0.0.1', true],
  ['255.255.255.255', true],
  ['101.89.47.18', false],
  ['::1', true],
  ['::', true],
  ['::ffff:127.0.0.1', true],
  ['::ffff:169.254.169.254', true],
  ['::ffff:101.89.47.18', false],
  ['64:ff9b::7f00:1', true],
  ['fd00::1', true],
  ['fe80::1', true],
  ['ff02::1', true],
  ['2402:4e00::1', false],
])('%s is private: %s', (address, isPrivate) => {
  expect(isPrivateAddress(address)).toBe(isPrivate);
});
