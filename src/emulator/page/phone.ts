/** The phone of one customer: what they see, and what they can do. */

import type { User } from '../world/users.ts';
import { type Action, actionForm, actsOf } from './action.ts';
import { bubbles } from './bubbles.ts';
import { type Html, html } from './html.ts';
import { momentText, type View } from './view.ts';
import type { Word } from './words.ts';

/** Older messages are not drawn. */
const mostMessages = 200;

export function phone(view: View): Html {
  const { say, user } = view;
  const heading = user === undefined ? say('chat') : say('phone', { customer: user.openid });
  return html`<section class="phone" id="chat" tabindex="-1" aria-labelledby="phone-heading"><h2 class="unseen" id="phone-heading" tabindex="-1">${heading}</h2>${statusBar(view, user)}${user === undefined ? html`<p class="empty">${say('nobody')}</p>` : screen(view, user)}</section>`;
}

function statusBar(view: View, user: User | undefined): Html {
  const { now, say, world } = view;
  const isTyping = user !== undefined && (user.typingUntil ?? 0) > now;
  const title = isTyping ? say('typing') : world.officialAccount.wechatId;
  const time = momentText(view, now);
  return html`<div class="bar"><time datetime="${new Date(now).toISOString()}">${time}</time><p class="title" role="status">${title}</p></div>`;
}

function screen(view: View, user: User): Html {
  const { say, world } = view;
  const said = world.messages.filter(({ openid }) => openid === user.openid).slice(-mostMessages);
  const isFollower = user.relation === 'follower';
  const empty =
    said.length === 0 && isFollower ? html`<p class="empty">${say('quietFollower')}</p>` : undefined;
  return html`<div class="log" id="log" role="log" aria-live="polite" aria-label="${say('chat')}" tabindex="0"><ol id="said">${bubbles(said, view)}</ol>${empty}${isFollower ? undefined : strangerNote(view, user)}</div><button class="newer" id="newer" type="button" hidden>↓ ${say('newMessages')}</button>${isFollower ? composer(view, user) : undefined}${deeds(view, user)}`;
}

function strangerNote({ say, world }: View, { relation }: User): Html {
  const account = world.officialAccount.wechatId;
  return html`<p class="empty">${say(relation === 'left' ? 'hasLeft' : 'mustFollow', { account })}</p>`;
}

function composer({ say }: View, { openid }: User): Html {
  const field = html`<label class="unseen" for="text">${say('message')}</label><input id="text" name="text" type="text" required maxlength="2000" autocomplete="off" enterkeyhint="send" placeholder="${say('message')}">`;
  const action: Action = {
    path: actsOf(openid),
    body: { act: 'message' },
    label: say('send'),
    look: 'primary',
    fields: field,
  };
  return html`<div class="composer" id="composer">${actionForm(action)}</div>`;
}

type Deed = { act: string; label: Word; done: Word; look?: Action['look'] };

const deedsOfFollowers: readonly Deed[] = [
  { act: 'scan', label: 'scan', done: 'scanned' },
  { act: 'click-menu', label: 'clickMenu', done: 'menuClicked' },
  { act: 'pay', label: 'pay', done: 'paid' },
  { act: 'ask-for-human', label: 'askForHuman', done: 'askedForHuman' },
  { act: 'unfollow', label: 'unfollow', done: 'unfollowed' },
];
const deedsOfOthers: readonly Deed[] = [
  { act: 'follow', label: 'follow', done: 'followed', look: 'primary' },
  { act: 'scan', label: 'scan', done: 'scanned' },
];

/** What a customer does beside writing; one who doesn't follow sees the account's profile, with its button to follow. */
function deeds({ say }: View, { openid, relation }: User): Html {
  const offered = relation === 'follower' ? deedsOfFollowers : deedsOfOthers;
  const items = offered.map(({ act, label, done, look = 'chip' }) => {
    const action = {
      path: actsOf(openid),
      body: { act },
      label: say(label),
      done: say(done, { customer: openid }),
      look,
    };
    return html`<li id="deed-${act}">${actionForm(action)}</li>`;
  });
  return html`<ul class="deeds" id="deeds">${items}</ul>`;
}
