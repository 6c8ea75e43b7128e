import { readdirSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type RunningEmulator, startEmulator } from '../../src/emulator/server.ts';
import { newMedia } from '../../src/emulator/world/media.ts';
import { receive } from '../../src/emulator/world/talking.ts';
import { rawExchange } from './raw-request.ts';

interface Recorded {
  seq: number;
  http: string;
  method: string;
  target: string;
  path: string;
  rawHeaders: string[];
  bodyText?: string;
  bodyBase64?: string;
  fakeErrcode: number;
}

interface Scene {
  emulator: RunningEmulator;
  token: string;
}

const wire = new URL('../wire/', import.meta.url);
const clients = readdirSync(wire, { withFileTypes: true }).filter((entry) => entry.isDirectory());
const customer = 'oPENID_0123456789abcdefghijk';

describe.each(clients.map(({ name }) => name))('%s, replayed byte for byte', (client) => {
  const recorded = readRecorded(client);
  const scene = {} as Scene;

  beforeAll(async () => {
    scene.emulator = await startEmulator({ wechatId: 'test' });
    const { world } = scene.emulator;
    // The recorded ids stand for a picture in one message and for a video in another.
    world.settings.mediaKinds = 'ignored';
    for (const id of ['MEDIA_ID', 'THUMB']) {
      world.media[id] = newMedia({ id, kind: 'image', permanent: true, createdAt: scene.emulator.now() });
    }
  });
  afterAll(() => scene.emulator.close());

  it.each(recorded.map((request) => [`${request.call} ${request.method} ${request.path}`, request] as const))(
    '%s',
    async (_title, request) => {
      makeReady(scene.emulator, request);
      const answer = await rawExchange(scene.emulator.url, upToDate(request, scene));
      expect(answer.head).toMatch(/^HTTP\/1\.1 200 /);
      const body = JSON.parse(answer.body);
      expect({ refused: (body.errcode ?? 0) !== 0, body }).toMatchObject({
        refused: request.fakeErrcode !== 0,
      });
      if (typeof body.access_token === 'string') scene.token = body.access_token;
    },
  );

  it('leaves a world in which both accounts are gone', () => {
    expect(recorded.length).toBeGreaterThan(15);
    expect(scene.emulator.world.accounts).toEqual([]);
    expect(scene.emulator.world.messages.filter(({ from }) => from === 'account').length).toBeGreaterThan(3);
  });
});

function readRecorded(client: string): (Recorded & { call: string })[] {
  const folder = new URL(`${client}/`, wire);
  return readdirSync(folder)
    .map((file) => JSON.parse(readFileSync(new URL(file, folder), 'utf8')))
    .flatMap(({ call, requests }) => requests.map((request: Recorded) => ({ ...request, call })))
    .sort((left, right) => left.seq - right.seq);
}

/** What has to be so in the world for the call to succeed, outside the API: the customer wrote, a worker is there. */
function makeReady(emulator: RunningEmulator, request: Recorded): void {
  const { world } = emulator;
  if (request.path.includes('/message/')) receive(world, customer, '你好', emulator.now());
  if (!request.path.includes('/kfsession/')) return;
  for (const account of world.accounts) {
    account.worker = { state: 'bound', wechatId: 'some_wxid' };
    account.online = { status: 1, acceptedCase: null };
  }
}

function upToDate(request: Recorded, { emulator, token }: Scene): Buffer {
  const body =
    request.bodyBase64 === undefined
      ? Buffer.from(request.bodyText ?? '')
      : Buffer.from(request.bodyBase64, 'base64');
  const target = request.target
    .replace(/FAKE_TOKEN_\d+/, token)
    .replace(/appid=\w+/, `appid=${emulator.appId}`)
    .replace(/secret=\w+/, `secret=${emulator.appSecret}`);
  const lines = [`${request.method} ${target} HTTP/${request.http}`];
  for (let at = 0; at < request.rawHeaders.length; at += 2) {
    const name = request.rawHeaders[at] ?? '';
    const replaced: Record<string, string> = {
      Host: new URL(emulator.url).host,
      'Content-Length': String(body.length),
    };
    lines.push(`${name}: ${replaced[name] ?? request.rawHeaders[at + 1]}`);
  }
  return Buffer.concat([Buffer.from(`${lines.join('\r\n')}\r\n\r\n`), body]);
}
