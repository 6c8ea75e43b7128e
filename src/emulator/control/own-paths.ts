/** The emulator's own paths: the page at `/`, pictures, and the control API under `/__emulator/`. */

import type { IncomingMessage, ServerResponse } from 'node:http';
import { Refusal } from '../errors.ts';
import { rememberIfChanged } from '../faults/lag.ts';
import { type Answer, bytesAnswer, plainJson } from '../http/answer.ts';
import { readBody, targetOf } from '../http/reading.ts';
import { sendWhole } from '../http/sending.ts';
import { holderOf, type OfficialAccounts, withAppId } from '../official-accounts.ts';
import { changesPath, pageAnswer, streamChanges } from '../page/serving.ts';
import type { Running } from '../running.ts';
import { mimeTypeOf } from '../world/file-formats.ts';
import { ControlFault } from './control-request.ts';
import { type ControlRoute, controlRoutes } from './control-routes.ts';

export async function serveOwnPath(
  all: OfficialAccounts,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const url = targetOf(request, all[0].origin);
  const body = await readBody(request);
  const acceptLanguage = request.headers['accept-language'];
  const asked = { all, method: request.method ?? 'GET', url, body, acceptLanguage };
  const subjects = subjectsOf(asked);
  const [first] = subjects;
  if (first === undefined) {
    sendWhole(response, plainJson({ error: whyNone(asked) }, 404));
    return;
  }
  if (asked.method === 'GET' && url.pathname === changesPath) {
    streamChanges(first, response);
    return;
  }
  const answers: Answer[] = [];
  for (const running of subjects) answers.push(await answerInTurn(running, asked));
  sendWhole(response, together(subjects, answers));
}

interface Asked {
  all: OfficialAccounts;
  method: string;
  url: URL;
  body: Buffer | undefined;
  acceptLanguage: string | undefined;
}

/** The official accounts a request is about: the one it names by `appid`, the only one there is, or each of them. */
function subjectsOf({ all, method, url }: Asked): readonly Running[] {
  const named = url.searchParams.get('appid');
  if (named !== null) return [withAppId(all, named)].flatMap((running) => running ?? []);
  if (all.length === 1 || isOfPage(url)) return [all[0]];
  const [, shelf, id] = /^\/__emulator\/(pictures|media)\/([^/]+)/.exec(url.pathname) ?? [];
  if (id !== undefined && method === 'GET') return [holderOf(all, shelf as 'pictures' | 'media', id)];
  return routeFor(method, url.pathname)?.each ? all : [];
}

function isOfPage({ pathname }: URL): boolean {
  return pathname === '/' || pathname.startsWith('/__emulator/page/');
}

function whyNone({ all, url }: Asked): string {
  const named = url.searchParams.get('appid');
  if (named !== null) return `no official account has the AppID ${named}`;
  return `${all.length} official accounts are played here: name one, such as ?appid=${all[0].world.officialAccount.appId}`;
}

function answerInTurn(running: Running, asked: Asked): Promise<Answer> {
  return running.inTurn(async () => {
    if (asked.method === 'GET') return answerTo(running, asked);
    const before = structuredClone(running.world.accounts);
    const result = answerTo(running, asked);
    rememberIfChanged(running.world, before, running.now());
    await running.save();
    running.changed();
    return result;
  });
}

/** One answer for all: by AppID what each of them says, or the first refusal. */
function together(subjects: readonly Running[], answers: readonly Answer[]): Answer {
  const refusal = answers.find(({ status }) => status !== 200);
  const [only] = answers;
  if (refusal !== undefined || (only !== undefined && answers.length === 1))
    return refusal ?? (only as Answer);
  return plainJson(
    Object.fromEntries(
      subjects.map(({ world }, index) => [
        world.officialAccount.appId,
        JSON.parse(answers[index]?.body.toString('utf8') ?? 'null'),
      ]),
    ),
  );
}

function answerTo(running: Running, { all, method, url, body, acceptLanguage }: Asked): Answer {
  if (method === 'GET' && isOfPage(url)) {
    const appIds = all.map(({ world }) => world.officialAccount.appId);
    const shown = pageAnswer(running, url.pathname, { query: url.searchParams, acceptLanguage, appIds });
    if (shown !== undefined) return shown;
  }
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
  const route = routeFor(method, url.pathname);
  if (route === undefined) throw new ControlFault(404, `the control API has no ${method} ${url.pathname}`);
  return route.handle({
    running,
    world: running.world,
    name: decodeName(route.path.exec(url.pathname)?.[1] ?? ''),
    query: url.searchParams,
    body: parse(body),
    now: running.now(),
  });
}

function routeFor(method: string, path: string): ControlRoute | undefined {
  return controlRoutes.find((route) => route.method === method && route.path.test(path));
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
