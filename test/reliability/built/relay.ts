// Stands between the built command line and the emulator, and sees every request at four moments of its life.
import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { isWrite } from '../world/is-write.ts';

/** `arrived`: the server does not know of it yet. `done`: the server did its work. `half`: half the answer is out. */
export const phases = ['arrived', 'done', 'half', 'answered'] as const;
export type Phase = (typeof phases)[number];

export interface Passing {
  /** Counts from 1. */
  readonly nth: number;
  readonly path: string;
  readonly isWrite: boolean;
}

export interface Relay {
  readonly url: string;
  /** Every request so far, in the order of their arrival. */
  readonly passed: readonly Passing[];
  /** Called at each moment of each request; the request waits for it. */
  hook: (phase: Phase, passing: Passing) => Promise<void> | void;
  close(): Promise<void>;
}

/** Starts to pass everything on to `target`, whose address becomes the relay's in what it answers. */
export async function startRelay(target: string): Promise<Relay> {
  const passed: Passing[] = [];
  const server = createServer((asked, answer) => {
    pass(asked, answer).catch(() => answer.destroy());
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const relay: Relay = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    passed,
    hook: () => {},
    close: () =>
      new Promise((done) => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  };

  async function pass(asked: IncomingMessage, answer: ServerResponse): Promise<void> {
    const body = await wholeOf(asked);
    const path = asked.url ?? '/';
    const passing = { nth: passed.length + 1, path, isWrite: isWrite(path) };
    passed.push(passing);
    await relay.hook('arrived', passing);
    if (answer.destroyed) return;
    const { status, headers, bytes } = await forwarded(new URL(path, target), asked, body);
    const told = headers['content-type']?.includes('json')
      ? Buffer.from(bytes.toString('utf8').replaceAll(target, relay.url))
      : bytes;
    await relay.hook('done', passing);
    answer.writeHead(status, { ...headers, 'content-length': told.length });
    answer.write(told.subarray(0, told.length >> 1));
    await relay.hook('half', passing);
    answer.end(told.subarray(told.length >> 1), () => void relay.hook('answered', passing));
  }
  return relay;
}

/** An answer without what belongs to one connection. */
export interface Forwarded {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly bytes: Buffer;
}

/** Asks the server at that address the same. */
export function forwarded(url: URL, { method, headers }: IncomingMessage, body: Buffer): Promise<Forwarded> {
  return new Promise((done, fail) => {
    const sent = request(url, { method, headers: { ...headers, host: url.host } }, (got) => {
      wholeOf(got).then((bytes) => {
        const type = got.headers['content-type'];
        done({ status: got.statusCode ?? 500, headers: type ? { 'content-type': type } : {}, bytes });
      }, fail);
    });
    sent.once('error', fail);
    sent.end(body);
  });
}

export async function wholeOf(stream: AsyncIterable<Buffer>): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of stream) parts.push(part);
  return Buffer.concat(parts);
}
