/** The emulator's own paths: the page at `/`, pictures, and the control API under `/__emulator/`. */

import type { IncomingMessage, ServerResponse } from 'node:http';
import { type Answer, bytesAnswer, plainJson } from '../http/answer.ts';
import { readBody } from '../http/reading.ts';
import { sendWhole } from '../http/sending.ts';
import type { Running } from '../running.ts';
import { mimeTypeOf } from '../world/fileFormats.ts';
import { type ControlRequest, controlRoutes } from './controlRoutes.ts';

export async function serveOwnPath(
  running: Running,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const url = new URL(request.url ?? '/', running.origin);
  const body = (await readBody(request)) ?? Buffer.alloc(0);
  const method = request.method ?? 'GET';
  const picture = /^\/__emulator\/pictures\/([^/]+)\/\d+$/.exec(url.pathname)?.[1];
  if (picture !== undefined) {
    sendWhole(response, pictureAnswer(running, picture));
    return;
  }
  const answer = await running.inTurn(async () => {
    const result = await control(running, method, url, body);
    if (method !== 'GET') await running.save();
    return result;
  });
  sendWhole(response, answer);
}

function pictureAnswer(running: Running, id: string): Answer {
  const { pictures } = running.world;
  const picture = Object.hasOwn(pictures, id) ? pictures[id] : undefined;
  if (picture === undefined) return plainJson({ error: 'no such picture' }, 404);
  return bytesAnswer(Buffer.from(picture.base64, 'base64'), mimeTypeOf(picture.format));
}

async function control(running: Running, method: string, url: URL, body: Buffer): Promise<Answer> {
  for (const route of controlRoutes) {
    const found = route.path.exec(url.pathname);
    if (found === null || route.method !== method) continue;
    const request: ControlRequest = {
      running,
      name: decodeURIComponent(found[1] ?? ''),
      query: url.searchParams,
      body: parse(body),
    };
    if (request.body === undefined) return plainJson({ error: 'the body is not JSON' }, 400);
    return route.handle(request);
  }
  return plainJson({ error: `no ${method} ${url.pathname} in the control API` }, 404);
}

function parse(body: Buffer): unknown {
  if (body.length === 0) return {};
  try {
    return JSON.parse(body.toString('utf8'));
  } catch {
    return undefined;
  }
}
