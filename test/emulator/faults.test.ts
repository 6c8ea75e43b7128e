import { gunzipSync } from 'node:zlib';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { FaultInput } from '../../src/emulator/faults/fault.ts';
import { type RunningEmulator, startEmulator } from '../../src/emulator/server.ts';
import { connect, type EmulatorClient } from './emulator-client.ts';
import { rawRequest } from './raw-request.ts';

const addPath = '/customservice/kfaccount/add';
const listPath = '/cgi-bin/customservice/getkflist';

let emulator: RunningEmulator;
let client: EmulatorClient;

beforeEach(async () => {
  emulator = await startEmulator();
  client = await connect(emulator);
});
afterEach(() => emulator.close());

async function add(name = 'alice') {
  const body = JSON.stringify({ kf_account: `${name}@kftest`, nickname: '小美' });
  const target = `${addPath}?access_token=${client.token}`;
  return rawRequest(
    emulator.url,
    `POST ${target} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n`,
    body,
  );
}

function names(): string[] {
  return emulator.world.accounts.map(({ account }) => account);
}

const lost: [string, FaultInput, number][] = [
  ['refused at the connection', { kind: 'refuse' }, 0],
  ['refused by path', { kind: 'refuse', path: 'kfaccount/add' }, 0],
  ['reset before the effect', { kind: 'reset', path: addPath }, 0],
  ['reset after the effect', { kind: 'reset', path: addPath, effect: true }, 1],
  ['closed after the effect', { kind: 'reset', path: addPath, effect: true, close: 'fin' }, 1],
];

it.each(lost)('%s: the caller gets no byte of an answer', async (_case, fault, accounts) => {
  emulator.inject(fault);
  expect((await add()).head).toBe('');
  expect(names()).toHaveLength(accounts);
  expect((await add('bob')).body).toContain('"errcode":0');
});

