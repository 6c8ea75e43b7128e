// A server that gives an answer up to one of its bytes, and then no more.
import { createServer, type Server } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { gzipSync } from 'node:zlib';
import type { Forwarded } from '../built/relay.ts';

/** How an answer tells where it ends: by its length, by pieces, by the end of the connection; compressed or not. */
export const framings = ['length', 'chunked', 'close', 'gzip length', 'gzip close'] as const;
export type Framing = (typeof framings)[number];

/** How the connection ends: in order, or broken. */
export const endings = ['fin', 'reset'] as const;
export type Ending = (typeof endings)[number];

/** The bytes of an answer on the wire. */
export function onTheWire({ status, headers, bytes }: Forwarded, framing: Framing): Buffer {
  const body = framing.startsWith('gzip') ? gzipSync(bytes) : bytes;
  const head = [
    `HTTP/1.1 ${status} OK`,
    ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`),
    ...(framing.startsWith('gzip') ? ['content-encoding: gzip'] : []),
    ...(framing.endsWith('length') ? [`content-length: ${body.length}`] : []),
    ...(framing === 'chunked' ? ['transfer-encoding: chunked'] : []),
    ...(framing.endsWith('close') ? ['connection: close'] : []),
  ];
  const told = framing === 'chunked' ? inChunks(body) : body;
  return Buffer.concat([Buffer.from(`${head.join('\r\n')}\r\n\r\n`), told]);
}

const chunkSize = 61;

function inChunks(body: Buffer): Buffer {
  const parts: Buffer[] = [];
  for (let from = 0; from < body.length; from += chunkSize) {
    const part = body.subarray(from, from + chunkSize);
    parts.push(Buffer.from(`${part.length.toString(16)}\r\n`), part, Buffer.from('\r\n'));
  }
  return Buffer.concat([...parts, Buffer.from('0\r\n\r\n')]);
}

export interface CuttingServer {
  readonly url: string;
  /** What every request is answered with from now on. */
  answer: { readonly bytes: Buffer; readonly ending: Ending };
  close(): Promise<void>;
}

export async function startCuttingServer(): Promise<CuttingServer> {
  const sockets = new Set<Socket>();
  const server: Server = createServer((asked, { socket }) => {
    asked.resume().once('end', () => {
      if (socket) void give(socket, cutting.answer);
    });
  });
  server.on(
    'connection',
    (socket) => sockets.add(socket).size && socket.on('close', () => sockets.delete(socket)),
  );
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const cutting: CuttingServer = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    answer: { bytes: Buffer.alloc(0), ending: 'fin' },
    close: () =>
      new Promise((done) => {
        for (const socket of sockets) socket.destroy();
        server.close(() => done());
      }),
  };
  return cutting;
}

function give(socket: Socket, { bytes, ending }: CuttingServer['answer']): void {
  socket.on('error', () => {});
  const end = () => (ending === 'fin' ? socket.end() : socket.resetAndDestroy());
  if (bytes.length === 0) end();
  else socket.write(bytes, end);
}
