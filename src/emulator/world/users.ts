/** The users of the official account: who they are to it, and what they do. */

import { Refusal } from '../errors.ts';
import type { Settings } from './settings.ts';
import { type Grant, grant, type Trigger } from './windows.ts';

export interface User {
  openid: string;
  relation: 'follower' | 'left' | 'never-followed';
  grants: Grant[];
  /** When a message last went either way; typing needs one in the last 30 seconds. */
  lastExchangeAt: number | null;
  /** Until when the user sees that someone is typing. */
  typingUntil: number | null;
  blacklisted: boolean;
  refusesMessages: boolean;
  /** Protected as a minor at this time of day. */
  minor: boolean;
}

export type Users = Record<string, User>;

export function newUser(openid: string, relation: User['relation'] = 'follower'): User {
  return {
    openid,
    relation,
    grants: [],
    lastExchangeAt: null,
    typingUntil: null,
    blacklisted: false,
    refusesMessages: false,
    minor: false,
  };
}

/** The user of that OpenID, or the refusal 40003. */
export function requireUser(users: Users, openid: unknown): User {
  const user = typeof openid === 'string' && Object.hasOwn(users, openid) ? users[openid] : undefined;
  if (user === undefined) throw new Refusal(40003);
  return user;
}

/** The user, made a follower when not known before. */
export function acquireUser(users: Users, openid: string): User {
  const known = Object.hasOwn(users, openid) ? users[openid] : undefined;
  if (known !== undefined) return known;
  const user = newUser(openid);
  users[openid] = user;
  return user;
}

/** The user does something that opens a window for messages. */
export function trigger(user: User, what: Trigger, settings: Settings, now: number): void {
  if (what === 'follow') user.relation = 'follower';
  user.grants = grant(user.grants, what, settings, now);
  if (what === 'message') user.lastExchangeAt = now;
}

/** The user unfollows: every window closes. */
export function leave(user: User): void {
  user.relation = 'left';
  user.grants = [];
  user.typingUntil = null;
}
