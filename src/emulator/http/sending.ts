/** Puts an answer on the wire, whole or as a fault wants it. */

import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { createGzip } from 'node:zlib';
import type { Answer } from './answer.ts';

export function sendWhole(response: ServerResponse, answer: Answer): void {
  response.writeHead(answer.status, { ...answer.headers, 'content-length': answer.body.length });
  response.end(answer.body);
}

/** Drops the connection: with RST as after a crash, or with FIN as an orderly end. */
export function drop(response: ServerResponse, close: 'rst' | 'fin'): void {
  if (close === 'rst') response.socket?.resetAndDestroy();
  else response.socket?.destroy();
}

/** Promises the whole body, sends its first bytes, and closes. */
export async function sendCut(
  response: ServerResponse,
  answer: Answer,
  atByte: number,
  framing: 'length' | 'chunked',
): Promise<void> {
  const length = framing === 'length' ? { 'content-length': answer.body.length } : {};
  response.writeHead(answer.status, { ...answer.headers, ...length });
  response.flushHeaders();
  if (atByte > 0) await written(response, answer.body.subarray(0, atByte));
  // FIN only once the bytes are out, so that the client really sees them.
  response.socket?.end();
  response.socket?.destroySoon();
}

export async function sendDripping(
  response: ServerResponse,
  answer: Answer,
  pace: { bytes: number; everyMs: number },
): Promise<void> {
  response.writeHead(answer.status, { ...answer.headers, 'content-length': answer.body.length });
  const step = Math.max(1, pace.bytes);
  for (let start = 0; start < answer.body.length && !response.destroyed; start += step) {
    await written(response, answer.body.subarray(start, start + step));
    await sleep(pace.everyMs, undefined, { ref: false });
  }
  response.end();
}

/** A small body that unpacks to that many megabytes of spaces. */
export async function sendGzipBomb(response: ServerResponse, megabytes: number): Promise<void> {
  response.writeHead(200, { 'content-type': 'application/json', 'content-encoding': 'gzip' });
  const gzip = createGzip({ level: 9 });
  gzip.pipe(response);
  const megabyte = Buffer.alloc(1024 * 1024, ' ');
  const closed = once(response, 'close').catch(() => undefined);
  for (let sent = 0; sent < megabytes && !response.destroyed; sent += 1) {
    if (!gzip.write(megabyte)) await Promise.race([once(gzip, 'drain'), closed]);
  }
  gzip.end();
}

function written(response: ServerResponse, bytes: Buffer): Promise<void> {
  return new Promise((resolve) => response.write(bytes, () => resolve()));
}
