/** The page at `/`: the phone of a customer, and beside it what the official account and the people around it do. */

import { type Answer, htmlAnswer } from '../http/answer.ts';
import type { Running } from '../running.ts';
import type { User } from '../world/users.ts';
import type { World } from '../world/world.ts';
import { accounts, invitations } from './account-panels.ts';
import { customers, sendingWindow } from './customer-panels.ts';
import { type Html, html } from './html.ts';
import { languageFor } from './language.ts';
import { phone } from './phone.ts';
import { addressOf, changesAddressOf, msUntilOtherwise, newestAddressOf, type View } from './view.ts';
import { sayIn } from './words.ts';
import { calls, clock } from './world-panels.ts';

/** What a reader asked for. */
export interface Visit {
  query: URLSearchParams;
  acceptLanguage: string | undefined;
  /** The AppIDs to choose from. */
  appIds: readonly string[];
}

const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self'",
  "media-src 'self'",
  "connect-src 'self'",
  "form-action 'none'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** The whole page. */
export function showPage(running: Running, visit: Visit): Answer {
  const view = viewFor(running, visit);
  return asPage(html`<!doctype html>
<html lang="${view.language}" data-boot="${running.boot}" data-token="${running.pageToken}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${view.say('title')}</title>
<link rel="icon" href="/__emulator/page/official-account.svg">
<link rel="stylesheet" href="/__emulator/page/style.css">
<script src="/__emulator/page/script.js" defer></script>
</head>
<body>
${header(view)}
${main(view)}
</body>
</html>
`);
}

/** Only what changes: the script puts it in the place of what is shown. */
export function showNewest(running: Running, visit: Visit): Answer {
  return asPage(main(viewFor(running, visit)));
}

function asPage({ markup }: Html): Answer {
  const answer = htmlAnswer(200, markup);
  const headers = {
    ...answer.headers,
    'content-security-policy': policy,
    'referrer-policy': 'no-referrer',
    'cache-control': 'no-store',
    vary: 'accept-language',
  };
  return { ...answer, headers };
}

function viewFor({ world, now }: Running, { query, acceptLanguage, appIds }: Visit): View {
  const language = languageFor(query.get('lang'), acceptLanguage);
  const user = userShown(world, query.get('user'));
  return { world, now: now(), user, appIds, language, say: sayIn(language) };
}

/** The one named, else the one of the newest message, else the first. */
function userShown({ users, messages }: World, named: string | null): User | undefined {
  const openid = named ?? messages.at(-1)?.openid ?? Object.keys(users)[0];
  return openid !== undefined && Object.hasOwn(users, openid) ? users[openid] : undefined;
}

function header(view: View): Html {
  const { say, world, language } = view;
  const other = language === 'en' ? 'zh-CN' : 'en';
  const { appId, wechatId } = world.officialAccount;
  return html`<a class="skip" href="#chat">${say('skip')}</a>
<header>
<div><h1>${say('title')}</h1><p>${say('subtitle')}</p></div>
<p class="which"><strong>${wechatId}</strong> <code>${appId}</code></p>
<p class="state"><span id="state" role="status" data-live="${say('live')}" data-lost="${say('lost')}"></span> <a id="language" href="${addressOf(view, { language: other })}" lang="${other}" hreflang="${other}">${say('otherLanguage')}</a></p>
${otherAppIds(view)}
</header>
<noscript><p class="notice">${say('needsScript')}</p></noscript>
<p class="notice" id="notice" role="alert" data-failed="${say('failed')}" data-refused="${say('refused', { why: '{why}' })}" hidden></p>
<p class="unseen" id="done" role="status"></p>`;
}

function otherAppIds({ appIds, say, world, language }: View): Html | undefined {
  if (appIds.length === 1) return undefined;
  const links = appIds.map((appId) => {
    const current = appId === world.officialAccount.appId ? html` aria-current="true"` : undefined;
    return html`<a href="/?${new URLSearchParams({ appid: appId, lang: language }).toString()}"${current}>${appId}</a> `;
  });
  return html`<details><summary>${say('officialAccount')} (${appIds.length})</summary><nav>${links}</nav></details>`;
}

function main(view: View): Html {
  const again = msUntilOtherwise(view);
  return html`<main data-now="${newestAddressOf(view)}" data-changes="${changesAddressOf(view)}" data-again="${again}">
${phone(view)}
<div class="panels">${customers(view)}${sendingWindow(view)}${invitations(view)}${accounts(view)}${clock(view)}${calls(view)}</div>
</main>`;
}
