/** Beside the phone: the customers, and whether the account may write to the one shown. */

import type { User } from '../world/users.ts';
import type { Grant, Trigger } from '../world/windows.ts';
import { actionForm } from './action.ts';
import { type Html, html } from './html.ts';
import { panel } from './panel.ts';
import { addressOf, momentText, type View } from './view.ts';
import type { Word } from './words.ts';

/** Of a world with more, those are listed who come first. */
const mostCustomers = 100;

const relations: Record<User['relation'], Word> = {
  follower: 'follower',
  left: 'left',
  'never-followed': 'neverFollowed',
};

export function customers(view: View): Html {
  const { say, world } = view;
  const rows = Object.values(world.users)
    .slice(0, mostCustomers)
    .map((user) => {
      const current = user.openid === view.user?.openid ? html` aria-current="true"` : undefined;
      return html`<li id="customer-${user.openid}"><a href="${addressOf(view, { openid: user.openid })}"${current}><span class="name">${user.openid}</span><span class="tag ${user.relation}">${say(relations[user.relation])}</span></a></li>`;
    });
  const known =
    rows.length === 0
      ? html`<p class="none">${say('noCustomers')}</p>`
      : html`<ul class="people">${rows}</ul>`;
  return panel('customers', say('customers'), html`${known}${adding(view)}`, Object.keys(world.users).length);
}

/** Someone who doesn't follow yet: following is their first act. */
function adding(view: View): Html {
  const { say, world } = view;
  const field = html`<label for="openid">${say('addCustomer')}</label><input id="openid" name="openid" type="text" required maxlength="64" autocomplete="off" spellcheck="false" value="${nextOpenid(world.users)}">`;
  return actionForm({
    path: 'users/{openid}',
    method: 'PUT',
    body: { relation: 'never-followed' },
    label: say('add'),
    fields: field,
    next: addressOf(view, { openid: '{openid}' }),
  });
}

function nextOpenid(users: Readonly<Record<string, User>>): string {
  let number = 1;
  while (Object.hasOwn(users, `oCUSTOMER_${number}`)) number += 1;
  return `oCUSTOMER_${number}`;
}

const triggers: Record<Trigger, Word> = {
  message: 'byMessage',
  menu: 'byMenu',
  follow: 'byFollow',
  scan: 'byScan',
  pay: 'byPay',
};

export function sendingWindow(view: View): Html {
  const { say, user, now } = view;
  if (user === undefined) return html``;
  const open = user.grants.filter(({ until }) => until > now);
  const rows = open.map(
    (grant) =>
      html`<li><span class="name">${say(triggers[grant.trigger])}</span> <span>${leftOf(grant, view)}</span></li>`,
  );
  const verdict = html`<p class="verdict ${verdictOf(open) === 'windowOpen' ? 'good' : 'bad'}">${say(verdictOf(open))}</p>`;
  return panel(
    'window',
    say('window'),
    html`${verdict}<ul class="grants">${rows}</ul><p class="hint">${say('windowHint')}</p>`,
  );
}

function verdictOf(open: readonly Grant[]): 'windowOpen' | 'windowUsedUp' | 'windowClosed' {
  if (open.length === 0) return 'windowClosed';
  return open.every(({ left }) => left === 0) ? 'windowUsedUp' : 'windowOpen';
}

function leftOf({ left, until }: Grant, view: View): string {
  const time = momentText(view, until);
  return left === null
    ? view.say('anyNumberLeft', { time })
    : view.say('messagesLeft', { count: left, time });
}
