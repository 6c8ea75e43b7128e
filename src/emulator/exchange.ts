/** One API call from socket to answer: faults, carrying out, record, saving. */

import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Call } from './calls/call.ts';
import { actOut } from './faults/act.ts';
import type { Fault } from './faults/fault.ts';
import { strikeCall, strikeHead } from './faults/match.ts';
import type { Answer } from './http/answer.ts';
import { gatewayPage } from './http/answer.ts';
import { readBody, targetOf } from './http/reading.ts';
import { drop, sendWhole } from './http/sending.ts';
import { calledOne, type OfficialAccounts } from './official-accounts.ts';
import { errorAnswer, perform } from './perform.ts';
import { routes } from './routes.ts';
import type { Running } from './running.ts';
import { addRequest, type RequestEntry } from './world/requests.ts';

export async function exchange(
  all: OfficialAccounts,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const url = targetOf(request, all[0].origin);
  const method = request.method ?? 'GET';
  const early = calledOne(all, url.searchParams);
  if (strikeHead(early.world.faults, url.pathname) !== undefined) {
    addRequest(early.world.requests, {
      at: early.now(),
      method,
      path: url.pathname,
      account: null,
      fault: 'refuse',
    });
    drop(response, 'rst');
    return;
  }
  const body = await readBody(request);
  if (body === undefined) {
    sendWhole(response, gatewayPage(413, 'Request Entity Too Large'));
    return;
  }
  const running = calledOne(all, url.searchParams, body);
  const { world } = running;
  const call = toCall(running, request, url, body);
  const fault = strikeCall(world.faults, call.path, () => `${url.searchParams} ${body}`);
  const at = running.now();
  const entry = addRequest(world.requests, {
    at,
    method,
    path: call.path,
    account: accountNamed(call),
    fault: fault?.kind ?? null,
  });
  const sent = await respond(running, call, response, entry, fault);
  entry.status = sent?.status ?? null;
  entry.errcode = sent?.errcode ?? null;
  running.changed();
}

async function respond(
  running: Running,
  call: Call,
  response: ServerResponse,
  entry: RequestEntry,
  fault: Fault | undefined,
): Promise<Answer | undefined> {
  const carryOut = () => running.inTurn(() => carryOutOnce(running, call, entry));
  if (fault !== undefined) {
    const refusal = (errcode: number, text: string) => errorAnswer(call, errcode, text);
    return actOut(fault, { response, carryOut, refusal, later: running.later });
  }
  const answer = await carryOut();
  sendWhole(response, answer);
  return answer;
}

async function carryOutOnce(running: Running, call: Call, entry: RequestEntry): Promise<Answer> {
  const now = running.now();
  const { answer, effect } = await perform({ ...call, now });
  entry.carriedOut += 1;
  if (effect) {
    entry.effect = true;
    entry.effectAt = now;
  }
  await running.save();
  running.changed();
  return answer;
}

function toCall(running: Running, request: IncomingMessage, url: URL, body: Buffer): Call {
  return {
    world: running.world,
    method: request.method ?? 'GET',
    path: url.pathname,
    query: url.searchParams,
    contentType: request.headers['content-type'] ?? '',
    body,
    ip: (request.socket.remoteAddress ?? '127.0.0.1').replace(/^::ffff:/, ''),
    origin: running.origin,
    now: running.now(),
    usualPerDay: (path) => routes.get(path)?.perDay,
  };
}

/** For the record only, so a quick look is enough: the account in the query, or in anything like JSON. */
function accountNamed(call: Call): string | null {
  const inQuery = call.query.get('kf_account');
  if (inQuery !== null) return inQuery;
  const inBody = /"kf_account"\s*:\s*"([^"]*)"/.exec(call.body.subarray(0, 10_000).toString('utf8'));
  return inBody?.[1] ?? null;
}
