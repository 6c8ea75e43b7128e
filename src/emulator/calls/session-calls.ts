/** Sessions of kf accounts (WeChat docs, 会话控制). */

import { Refusal } from '../errors.ts';
import type { Answer } from '../http/answer.ts';
import { type KfAccount, requireAccount } from '../world/accounts.ts';
import { closeSession, openSession, sessionOf, sessionsOf } from '../world/sessions.ts';
import { requireUser, type User } from '../world/users.ts';
import { answer, type Call, ok, readJsonObject } from './call.ts';

export function createSession(call: Call): Answer {
  const { account, user } = readPair(call);
  if (user.relation !== 'follower') throw new Refusal(50005);
  openSession(call.world.sessions, account, user.openid, call.world.settings, call.now);
  return ok(call);
}

export function endSession(call: Call): Answer {
  const { account, user } = readPair(call);
  closeSession(call.world.sessions, account.account, user.openid, call.world.settings, call.now);
  return ok(call);
}

/** Who serves a user; `{createtime: 0, kf_account: ""}` when nobody does, as JFinal's SDK notes. */
export function getSession(call: Call): Answer {
  const user = requireUser(call.world.users, call.query.get('openid'));
  const session = sessionOf(call.world.sessions, user.openid, call.now);
  return answer(call, {
    createtime: session === undefined ? 0 : seconds(session.createdAt),
    kf_account: session?.account ?? '',
  });
}

export function listSessions(call: Call): Answer {
  const { world } = call;
  const account = requireAccount(world.accounts, world.settings, call.query.get('kf_account'));
  if (account.worker.state !== 'bound') throw new Refusal(65402);
  const open = sessionsOf(world.sessions, account.account, call.now);
  const sessionlist = open.map(({ createdAt, openid }) => ({ createtime: seconds(createdAt), openid }));
  return answer(call, { sessionlist });
}

/** The hundred customers who wait longest. */
export function listWaiting(call: Call): Answer {
  const { waiting } = call.world.sessions;
  const waitcaselist = waiting
    .toSorted((left, right) => left.since - right.since)
    .slice(0, 100)
    .map(({ since, openid }) => ({ latest_time: seconds(since), openid }));
  return answer(call, { count: waiting.length, waitcaselist });
}

function readPair(call: Call): { account: KfAccount; user: User } {
  const { world } = call;
  const body = readJsonObject(call);
  const account = requireAccount(world.accounts, world.settings, body.kf_account);
  return { account, user: requireUser(world.users, body.openid) };
}

function seconds(milliseconds: number): number {
  return Math.floor(milliseconds / 1000);
}
