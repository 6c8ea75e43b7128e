/** What users do, which opens the windows in which the account may write to them. */

import { type Answer, plainJson } from '../http/answer.ts';
import { push } from '../http/pushing.ts';
import { queueUp } from '../world/sessions.ts';
import { clickMenuMessage, receive } from '../world/talking.ts';
import { acquireUser, leave, trigger, type User } from '../world/users.ts';
import { ControlFault, type ControlRequest, readChanges, readText, readWord } from './control-request.ts';

const acts = [
  'message',
  'click-menu',
  'click-msgmenu',
  'follow',
  'unfollow',
  'scan',
  'pay',
  'ask-for-human',
] as const;

export function getUsers({ world }: ControlRequest): Answer {
  return plainJson(Object.values(world.users));
}

/** Changes what holds of a user: `relation`, `blacklisted`, `refusesMessages`, `minor`. */
export function putUser({ world, name, body }: ControlRequest): Answer {
  const user = acquireUser(world.users, name);
  const { relation, blacklisted, refusesMessages, minor } = user;
  if (body.relation !== undefined) readWord(body, 'relation', ['follower', 'left', 'never-followed']);
  Object.assign(user, readChanges(body, { relation, blacklisted, refusesMessages, minor }));
  return plainJson(user);
}

/** Lets the user act; one who isn't known yet is a follower from now on. */
export function act(request: ControlRequest): Answer {
  const { world, name, now } = request;
  const what = readWord(request.body, 'act', acts);
  perform(request, what, acquireUser(world.users, name), now);
  return plainJson(world.users[name]);
}

export function getMessages({ world, query }: ControlRequest): Answer {
  const openid = query.get('openid');
  return plainJson(world.messages.filter((message) => openid === null || message.openid === openid));
}

function perform(request: ControlRequest, what: (typeof acts)[number], user: User, now: number): void {
  const { world, body } = request;
  switch (what) {
    case 'message':
      push(world.officialAccount, receive(world, user.openid, readText(body, 'text'), now));
      return;
    case 'click-msgmenu':
      if (!clickMenuMessage(world, user.openid, readText(body, 'id'), now)) {
        throw new ControlFault(409, 'no message to this user has a menu entry of that id');
      }
      push(world.officialAccount, world.messages.at(-1));
      return;
    case 'ask-for-human':
      queueUp(world.sessions, user.openid, now);
      return;
    case 'unfollow':
      leave(user);
      return;
    case 'click-menu':
      trigger(user, 'menu', world.settings, now);
      return;
    default:
      trigger(user, what, world.settings, now);
  }
}
