/** Messages as a customer sees them: who speaks, the bubble, and the time where a while has passed. */

import type { Message } from '../world/messages.ts';
import { bare, contentOf } from './contents.ts';
import { type Html, html } from './html.ts';
import { momentText, type View } from './view.ts';

/** A line with the time stands where nobody spoke for that long. */
const pauseMs = 5 * 60_000;

/** The list items of these messages, oldest first. */
export function bubbles(said: readonly Message[], view: View): Html[] {
  return said.map((message, index) => {
    const before = said[index - 1];
    const isAfterPause = before === undefined || Math.abs(message.at - before.at) >= pauseMs;
    return html`${isAfterPause ? timeLine(message, view) : undefined}${bubble(message, view)}`;
  });
}

function timeLine({ at, number }: Message, view: View): Html {
  const iso = new Date(at).toISOString();
  return html`<li class="pause" id="t${number}"><time datetime="${iso}">${momentText(view, at)}</time></li>`;
}

function bubble(message: Message, view: View): Html {
  const { say } = view;
  const look = bare.includes(message.msgtype) ? 'bubble bare' : 'bubble';
  const ai = message.ai ? html`<p class="ai">${say('byAi')}</p>` : undefined;
  const content = html`<div class="${look} of-${message.msgtype}">${contentOf(message, view)}</div>${ai}`;
  if (message.from === 'user') {
    const me = html`<img class="face" alt="" src="/__emulator/page/customer.svg">`;
    return html`<li class="said mine" id="m${message.number}">${me}<div><p class="unseen">${say('you')}</p>${content}</div></li>`;
  }
  const { name, face } = speakerOf(message, view);
  return html`<li class="said theirs" id="m${message.number}"><img class="face" alt="" src="${face}"><div><p class="who">${name}</p>${content}</div></li>`;
}

/** The kf account with its own face and nickname; a message as nobody, or as one that is gone, comes from the official account. */
function speakerOf({ as }: Message, { world }: View): { name: string; face: string } {
  const account = world.accounts.find((known) => known.account === as);
  if (account === undefined) {
    return { name: world.officialAccount.wechatId, face: '/__emulator/page/official-account.svg' };
  }
  return { name: account.nickname, face: faceOf(account) };
}

/** The address of the avatar that the emulator serves. */
export function faceOf({ picture }: { picture: string }): string {
  return `/__emulator/pictures/${encodeURIComponent(picture)}/0`;
}
