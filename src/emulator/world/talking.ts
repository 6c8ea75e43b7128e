/** A message going either way, with everything that follows from it. */

import { addMessage, type Message } from './messages.ts';
import { addRecord } from './records.ts';
import { sessionOf, touchSession } from './sessions.ts';
import { acquireUser, trigger, type User } from './users.ts';
import { useGrants } from './windows.ts';
import type { World } from './world.ts';

/** The account's message reaches the user: it uses up quota, ends the typing sign and is put on record. */
export function deliver(
  world: World,
  user: User,
  message: Pick<Message, 'msgtype' | 'content' | 'as' | 'ai'>,
  now: number,
): Message {
  useGrants(user.grants, now);
  user.lastExchangeAt = now;
  user.typingUntil = null;
  const said = addMessage(world.messages, { ...message, at: now, openid: user.openid, from: 'account' });
  touchSession(world.sessions, user.openid, now);
  if (message.as !== null) addRecord(world.records, said, message.as);
  return said;
}

/** The user writes: a window opens; in a session the worker gets it. */
export function receive(world: World, openid: string, text: string, now: number): Message {
  const user = acquireUser(world.users, openid);
  trigger(user, 'message', world.settings, now);
  const said = addMessage(world.messages, {
    at: now,
    openid,
    from: 'user',
    msgtype: 'text',
    content: { content: text },
  });
  const session = sessionOf(world.sessions, openid, now);
  touchSession(world.sessions, openid, now);
  if (session !== undefined) addRecord(world.records, said, session.account);
  return said;
}

/**
 * The user clicks an entry of the newest menu message that has it. It arrives as a text, but counts as a menu
 * click and not as a message (WeChat docs, 客服消息 intro). False when no message has such an entry.
 */
export function clickMenuMessage(world: World, openid: string, menuId: string, now: number): boolean {
  const entry = world.messages
    .filter((message) => message.openid === openid && message.msgtype === 'msgmenu')
    .flatMap((message) => (Array.isArray(message.content.list) ? message.content.list : []))
    .findLast((listed) => String(listed?.id) === menuId);
  if (entry === undefined) return false;
  trigger(acquireUser(world.users, openid), 'menu', world.settings, now);
  const content = { content: String(entry.content) };
  addMessage(world.messages, { at: now, openid, from: 'user', msgtype: 'text', content, menuId });
  return true;
}
