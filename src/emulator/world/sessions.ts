/** Sessions between a kf account and a customer, and the customers who wait for one (WeChat docs, 会话控制). */

import { Refusal, serviceRefusal } from '../errors.ts';
import type { KfAccount } from './accounts.ts';
import type { Settings } from './settings.ts';

export interface Session {
  openid: string;
  account: string;
  createdAt: number;
  lastMessageAt: number;
}

interface Waiting {
  openid: string;
  since: number;
}

export interface Sessions {
  open: Session[];
  waiting: Waiting[];
}

/** A session nobody closes ends this long after its last message (WeChat docs, 消息转发到客服). */
const idleMs = 30 * 60_000;

export function createSessions(): Sessions {
  return { open: [], waiting: [] };
}

export function sessionOf(sessions: Sessions, openid: string, now: number): Session | undefined {
  forgetIdle(sessions, now);
  return sessions.open.find((session) => session.openid === openid);
}

export function sessionsOf(sessions: Sessions, account: string, now: number): Session[] {
  forgetIdle(sessions, now);
  return sessions.open.filter((session) => session.account === account);
}

/** Opens a session; a no-op when that same one is open. Refuses with 65402, 65415, and (modelled) 65414. */
export function openSession(
  sessions: Sessions,
  account: KfAccount,
  openid: string,
  settings: Settings,
  now: number,
): void {
  if (account.worker.state !== 'bound') throw new Refusal(65402);
  if (account.online === null) throw serviceRefusal(settings.errorFamily, 65415);
  const open = sessionOf(sessions, openid, now);
  if (open !== undefined && open.account !== account.account) {
    throw serviceRefusal(settings.errorFamily, 65414);
  }
  if (open === undefined) addSession(sessions, account.account, openid, now);
}

export function addSession(sessions: Sessions, account: string, openid: string, now: number): void {
  sessions.open = sessions.open.filter((session) => session.openid !== openid);
  sessions.waiting = sessions.waiting.filter((waiting) => waiting.openid !== openid);
  sessions.open.push({ openid, account, createdAt: now, lastMessageAt: now });
}

/** Closes the session; 65413 when the customer is in none, 65414 when another worker serves them. */
export function closeSession(
  sessions: Sessions,
  account: string,
  openid: string,
  settings: Settings,
  now: number,
): void {
  const open = sessionOf(sessions, openid, now);
  if (open === undefined) throw new Refusal(65413);
  if (open.account !== account) throw serviceRefusal(settings.errorFamily, 65414);
  sessions.open = sessions.open.filter((session) => session !== open);
}

/** The customer waits for a worker, as after a reply of type transfer_customer_service. */
export function queueUp(sessions: Sessions, openid: string, now: number): void {
  if (sessionOf(sessions, openid, now) !== undefined) return;
  if (!sessions.waiting.some((waiting) => waiting.openid === openid))
    sessions.waiting.push({ openid, since: now });
}

/** A message went between the two: the session stays open. */
export function touchSession(sessions: Sessions, openid: string, now: number): void {
  const open = sessionOf(sessions, openid, now);
  if (open !== undefined) open.lastMessageAt = now;
}

function forgetIdle(sessions: Sessions, now: number): void {
  sessions.open = sessions.open.filter((session) => now - session.lastMessageAt < idleMs);
}
