// The answers that are cut: those of the emulator, to a client that makes every call once.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { startEmulator } from '../../../src/emulator/server.ts';
import { receive } from '../../../src/emulator/world/talking.ts';
import { Secret } from '../../../src/model/secret.ts';
import { createWechat, type WechatClient } from '../../../src/wechat/client.ts';
import { type Forwarded, forwarded, wholeOf } from '../built/relay.ts';
import { type Asked, callsWith, customer } from './calls.ts';

/** Nobody waits for another attempt. */
const hasty = { now: () => Date.now(), uptime: () => performance.now(), sleep: async () => {} };

export const secrets = { appSecret: 'f00d'.repeat(8), token: `67_${'tOkEn-abc'.repeat(12)}` } as const;

/** Asks for a token first when `isTokenAsked`; else it has one. */
export function clientFor(url: string, isTokenAsked: boolean): WechatClient {
  const credentials = isTokenAsked
    ? ({ kind: 'app-secret', appSecret: new Secret(secrets.appSecret) } as const)
    : ({ kind: 'access-token', read: async () => new Secret(secrets.token) } as const);
  return createWechat({
    connection: { appId: 'wxemu0000000000001', endpoint: new URL(url), credentials },
    clock: hasty,
    mode: 'read-write',
  });
}

export interface Answered {
  readonly call: Asked;
  readonly answer: Forwarded;
  /** What the client made of it as it came. */
  readonly word: string;
}

/** Every call with the answer it got, which is the last that came while it was made. */
export async function answersTo(pictures: ReadonlyMap<string, Uint8Array>): Promise<readonly Answered[]> {
  const emulator = await startEmulator({ appSecret: secrets.appSecret });
  receive(emulator.world, customer, '在吗', emulator.now());
  let last: Forwarded | undefined;
  const server = createServer(async (asked, answer) => {
    const body = await wholeOf(asked);
    const path = asked.url ?? '/';
    const picture = pictures.get(path.split('/pictures/')[1] ?? '');
    last = picture
      ? { status: 200, headers: { 'content-type': 'image/jpeg' }, bytes: Buffer.from(picture) }
      : await forwarded(new URL(path, emulator.url), asked, body);
    answer.writeHead(last.status, last.headers).end(last.bytes);
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const client = clientFor(url, true);
  const shelf = () => Object.entries(emulator.world.media).find(([, { permanent }]) => permanent)?.[0] ?? '';
  const found: Answered[] = [];
  for (const call of callsWith(pictures, shelf)) {
    const { word } = await call.ask(client, url);
    if (!last || !call.whole.test(word)) throw new Error(`${call.name} came to ${word}`);
    found.push({ call, answer: last, word });
  }
  await client.close();
  server.close();
  await emulator.close();
  return found;
}
