import { describe, expect, test } from 'vitest';
import type { FaultInput } from '../../src/emulator/faults/fault.ts';
import type { RunningEmulator } from '../../src/emulator/server.ts';
import { openEmulator } from './opened.ts';
import { probe } from './probed.ts';

/** The forms in which a secret may turn up: as it is, encoded, turned round, or in part. */
function formsOf(secret: string): readonly string[] {
  const bytes = Buffer.from(secret);
  const shifted = [0, 1, 2].map((offset) =>
    Buffer.concat([Buffer.alloc(offset), bytes])
      .toString('base64')
      .slice(4, -4),
  );
  return [
    secret,
    secret.slice(0, 12),
    secret.slice(-12),
    encodeURIComponent(secret),
    [...bytes].map((byte) => `%${byte.toString(16)}`).join(''),
    JSON.stringify(secret).slice(1, -1),
    bytes.toString('base64url').slice(0, -4),
    bytes.toString('hex'),
    [...secret].reverse().join(''),
    ...shifted,
    ...shifted.map((form) => form.replaceAll('+', '-').replaceAll('/', '_')),
  ];
}

function secretsOf(emulator: RunningEmulator): readonly string[] {
  const tokens = emulator.world.tokens.issued.map(({ value }) => value);
  expect(tokens.length).toBeGreaterThan(0);
  return [emulator.appSecret, 'pass-word-canary', ...tokens];
}

function expectNoSecret(emulator: RunningEmulator, output: string): void {
  expect(output.length).toBeGreaterThan(1000);
  const found = secretsOf(emulator)
    .flatMap(formsOf)
    .filter((form) => output.includes(form));
  expect(found).toEqual([]);
}

test('the search finds a secret in each of its forms', () => {
  const secret = '67_abcdefgh/ijklmnop+qrstuvwx=';
  for (const offset of ['', 'x', 'xy']) {
    const text = Buffer.from(`${offset}${secret}--`).toString('base64');
    expect(formsOf(secret).some((form) => text.includes(form))).toBe(true);
  }
  expect(formsOf(secret)).toContain(encodeURIComponent(secret));
});

describe('given all calls, and all that came of them inspected and printed', () => {
  test('expect no secret in the output when all is well', async () => {
    const emulator = await openEmulator();
    const { results, output } = await probe({ endpoint: emulator.url, appSecret: emulator.appSecret });
    expect(results.slice(0, 5)).toEqual(['read', 'read', 'applied', 'applied', expect.any(String)]);
    expectNoSecret(emulator, output);
  });

  test.each<[string, FaultInput]>([
    ['errcodes', { kind: 'errcode', errcode: 61451 }],
    ['texts that repeat the request', { kind: 'errcode', errcode: 40097 }],
    ['resets', { kind: 'reset' }],
    ['cut-off answers', { kind: 'cut', atByte: 5 }],
    ['web pages', { kind: 'html' }],
    ['redirects', { kind: 'redirect', location: 'http://127.0.0.1:9/' }],
    ['gzip bombs', { kind: 'gzip-bomb' }],
  ])('expect none after %s', async (title, fault) => {
    const emulator = await openEmulator();
    const token = await stableToken(emulator);
    const echo = title.startsWith('texts') && {
      errmsg: `invalid args {"secret":"${emulator.appSecret}"} POST /x?access_token=${token} ${token}`,
    };
    for (const path of [
      'getkflist',
      'getonlinekflist',
      'kfaccount/add',
      'kfaccount/update',
      'kfaccount/del',
      'uploadheadimg',
      'inviteworker',
      'message/custom/send',
      'message/custom/typing',
      'quota/get',
    ]) {
      emulator.inject({ ...fault, ...echo, path, times: 99 });
    }
    const { results, output } = await probe({ endpoint: emulator.url, appSecret: emulator.appSecret });
    expect(results.filter((result) => result === 'applied' || result === 'read').length).toBeLessThan(2);
    expectNoSecret(emulator, output);
  });

  test('expect none when the token itself is refused and its text repeats the secret', async () => {
    const emulator = await openEmulator();
    await fetch(
      `${emulator.url}/cgi-bin/token?grant_type=client_credential&appid=${emulator.appId}&secret=${emulator.appSecret}`,
    );
    emulator.inject({
      kind: 'errcode',
      path: 'stable_token',
      errcode: 40125,
      times: 99,
      errmsg: `invalid appsecret ${emulator.appSecret}`,
    });
    const { results, output } = await probe({ endpoint: emulator.url, appSecret: emulator.appSecret });
    expect(results[0]).toBe('auth 40125');
    expectNoSecret(emulator, output);
  });
});

describe('given NODE_DEBUG', () => {
  test('expect no secret with the sections of Node’s network switched on', async () => {
    const emulator = await openEmulator();
    const env = { NODE_DEBUG: 'http,http2,https,net,tls,stream,timer,dns,module' };
    const { results, output } = await probe({ endpoint: emulator.url, appSecret: emulator.appSecret }, env);
    expect(results.slice(2, 4)).toEqual(['applied', 'applied']);
    expectNoSecret(emulator, output);
  });

  test.each(['undici', 'fetch', '*', 'http,UNDICI'])(
    'expect %s, which would print tokens, to be refused',
    async (sections) => {
      const emulator = await openEmulator();
      const { results, output } = await probe(
        { endpoint: emulator.url, appSecret: emulator.appSecret },
        { NODE_DEBUG: sections },
      );
      expect(results.slice(0, 3)).toEqual([
        'config node-debug',
        'config node-debug',
        'not-applied node-debug',
      ]);
      expect(emulator.world.requests.filter(({ path }) => path.startsWith('/c'))).toEqual([]);
      expect(output).not.toContain(emulator.appSecret);
    },
  );
});

/** The token the client will get too: `stable_token` gives the same one while it is good. */
async function stableToken({ url, appId, appSecret }: RunningEmulator): Promise<string> {
  const body = JSON.stringify({ grant_type: 'client_credential', appid: appId, secret: appSecret });
  const answer = await fetch(`${url}/cgi-bin/stable_token`, { method: 'POST', body });
  return ((await answer.json()) as { access_token: string }).access_token;
}
