/** Beside the phone: the kf accounts, and the people who are invited to them. */

import type { KfAccount, Worker } from '../world/accounts.ts';
import { workerAt } from '../world/invitations.ts';
import { actionForm } from './action.ts';
import { faceOf } from './bubbles.ts';
import { type Html, html } from './html.ts';
import { panel } from './panel.ts';
import { momentText, type View } from './view.ts';

export function accounts(view: View): Html {
  const { say, world } = view;
  const rows = world.accounts.map((account) => accountRow(account, view));
  const known =
    rows.length === 0
      ? html`<p class="none">${say('noAccounts')}</p>`
      : html`<ul class="accounts">${rows}</ul>`;
  return panel('accounts', say('accounts'), known, rows.length);
}

function accountRow(account: KfAccount, view: View): Html {
  const online =
    account.online === null ? undefined : html` <span class="tag good">${view.say('online')}</span>`;
  return html`<li id="account-${account.id}"><img class="face" alt="" src="${faceOf(account)}"><div><p><strong>${account.nickname}</strong>${online}</p><p><code>${account.account}</code></p><p class="hint">${workerText(account, view)}</p></div></li>`;
}

function workerText(account: KfAccount, { say, now }: View): string {
  const worker = workerAt(account.worker, now);
  if (worker.state === 'none') return say('unbound');
  const person = worker.wechatId;
  if (worker.state === 'bound') return say('bound', { person });
  const answers = { waiting: 'waiting', rejected: 'wasRejected', expired: 'expired' } as const;
  return say(answers[worker.answer], { person });
}

/** Each as the invited person gets it: by WeChat, on their own phone. */
export function invitations(view: View): Html {
  const cards = view.world.accounts.flatMap((account) => {
    const worker = workerAt(account.worker, view.now);
    return worker.state === 'invited' && worker.answer === 'waiting'
      ? [invitation(account, worker, view)]
      : [];
  });
  if (cards.length === 0) return html``;
  return panel(
    'invitations',
    view.say('invitations'),
    html`<ul class="invitations">${cards}</ul>`,
    cards.length,
  );
}

function invitation(account: KfAccount, worker: Extract<Worker, { state: 'invited' }>, view: View): Html {
  const { say, world } = view;
  const person = worker.wechatId;
  const path = `invitations/${encodeURIComponent(account.account)}`;
  const text = say('invited', { account: world.officialAccount.wechatId, nickname: account.nickname });
  const until = say('until', { time: momentText(view, worker.expiresAt) });
  const accept = actionForm({
    path,
    body: { answer: 'accept' },
    label: say('accept'),
    done: say('accepted', { person }),
    look: 'primary',
  });
  const reject = actionForm({
    path,
    body: { answer: 'reject' },
    label: say('reject'),
    done: say('rejected', { person }),
  });
  return html`<li id="invitation-${account.id}"><h3>${say('onPhoneOf', { person })}</h3><div class="letter"><img class="face" alt="" src="${faceOf(account)}"><p>${text}</p></div><p class="hint"><code>${account.account}</code> · ${until}</p><div class="row">${accept}${reject}</div></li>`;
}
