/** Carries out one API call: rights, method, then the handler; a refusal becomes WeChat's error answer. */

import type { Call } from './calls/call.ts';
import { errorText, Refusal, serviceRefusal } from './errors.ts';
import { rememberIfChanged } from './faults/lag.ts';
import { type Answer, gatewayPage } from './http/answer.ts';
import { datedText, errmsgTail, jsonAnswer, newRid } from './http/wording.ts';
import { type Route, routes } from './routes.ts';
import type { OfficialAccount } from './world/official-account.ts';
import { countCall } from './world/quotas.ts';
import { addTrace } from './world/rids.ts';
import type { Settings } from './world/settings.ts';
import { checkToken } from './world/tokens.ts';

export interface Performed {
  answer: Answer;
  /** Whether something changed. */
  effect: boolean;
}

/** The answer to the call, and whether it changed the world. Never throws for what a client sent. */
export async function perform(call: Call): Promise<Performed> {
  const route = routes.get(call.path);
  if (route === undefined) return { answer: unknownPath(call), effect: false };
  // Only what writes can change the list; copying it at each read would make a fleet slow.
  const before = route.writes ? structuredClone(call.world.accounts) : undefined;
  try {
    checkRights(call, route);
    checkMethod(call, route);
    countCall(call.world.quotas, route.path, route.perDay, call.now);
    const answer = await route.handle(call);
    return { answer, effect: route.writes };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return { answer: errorAnswer(call, error.errcode, error.message), effect: false };
  } finally {
    if (before !== undefined) rememberIfChanged(call.world, before, call.now);
  }
}

/**
 * WeChat looks at the path before the token, so also a call without one is told 40066; some unknown paths gave a page
 * instead, which the settings can choose.
 */
function unknownPath(call: Call): Answer {
  const { unknownPath: choice } = call.world.settings;
  if (choice === '404') return gatewayPage(404, 'Not Found');
  if (choice === '503') return gatewayPage(503, 'Service Temporarily Unavailable');
  return errorAnswer(call, 40066, errorText(40066));
}

/** WeChat's error answer: HTTP 200 with errcode, and an errmsg that ends in a trace id. */
export function errorAnswer(call: Call, errcode: number, text: string): Answer {
  const rid = newRid(call.now);
  const { settings, traces } = call.world;
  const answer = jsonAnswer(
    { errcode, errmsg: datedText(text, settings) + errmsgTail(settings, rid) },
    settings,
  );
  addTrace(traces, rid, {
    at: call.now,
    request: withoutSecrets(call.query),
    requestBody: routes.get(call.path)?.needs === 'open' ? '' : call.body.subarray(0, 2000).toString('utf8'),
    responseBody: answer.body.toString('utf8'),
    ip: call.ip,
    foreign: false,
  });
  return answer;
}

function withoutSecrets(query: URLSearchParams): string {
  const shown = new URLSearchParams(query);
  for (const name of ['access_token', 'secret', 'appsecret']) {
    const value = shown.get(name);
    if (value !== null) shown.set(name, `${value.slice(0, 6)}xxxx`);
  }
  return shown.toString();
}

function checkRights(call: Call, route: Route): void {
  const { officialAccount, settings, tokens } = call.world;
  if (settings.requireHttps === 'yes') throw new Refusal(43003);
  if (route.needs === 'open') return;
  checkToken(tokens, call.query.get('access_token'), call.now);
  if (officialAccount.troubles.includes('api-forbidden')) throw new Refusal(48004);
  if (route.needs !== 'token') checkServiceRights(officialAccount, settings, route.needs);
}

/** What customer service needs beside a token; a test account has none of it, but may send messages. */
function checkServiceRights(
  { kind, verified, kfEnabled }: OfficialAccount,
  { errorFamily }: Settings,
  needs: 'kf' | 'message' | 'session',
): void {
  if (kind === 'test') {
    if (needs === 'message') return;
    throw serviceRefusal(errorFamily, 65400);
  }
  if (!verified || (kind === 'miniprogram' && needs === 'session')) throw new Refusal(48001);
  if (!kfEnabled) throw serviceRefusal(errorFamily, 65400);
}

function checkMethod(call: Call, route: Route): void {
  const { deleteVerb } = call.world.settings;
  const free = route.method === 'either';
  const wanted = free && deleteVerb !== 'both' ? deleteVerb.toUpperCase() : route.method;
  if (wanted === call.method || (wanted === 'either' && ['GET', 'POST'].includes(call.method))) return;
  throw new Refusal(wanted === 'GET' ? 43001 : 43002);
}
