/** An HTTP server on loopback that answers like api.weixin.qq.com, for one official account or many. */

import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { serveOwnPath } from './control/own-paths.ts';
import { exchange } from './exchange.ts';
import { strikeConnection } from './faults/match.ts';
import { htmlAnswer, plainJson } from './http/answer.ts';
import { isFromForeignPage, isLoopbackHost, isWriteOfPage, targetOf } from './http/reading.ts';
import { sendWhole } from './http/sending.ts';
import type { OfficialAccounts } from './official-accounts.ts';

export interface Listening {
  /** `http://127.0.0.1:PORT` */
  url: string;
  /** Stops listening, drops open connections and forgets late effects. */
  close(): Promise<void>;
}

/** Listens on 127.0.0.1 and tells each official account its origin. Rejects when the port is in use or a world can't be kept. */
export async function listen(all: OfficialAccounts, port: number): Promise<Listening> {
  const server = createServer({ requireHostHeader: false, keepAliveTimeout: 30_000 }, (request, response) => {
    serve(all, request, response).catch((error) => fail(response, error));
  });
  server.on('connection', (socket) => {
    const faults = all.map(({ world }) => strikeConnection(world.faults));
    if (faults.some((fault) => fault !== undefined)) socket.resetAndDestroy();
  });
  await bind(server, port);
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  try {
    for (const running of all) {
      running.origin = url;
      await running.save();
    }
  } catch (error) {
    await close(server, all);
    throw error;
  }
  return { url, close: () => close(server, all) };
}

async function serve(
  all: OfficialAccounts,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const path = targetOf(request, all[0].origin).pathname;
  if (!isLoopbackHost(request.headers.host) || isFromForeignPage(request, path)) {
    sendWhole(response, htmlAnswer(403, 'The emulator answers to 127.0.0.1 and localhost only.\n'));
    return;
  }
  if (isWriteOfPage(request, path) && !knowsToken(all, request)) {
    sendWhole(
      response,
      plainJson({ error: 'a page needs the token that the emulator gave its own page' }, 403),
    );
    return;
  }
  if (path === '/' || path.startsWith('/__emulator/')) await serveOwnPath(all, request, response);
  else await exchange(all, request, response);
}

function knowsToken(all: OfficialAccounts, { headers }: IncomingMessage): boolean {
  return all.some(({ pageToken }) => headers['x-page-token'] === pageToken);
}

/** A fault of the emulator itself, such as a world that was set to something impossible. */
function fail(response: ServerResponse, error: unknown): void {
  if (response.headersSent || response.destroyed) response.destroy();
  else sendWhole(response, plainJson({ error: `the emulator failed: ${error}` }, 500));
}

function bind(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
}

async function close(server: Server, all: OfficialAccounts): Promise<void> {
  const closed = new Promise((resolve) => server.close(resolve));
  server.closeAllConnections();
  await closed;
  for (const running of all) {
    await running.stop();
    await running.save();
  }
}
