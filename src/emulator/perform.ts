/** Carries out one API call: rights, method, then the handler; a refusal becomes WeChat's error answer. */

import type { Call } from './calls/call.ts';
import { Refusal, serviceRefusal } from './errors.ts';
import { rememberIfChanged } from './faults/lag.ts';
import { type Answer, gatewayPage } from './http/answer.ts';
import { datedText, errmsgTail, jsonAnswer, newRid } from './http/wording.ts';
import { type Route, routes } from './routes.ts';
import { countCall } from './world/quotas.ts';
import { addTrace } from './world/rids.ts';
import { checkToken } from './world/tokens.ts';

export interface Performed {
  answer: Answer;
  /** Whether something changed. */
  effect: boolean;
}

/** The answer to the call, and whether it changed the world. Never throws for what a client sent. */
export async function perform(call: Call): Promise<Performed> {
  const route = routes.get(call.path);
  if (route === undefined) return { answer: gatewayPage(404, 'Not Found'), effect: false };
  const before = structuredClone(call.world.accounts);
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
    rememberIfChanged(call.world, before, call.now);
  }
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
  if (route.needs !== 'kf') return;
  if (!officialAccount.verified) throw new Refusal(48001);
  if (!officialAccount.kfEnabled) throw serviceRefusal(settings.errorFamily, 65400);
}

function checkMethod(call: Call, route: Route): void {
  const { deleteVerb } = call.world.settings;
  const free = route.method === 'either';
  const wanted = free && deleteVerb !== 'both' ? deleteVerb.toUpperCase() : route.method;
  if (wanted === call.method || (wanted === 'either' && ['GET', 'POST'].includes(call.method))) return;
  throw new Refusal(wanted === 'GET' ? 43001 : 43002);
}
