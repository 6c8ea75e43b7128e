import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type RunningEmulator, startEmulator } from '../../src/emulator/server.ts';
import type { Json } from './emulator-client.ts';

let emulator: RunningEmulator;
let time = Date.UTC(2026, 10, 22);

beforeEach(async () => {
  emulator = await startEmulator({ now: () => time });
});
afterEach(() => emulator.close());

function credentials(): { grant_type: string; appid: string; secret: string } {
  return { grant_type: 'client_credential', appid: emulator.appId, secret: emulator.appSecret };
}

async function legacy(changed: Json = {}): Promise<Json> {
  const query = new URLSearchParams({ ...credentials(), ...changed } as Record<string, string>);
  return (await fetch(`${emulator.url}/cgi-bin/token?${query}`)).json() as Promise<Json>;
}

async function stable(changed: Json = {}): Promise<Json> {
  const body = JSON.stringify({ ...credentials(), ...changed });
  return (
    await fetch(`${emulator.url}/cgi-bin/stable_token`, { method: 'POST', body })
  ).json() as Promise<Json>;
}

async function errcodeWith(token: unknown): Promise<unknown> {
  const url = `${emulator.url}/cgi-bin/customservice/getkflist?access_token=${token}`;
  return ((await (await fetch(url)).json()) as Json).errcode;
}

describe('stable_token', () => {
  it('gives the same token again with the seconds that are left', async () => {
    const first = await stable();
    expect(first).toEqual({ access_token: expect.any(String), expires_in: 7200 });
    time += 6855_000;
    expect(await stable()).toEqual({ access_token: first.access_token, expires_in: 345 });
  });

  it('gives a new one in the last five minutes, while the old one still works', async () => {
    const first = await stable();
    time += 6901_000;
    const second = await stable();
    expect(second.access_token).not.toBe(first.access_token);
    expect(await errcodeWith(first.access_token)).toBeUndefined();
    expect(await errcodeWith(second.access_token)).toBeUndefined();
    time += 300_000;
    expect(await errcodeWith(first.access_token)).toBe(42001);
  });

  it('when forced kills the old one, but not within thirty seconds and not more than twenty times a day', async () => {
    const first = await stable();
    const forced = await stable({ force_refresh: true });
    expect(await errcodeWith(first.access_token)).toBe(40001);
    expect((await stable({ force_refresh: true })).access_token).toBe(forced.access_token);
    for (let n = 1; n < 20; n += 1) {
      time += 30_000;
      await stable({ force_refresh: true });
    }
    time += 30_000;
    expect(await stable({ force_refresh: true })).toMatchObject({ errcode: 45009 });
  });
});

describe('cgi-bin/token', () => {
  it('kills the token before it, and leaves the stable one alone', async () => {
    const stableToken = (await stable()).access_token;
    const first = (await legacy()).access_token;
    const second = (await legacy()).access_token;
    expect(await errcodeWith(first)).toBe(40001);
    expect(await errcodeWith(second)).toBeUndefined();
    expect(await errcodeWith(stableToken)).toBeUndefined();
    await stable({ force_refresh: true });
    expect(await errcodeWith(second)).toBeUndefined();
  });

  it('leaves the replaced token five minutes when the settings say so', async () => {
    emulator.world.settings.replacedToken = 'five-minutes';
    const first = (await legacy()).access_token;
    await legacy();
    expect(await errcodeWith(first)).toBeUndefined();
    time += 300_000;
    expect(await errcodeWith(first)).toBe(40001);
  });
});

describe('a token call', () => {
  it.each([
    ['another grant_type', { grant_type: 'password' }, 40002],
    ['no AppID', { appid: '' }, 41002],
    ['a real AppID', { appid: 'wx0123456789abcdef' }, 40013],
    ['another AppID of an emulator', { appid: 'wxemu9999999999999' }, 40013],
    ['no AppSecret', { secret: '' }, 41004],
    ['a wrong AppSecret', { secret: '0123456789abcdef0123456789abcdef' }, 40125],
  ])('with %s is refused by both endpoints', async (_case, changed, errcode) => {
    expect(await legacy(changed)).toMatchObject({ errcode });
    expect(await stable(changed)).toMatchObject({ errcode });
  });

  it('needs the right method', async () => {
    const byGet = await fetch(`${emulator.url}/cgi-bin/stable_token`);
    expect(await byGet.json()).toMatchObject({ errcode: 43002 });
    const byPost = await fetch(`${emulator.url}/cgi-bin/token`, { method: 'POST' });
    expect(await byPost.json()).toMatchObject({ errcode: 43001 });
  });

  it('names the caller when its address is not allowed', async () => {
    emulator.world.officialAccount.ipAllowList = ['203.0.113.7'];
    expect(await stable()).toEqual({
      errcode: 40164,
      errmsg: expect.stringMatching(
        /^invalid ip 127\.0\.0\.1 ipv6 ::ffff:127\.0\.0\.1, not in whitelist rid: [0-9a-f]{8}-[0-9a-f]{8}-[0-9a-f]{8}$/,
      ),
    });
  });
});

describe('an API call', () => {
  it.each([
    ['without a token', '', 41001],
    ['with a token that was never given', 'STALE_TOKEN', 40001],
    ['with something that is no token', 'a b', 40014],
  ])('%s is refused', async (_case, token, errcode) => {
    expect(await errcodeWith(token)).toBe(errcode);
  });
});
