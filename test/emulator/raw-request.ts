/** Sends a request byte for byte over a socket of its own and gives back whatever came. */

import { connect } from 'node:net';

export interface RawAnswer {
  /** Status line and headers; empty when the connection ended before an answer. */
  head: string;
  body: string;
  bodyBytes: Buffer;
}

/** `head` is everything up to the blank line, without Content-Length, which is added when there is a body. */
export function rawRequest(url: string, head: string, body: string | Buffer = ''): Promise<RawAnswer> {
  const bytes = Buffer.from(body);
  const length = bytes.length > 0 ? `Content-Length: ${bytes.length}\r\n` : '';
  return rawExchange(url, Buffer.concat([Buffer.from(`${head}${length}\r\n`), bytes]));
}

/** Sends the bytes as they are; done when a whole answer of known length is there or the connection ends. */
export function rawExchange(url: string, request: Buffer): Promise<RawAnswer> {
  return new Promise((resolve) => {
    let received = Buffer.alloc(0);
    const socket = connect(Number(new URL(url).port), '127.0.0.1', () => socket.write(request));
    socket.on('data', (chunk) => {
      received = Buffer.concat([received, chunk]);
      if (isWhole(received)) socket.destroy();
    });
    socket.on('error', () => undefined);
    socket.on('close', () => resolve(split(received)));
  });
}

function isWhole(received: Buffer): boolean {
  const { head, bodyBytes } = split(received);
  const length = /^content-length: (\d+)/im.exec(head)?.[1];
  return length !== undefined && bodyBytes.length >= Number(length);
}

function split(bytes: Buffer): RawAnswer {
  const headEnd = bytes.indexOf('\r\n\r\n');
  const bodyBytes = headEnd === -1 ? Buffer.alloc(0) : bytes.subarray(headEnd + 4);
  const head = bytes.subarray(0, Math.max(headEnd, 0)).toString('latin1');
  return { head, body: bodyBytes.toString('utf8'), bodyBytes };
}