const answered: [string, FaultInput, { head: RegExp; body: RegExp }, number][] = [
  ['a 502 page', { kind: 'html' }, { head: /^HTTP\/1\.1 502/, body: /<h1>502/ }, 0],
  [
    'a 504 page after the effect',
    { kind: 'html', status: 504, effect: true },
    { head: / 504 /, body: /<html>/ },
    1,
  ],
  ['busy', { kind: 'errcode' }, { head: / 200 /, body: /^\{"errcode":-1,"errmsg":"system error rid: / }, 0],
  ['busy after the effect', { kind: 'errcode', effect: true }, { head: / 200 /, body: /"errcode":-1/ }, 1],
  [
    'any errcode',
    { kind: 'errcode', errcode: 45009 },
    { head: / 200 /, body: /"errcode":45009,"errmsg":"reach/ },
    0,
  ],
  [
    'a redirect',
    { kind: 'redirect', location: 'http://127.0.0.1:1/', status: 307 },
    { head: / 307 .*location: http:\/\/127\.0\.0\.1:1\//s, body: /^$/ },
    0,
  ],
  ['HTML with status 200', { kind: 'body', body: '<html>' }, { head: / 200 /, body: /^<html>$/ }, 1],
  [
    'JSON that ends too early',
    { kind: 'truncate', atByte: 12 },
    { head: /content-length: 12/, body: /^\{"errcode":0$/ },
    1,
  ],
  ['the second answer of two', { kind: 'duplicate' }, { head: / 200 /, body: /"errcode":65406/ }, 1],
  [
    'the first answer of two',
    { kind: 'duplicate', answer: 'first' },
    { head: / 200 /, body: /"errcode":0/ },
    1,
  ],
  ['a body cut short', { kind: 'cut', atByte: 5 }, { head: /content-length: 27/, body: /^\{"err$/ }, 1],
  [
    'a chunked body cut short',
    { kind: 'cut', atByte: 5, framing: 'chunked' },
    { head: /chunked/, body: /^5\r\n\{"err\r\n$/ },
    1,
  ],
  ['a slow answer', { kind: 'delay', ms: 20 }, { head: / 200 /, body: /"errcode":0/ }, 1],
  [
    'an answer byte by byte',
    { kind: 'drip', everyMs: 1 },
    { head: / 200 /, body: /^\{"errcode":0,"errmsg":"ok"\}$/ },
    1,
  ],
];

it.each(answered)('%s', async (_case, fault, expected, accounts) => {
  emulator.inject({ path: addPath, ...fault });
  const got = await add();
  expect(got.head).toMatch(expected.head);
  expect(got.body).toMatch(expected.body);
  expect(names()).toHaveLength(accounts);
  expect((await add('bob')).body).toContain('"errcode":0');
});

it('a fault strikes the n-th call, as often as asked, and only the calls it looks for', async () => {
  emulator.inject({ kind: 'errcode', path: addPath, nth: 2, times: 2 });
  const errcodes = [];
  for (const name of ['a', 'b', 'c', 'd']) errcodes.push(JSON.parse((await add(name)).body).errcode);
  expect(errcodes).toEqual([0, -1, -1, 0]);
  emulator.inject({ kind: 'errcode', errcode: 45011, containing: 'carol@' });
  expect((await add('bob')).body).toContain('"errcode":0');
  expect((await add('carol')).body).toContain('"errcode":45011');
});

it('a late effect comes after the caller was dropped', async () => {
  emulator.inject({ kind: 'late', path: addPath, ms: 50 });
  expect((await add()).head).toBe('');
  expect(names()).toEqual([]);
  await expect.poll(names).toEqual(['alice@kftest']);
  const entry = emulator.world.requests.find(({ path }) => path === addPath);
  expect(entry).toMatchObject({ fault: 'late', effect: true, status: null, account: 'alice@kftest' });
  expect(Number(entry?.effectAt)).toBeGreaterThan(Number(entry?.at));
});

it('a hanging call is never answered, and closing the emulator ends it', async () => {
  emulator.inject({ kind: 'hang', path: addPath, effect: true });
  const waiting = add();
  await expect.poll(names).toEqual(['alice@kftest']);
  await emulator.close();
  expect((await waiting).head).toBe('');
});

it('a gzip bomb is small on the wire and large unpacked', async () => {
  emulator.inject({ kind: 'gzip-bomb', path: addPath, megabytes: 8 });
  const got = await add();
  expect(got.head).toContain('content-encoding: gzip');
  const packed = Buffer.concat(unchunk(got.bodyBytes));
  expect(packed.length).toBeLessThan(100_000);
  expect(gunzipSync(packed).length).toBe(8 * 1024 * 1024);
});

it('a lagging list shows what stood before, for a time or a number of reads', async () => {
  const listed = async () => ((await client.get(listPath)).kf_list as { kf_account: string }[]).length;
  emulator.inject({ kind: 'lag', reads: 2 });
  expect(await listed()).toBe(0);
  await add('alice');
  expect([await listed(), await listed(), await listed()]).toEqual([0, 0, 1]);
  emulator.world.faults.length = 0;
  emulator.inject({ kind: 'lag', ms: 5000 });
  await add('bob');
  expect(await listed()).toBe(1);
  emulator.world.clockOffsetMs += 4000;
  await add('carol');
  expect(await listed()).toBe(1);
  emulator.world.clockOffsetMs += 1500;
  expect(await listed()).toBe(2);
  emulator.world.clockOffsetMs += 5000;
  expect(await listed()).toBe(3);
});

it('refuses a fault it does not know', () => {
  expect(() => emulator.inject({ kind: 'flood' } as never)).toThrow(/kind must be one of/);
  expect(() => emulator.inject({ kind: 'reset', ms: 5 } as never)).toThrow(/reset has no ms/);
  expect(() => emulator.inject({ kind: 'delay', ms: 'long' } as never)).toThrow(/ms must be a number/);
  expect(() => emulator.inject({ kind: 'redirect' })).toThrow(/needs a location/);
});

it('records each call with what was carried out, and never a token or a secret', async () => {
  emulator.inject({ kind: 'duplicate', path: addPath });
  await add();
  await client.get(listPath);
  expect(
    emulator.world.requests.map(({ path, carriedOut, effect, errcode }) => [
      path,
      carriedOut,
      effect,
      errcode,
    ]),
  ).toEqual([
    ['/cgi-bin/stable_token', 1, false, 0],
    [addPath, 2, true, 65406],
    [listPath, 1, false, 0],
  ]);
  const record = JSON.stringify(emulator.world.requests);
  expect(record).not.toContain(client.token);
  expect(record).not.toContain(emulator.appSecret);
});

function unchunk(bytes: Buffer): Buffer[] {
  const chunks: Buffer[] = [];
  for (let at = 0; at < bytes.length; ) {
    const lineEnd = bytes.indexOf('\r\n', at);
    const size = Number.parseInt(bytes.subarray(at, lineEnd).toString('latin1'), 16);
    chunks.push(bytes.subarray(lineEnd + 2, lineEnd + 2 + size));
    at = lineEnd + 2 + size + 2;
  }
  return chunks;
}
