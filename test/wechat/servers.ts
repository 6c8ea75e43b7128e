import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { type AddressInfo, createServer as createRawServer, type Server, type Socket } from 'node:net';
import { closeLater } from './opened.ts';

export interface OpenServer {
  readonly url: string;
  readonly port: number;
  /** Everything that arrived, in order. */
  readonly received: { readonly method: string; readonly path: string; readonly body: string }[];
}

type Answer = (response: ServerResponse, request: IncomingMessage) => void;

/** Answers `{ "access_token": … }` to token calls, and everything else as told. */
export async function openServer(answer: Answer, token: Answer = giveToken): Promise<OpenServer> {
  const received: OpenServer['received'] = [];
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const path = new URL(request.url ?? '/', 'http://localhost').pathname;
    received.push({ method: request.method ?? '', path, body: Buffer.concat(chunks).toString('utf8') });
    (path === '/cgi-bin/stable_token' ? token : answer)(response, request);
  });
  return { ...(await listen(server)), received };
}

/** Takes connections without speaking HTTP; counts them. */
export async function openRawServer(
  onConnection: (socket: Socket) => void,
): Promise<OpenServer & { connections(): number }> {
  let count = 0;
  const server = createRawServer((socket) => {
    count += 1;
    socket.on('error', () => {});
    onConnection(socket);
  });
  return { ...(await listen(server)), received: [], connections: () => count };
}

export async function listen(server: Server): Promise<{ url: string; port: number }> {
  const sockets = new Set<Socket>();
  server.on('connection', (socket: Socket) => sockets.add(socket));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  closeLater(
    () =>
      new Promise((resolve) => {
        for (const socket of sockets) socket.destroy();
        server.close(() => resolve());
      }),
  );
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}`, port };
}

export function json(value: unknown): Answer {
  return (response) => response.end(typeof value === 'string' ? value : JSON.stringify(value));
}

export const testToken = `${'67_TOKEN-abc'.padEnd(120, 'xY9')}_end`;
export const giveToken: Answer = json({ access_token: testToken, expires_in: 7200 });

/** Answers bytes as they are, then closes, without a length: the way a cut-off answer looks whole. */
export function bytesThenClose(bytes: string | Buffer): Answer {
  return (response) => {
    response.socket?.end(
      Buffer.concat([Buffer.from('HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n'), Buffer.from(bytes)]),
    );
  };
}
