/** The emulator's own paths: the page at `/`, pictures, and the control API under `/__emulator/`. */

import type { IncomingMessage, ServerResponse } from 'node:http';
import { Refusal } from '../errors.ts';
import { rememberIfChanged } from '../faults/lag.ts';
import { type Answer, bytesAnswer, plainJson } from '../http/answer.ts';
import { readBody, targetOf } from '../http/reading.ts';
import { sendWhole } from '../http/sending.ts';
import { showPage } from '../page/page.ts';
import type { Running } from '../running.ts';
import { mimeTypeOf } from '../world/file-formats.ts';
import { ControlFault } from './control-request.ts';
import { controlRoutes } from './control-routes.ts';

export async function serveOwnPath(
  running: Running,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const url = targetOf(request, running.origin);
  const body = await readBody(request);
  const method = request.method ?? 'GET';
  const answer = await running.inTurn(async () => {
    if (method === 'GET') return answerTo(running, method, url, body);
    const before = structuredClone(running.world.accounts);
    const result = answerTo(running, method, url, body);
    rememberIfChanged(running.world, before, running.now());
    await running.save();
    return result;
  });
  sendWhole(response, answer);
}

function answerTo(running: Running, method: string, url: URL, body: Buffer | undefined): Answer {
  if (method === 'GET' && url.pathname === '/') return showPage(running, url.searchParams.get('user'));
  const picture = /^\/__emulator\/pictures\/([^/]+)\/\d+$/.exec(url.pathname)?.[1];
  if (method === 'GET' && picture !== undefined) return pictureAnswer(running, picture);
  try {
    return control(running, method, url, body);
  } catch (error) {
    if (error instanceof ControlFault) return plainJson({ error: error.message }, error.status);
    if (error instanceof Refusal) return plainJson({ error: error.message }, 404);
    throw error;
  }
}

function control(running: Running, method: string, url: URL, body: Buffer | undefined): Answer {
  for (const route of controlRoutes) {
    const found = route.path.exec(url.pathname);
    if (found === null || route.method !== method) continue;
    return route.handle({
      running,
      world: running.world,
      name: decodeName(found[1] ?? ''),
      query: url.searchParams,
      body: parse(body),
      now: running.now(),
    });
  }
  throw new ControlFault(404, `the control API has no ${method} ${url.pathname}`);
}

function decodeName(escaped: string): string {
  try {
    return decodeURIComponent(escaped);
  } catch {
    throw new ControlFault(400, 'the name in the path is not well escaped');
  }
}

function parse(body: Buffer | undefined): Record<string, unknown> {
  if (body?.length === 0) return {};
  try {
    const value: unknown = JSON.parse(body?.toString('utf8') ?? '');
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return { ...value };
  } catch {
    // Answered below, like any other body that is no object.
  }
  throw new ControlFault(400, 'the body must be a JSON object');
}

function pictureAnswer(running: Running, id: string): Answer {
  const { pictures } = running.world;
  const picture = Object.hasOwn(pictures, id) ? pictures[id] : undefined;
  if (picture === undefined) return plainJson({ error: 'no such picture' }, 404);
  return bytesAnswer(Buffer.from(picture.base64, 'base64'), mimeTypeOf(picture.format));
}
