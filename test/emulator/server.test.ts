import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { networkInterfaces, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type RunningEmulator, startEmulator } from '../../src/emulator/server.ts';
import { connect } from './emulator-client.ts';
import { rawRequest } from './raw-request.ts';

const started: RunningEmulator[] = [];
let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kefu-emulator-'));
});
afterEach(async () => {
  for (const emulator of started.splice(0)) await emulator.close();
  await rm(folder, { recursive: true });
});

async function start(options: Parameters<typeof startEmulator>[0] = {}): Promise<RunningEmulator> {
  const emulator = await startEmulator(options);
  started.push(emulator);
  return emulator;
}

describe('who may call', () => {
  it.each(['localhost', '127.0.0.1:80', '127.8.8.8', '[::1]:9999', 'LOCALHOST:1'])(
    'Host %s is answered',
    async (host) => {
      const { url } = await start();
      expect((await rawRequest(url, `GET / HTTP/1.1\r\nHost: ${host}\r\n`)).head).toContain(' 200 ');
    },
  );

  it.each([
    'api.weixin.qq.com',
    'evil.example',
    '127.0.0.1.evil.example',
    'localhost.evil.example',
    '10.0.0.1',
  ])('Host %s is refused: a name of the network may point here by DNS rebinding', async (host) => {
    const { url } = await start();
    for (const path of ['/', '/__emulator/world', '/cgi-bin/token']) {
      expect((await rawRequest(url, `GET ${path} HTTP/1.1\r\nHost: ${host}\r\n`)).head).toContain(' 403 ');
    }
  });

  it('a page of another site is refused, and so is a request without a Host', async () => {
    const { url } = await start();
    const foreign = 'POST /__emulator/reset HTTP/1.1\r\nHost: localhost\r\nOrigin: https://evil.example\r\n';
    expect((await rawRequest(url, foreign)).head).toContain(' 403 ');
    expect((await rawRequest(url, 'GET / HTTP/1.1\r\n')).head).toContain(' 403 ');
  });

  it('only this machine: no other address of it listens', async () => {
    const { url } = await start();
    const others = Object.values(networkInterfaces())
      .flatMap((addresses) => addresses ?? [])
      .filter(({ family, internal }) => family === 'IPv4' && !internal);
    for (const { address } of others) {
      await expect(fetch(url.replace('127.0.0.1', address))).rejects.toThrow();
    }
    expect(new URL(url).hostname).toBe('127.0.0.1');
  });
});

it('takes no real AppID', async () => {
  await expect(startEmulator({ appId: 'wx0123456789abcdef' })).rejects.toThrow(/takes no real AppID/);
  await expect(startEmulator({ appId: 'wxemu123' })).rejects.toThrow(/takes no real AppID/);
  expect((await start({ appId: 'wxemu0000000000042' })).appId).toBe('wxemu0000000000042');
});

it('refuses a port that is taken', async () => {
  const { url } = await start();
  await expect(startEmulator({ port: Number(new URL(url).port) })).rejects.toThrow(/EADDRINUSE/);
});

describe('with a world file', () => {
  it('goes on where it stopped, with the same credentials and tokens', async () => {
    const worldFile = join(folder, 'world.json');
    const first = await start({ worldFile, wechatId: 'shop' });
    const client = await connect(first);
    await client.post('/customservice/kfaccount/add', { kf_account: 'alice@shop', nickname: '小美' });
    expect(JSON.parse(await readFile(worldFile, 'utf8')).accounts).toMatchObject([{ account: 'alice@shop' }]);
    await first.close();
    const second = await start({ worldFile });
    expect(second).toMatchObject({ appSecret: first.appSecret, wechatId: 'shop' });
    const url = `${second.url}/cgi-bin/customservice/getkflist?access_token=${client.token}`;
    expect(await (await fetch(url)).json()).toMatchObject({ kf_list: [{ kf_nick: '小美' }] });
    expect(await readdir(folder)).toEqual(['world.json']);
  });

  it('that can not be written does not start, and leaves the port free', async () => {
    const { url, close } = await start();
    await close();
    const port = Number(new URL(url).port);
    for (const worldFile of [join(folder, 'nowhere', 'world.json'), `${folder}/`]) {
      await expect(startEmulator({ port, worldFile })).rejects.toThrow();
    }
    expect(await start({ port })).toMatchObject({ url });
  });

  it.each([
    ['not JSON', '{', /JSON/],
    ['a list', '[]', /does not hold a world/],
    ['something else', '{"version":1}', /unknown part: version/],
    ['a part of another kind', '{"accounts":{}}', /accounts must be a list/],
    ['a real AppID', '{"officialAccount":{"appId":"wx0123456789abcdef"}}', /wxemu and 13 digits/],
    ['an unknown setting', '{"settings":{"speed":"fast"}}', /unknown setting: speed/],
  ])('holding %s does not start, and leaves the file alone', async (_case, content, message) => {
    const worldFile = join(folder, 'world.json');
    await writeFile(worldFile, content);
    await expect(startEmulator({ worldFile })).rejects.toThrow(message);
    expect(await readFile(worldFile, 'utf8')).toBe(content);
  });

  it('forgets a late effect when it is closed before', async () => {
    const worldFile = join(folder, 'world.json');
    const emulator = await start({ worldFile });
    const client = await connect(emulator);
    emulator.inject({ kind: 'late', path: 'kfaccount/add', ms: 60_000 });
    const added = client.post('/customservice/kfaccount/add', {
      kf_account: 'alice@kftest',
      nickname: '小美',
    });
    await expect(added).rejects.toThrow();
    await emulator.close();
    expect(JSON.parse(await readFile(worldFile, 'utf8')).accounts).toEqual([]);
  });
});

it('many calls at once leave what one after the other would leave', async () => {
  const emulator = await start();
  const client = await connect(emulator);
  const names = Array.from({ length: 40 }, (_, n) => `kf${n % 20}@kftest`);
  const answers = await Promise.all(
    names.map((kf_account) => client.post('/customservice/kfaccount/add', { kf_account, nickname: '小美' })),
  );
  const errcodes = answers.map(({ errcode }) => errcode);
  expect(errcodes.filter((errcode) => errcode === 0)).toHaveLength(20);
  expect(errcodes.filter((errcode) => errcode === 65406)).toHaveLength(20);
  expect(new Set(emulator.world.accounts.map(({ id }) => id)).size).toBe(20);
});
