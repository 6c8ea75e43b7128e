import { createServer, type IncomingMessage } from 'node:http';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { accountId } from '../../src/model/account.ts';
import { Secret } from '../../src/model/secret.ts';
import { connectionTo, openClient, patientClock, told } from './opened.ts';
import { json, listen, openServer, testToken } from './servers.ts';

const alice = accountId('alice', 'kftest');

interface Seen {
  readonly method: string | undefined;
  readonly target: string | undefined;
  readonly headers: IncomingMessage['headers'];
  readonly body: Buffer;
  readonly connection: number;
}

/** Answers everything well and keeps what it saw, byte for byte. */
async function openWitness() {
  const seen: Seen[] = [];
  let connections = 0;
  const numbers = new WeakMap<object, number>();
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const { method, url, headers, socket } = request;
    seen.push({
      method,
      target: url,
      headers,
      body: Buffer.concat(chunks),
      connection: numbers.get(socket) ?? 0,
    });
    const token = { access_token: testToken, expires_in: 7200 };
    response.setHeader('content-type', 'text/plain');
    response.end(JSON.stringify(url?.includes('stable_token') ? token : { errcode: 0, kf_list: [] }));
  });
  server.on('connection', (socket) => {
    connections += 1;
    numbers.set(socket, connections);
  });
  const { url } = await listen(server);
  return { seen, client: openClient(connectionTo(url, 'wx0123456789abcdef', 'S')) };
}

describe('what goes over the wire', () => {
  test('JSON is raw UTF-8 with its length', async () => {
    const { seen, client } = await openWitness();
    await client.accounts.add(alice, '小美 <b>😀\u2028"');
    const { headers, body, method, target } = seen.at(-1) ?? {};
    expect(body?.toString('utf8')).toBe('{"kf_account":"alice@kftest","nickname":"小美 <b>😀\u2028\\""}');
    expect(headers?.['content-length']).toBe(String(body?.length));
    expect(headers?.['content-type']).toBe('application/json');
    expect(`${method} ${target}`).toBe(`POST /customservice/kfaccount/add?access_token=${testToken}`);
  });

  test('a picture is one sized multipart body with an ASCII name, its true type and a last line end', async () => {
    const { seen, client } = await openWitness();
    const bytes = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0, 0x0d, 0x0a, 0xff);
    await client.accounts.uploadAvatar(alice, { bytes, contentType: 'image/png' });
    const { headers, body, target } = seen.at(-1) ?? {};
    const boundary = /^multipart\/form-data; boundary=([\w-]+)$/.exec(headers?.['content-type'] ?? '')?.[1];
    expect(body?.toString('latin1')).toBe(
      `--${boundary}\r\nContent-Disposition: form-data; name="media"; filename="avatar.png"\r\n` +
        `Content-Type: image/png\r\n\r\n${Buffer.from(bytes).toString('latin1')}\r\n--${boundary}--\r\n`,
    );
    expect(headers?.['content-length']).toBe(String(body?.length));
    expect(headers?.['transfer-encoding']).toBeUndefined();
    expect(target).toContain('?kf_account=alice%40kftest&access_token=');
  });

  test('the account in a query can add no parameter', async () => {
    const { seen, client } = await openWitness();
    const sly = accountId('a&access_token=x#', 'b\r\nHost: c');
    await client.accounts.uploadAvatar(sly, { bytes: Uint8Array.of(1), contentType: 'image/jpeg' });
    const { searchParams } = new URL(seen.at(-1)?.target ?? '', 'http://localhost');
    expect([...searchParams.keys()]).toEqual(['kf_account', 'access_token']);
    expect(searchParams.get('kf_account')).toBe(sly);
  });

  test('a legacy password is its MD5, one that is hashed already stays', async () => {
    const { seen, client } = await openWitness();
    await client.accounts.add(alice, '小美', new Secret('pswmd5'));
    await client.accounts.update(alice, '小美', new Secret('96e79218965eb72c92a549dd5a330112'));
    const passwords = seen.slice(1).map(({ body }) => JSON.parse(body.toString()).password);
    expect(passwords).toEqual(['6de35f57e512fb40ec52fbf8bbdee08d', '96e79218965eb72c92a549dd5a330112']);
  });

  test('no request names the secret or force_refresh in its address, and a token stands only in a query', async () => {
    const { seen, client } = await openWitness();
    await client.accounts.list();
    await client.accounts.delete(alice);
    expect(seen[0]?.target).toBe('/cgi-bin/stable_token');
    expect(seen.map(({ body }) => body.toString()).join()).not.toMatch(/force_refresh|TOKEN/);
    expect(JSON.stringify(seen.map(({ headers }) => headers))).not.toContain('TOKEN');
  });
});

test('each write goes over a connection of its own, which nothing else has used', async () => {
  const { seen, client } = await openWitness();
  await client.accounts.list();
  await client.accounts.add(alice, '小美');
  await client.accounts.update(alice, '小丽');
  await client.accounts.list();
  const connectionsOf = (isWrite: boolean) =>
    seen
      .filter(({ target }) => target?.startsWith('/customservice') === isWrite)
      .map(({ connection }) => connection);
  const writes = connectionsOf(true);
  expect(new Set(writes).size).toBe(2);
  expect(connectionsOf(false).filter((connection) => writes.includes(connection))).toEqual([]);
});

describe('given an address without a server, expect nothing to have been sent', () => {
  const lost = (endpoint: string, code?: string) =>
    openClient(
      {
        ...connectionTo(endpoint, 'wx', 'S'),
        credentials: { kind: 'access-token', read: async () => new Secret('T') },
      },
      {
        deadlines: { connect: 200 },
        ...(code !== undefined && {
          lookup: (_name, _options, callback) => callback(Object.assign(new Error(code), { code }), '', 4),
        }),
      },
    );

  test.each([
    ['nobody listens', 'http://127.0.0.1:9', undefined, 'connection-refused'],
    ['the name is unknown', 'https://nope.example', 'ENOTFOUND', 'dns'],
    ['no name server answers', 'https://nope.example', 'EAI_AGAIN', 'dns'],
    ['there is no way', 'https://nope.example', 'ENETUNREACH', 'connect-failed'],
  ])('%s', async (_title, endpoint, errno, code) => {
    const { accounts } = lost(endpoint, errno);
    const outcome = await accounts.add(alice, '小美');
    expect(told(outcome)).toBe(`not-applied ${code} retry`);
    expect(outcome).toMatchObject({ cause: { message: expect.stringMatching(/Nothing was sent\.$/) } });
    await expect(accounts.list()).rejects.toMatchObject({ kind: 'unreachable', code });
  });

  test('a name that is never resolved ends at the deadline', async () => {
    const { accounts } = openClient(
      {
        ...connectionTo('https://nope.example', 'wx', 'S'),
        credentials: { kind: 'access-token', read: async () => new Secret('T') },
      },
      { deadlines: { connect: 200 }, lookup: () => {} },
    );
    expect(told(await accounts.add(alice, '小美'))).toBe('not-applied connect-timeout retry');
  });
});

describe('an endpoint', () => {
  test.each([
    'http://api.weixin.qq.com',
    'http://192.168.0.7:8080',
    'http://127.0.0.1.example.com',
    'http://localhost.example.com',
    'ftp://api.weixin.qq.com',
  ])('%s is refused before a secret leaves', (endpoint) => {
    expect(() => openClient(connectionTo(endpoint, 'wx', 'S'))).toThrow(/without https/);
  });

  test('with a password in it is refused, and the password not shown', () => {
    expect(() => openClient(connectionTo('https://me:hunter22@api.weixin.qq.com', 'wx', 'S'))).toThrow(
      /^(?!.*hunter22).*user or password/,
    );
  });

  test.each(['http://127.0.0.1:1', 'http://localhost:1', 'http://[::1]:1', 'http://127.9.9.9:1'])(
    '%s on this machine may do without https',
    (endpoint) => {
      expect(openClient(connectionTo(endpoint, 'wx', 'S')).callsMade()).toEqual([]);
    },
  );
});

test('given a compressed answer, expect it to be read', async () => {
  const rows = gzipSync(JSON.stringify({ kf_list: [{ kf_account: alice, kf_nick: '小美' }] }));
  const server = await openServer((response) =>
    response.writeHead(200, { 'content-encoding': 'gzip' }).end(rows),
  );
  expect((await openClient(connectionTo(server.url, 'wx', 'S')).accounts.list()).accounts).toHaveLength(1);
});

test('given a server that is busy, expect a read to be asked three times with growing pauses', async () => {
  const server = await openServer(json({ errcode: -1, errmsg: 'system error' }));
  const clock = patientClock();
  const { accounts } = openClient(connectionTo(server.url, 'wx', 'S'), { clock });
  await expect(accounts.list()).rejects.toMatchObject({ kind: 'unreachable', code: '-1' });
  expect(clock.slept).toEqual([1000, 2000]);
  expect(server.received).toHaveLength(4);
});
