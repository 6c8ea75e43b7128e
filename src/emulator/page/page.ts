/** The page at `/`: the kf accounts, and a phone screen with what a customer sees. No script, nothing from elsewhere. */

import { type Answer, htmlAnswer } from '../http/answer.ts';
import type { Running } from '../running.ts';
import type { KfAccount } from '../world/accounts.ts';
import { workerAt } from '../world/invitations.ts';
import type { World } from '../world/world.ts';
import { bubble } from './bubbles.ts';
import { escapeHtml } from './escape.ts';
import { pageStyle } from './style.ts';

const policy =
  "default-src 'none'; img-src 'self'; style-src 'unsafe-inline'; form-action 'none'; base-uri 'none'; frame-ancestors 'none'";

/** `openid` chooses whose phone is shown; absent: the user of the newest message. `all` are the AppIDs to choose from. */
export function showPage(running: Running, openid: string | null, all: readonly string[]): Answer {
  const { world } = running;
  const now = running.now();
  const shown = openid ?? world.messages.at(-1)?.openid ?? Object.keys(world.users)[0] ?? null;
  const { appId, wechatId } = world.officialAccount;
  const page = htmlAnswer(
    200,
    `<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>kefu emulator</title>
<style>${pageStyle}</style>
</head>
<body>
<header>
<h1>kefu emulator</h1>
<p>A stand-in for api.weixin.qq.com. <code>${escapeHtml(appId)}</code> · @${escapeHtml(wechatId)} · ${new Date(now).toISOString()}</p>
${otherAppIds(all, appId)}</header>
<main>
<section aria-labelledby="accounts"><h2 id="accounts">客服账号 (${world.accounts.length})</h2>${accountTable(world, now)}</section>
<section aria-labelledby="phone"><h2 id="phone">客户看到的</h2>${phone(world, shown, now)}</section>
</main>
</body>
</html>
`,
  );
  return {
    ...page,
    headers: { ...page.headers, 'content-security-policy': policy, 'cache-control': 'no-store' },
  };
}

function otherAppIds(all: readonly string[], shown: string): string {
  if (all.length === 1) return '';
  const links = all.map((appId) => {
    const current = appId === shown ? ' aria-current="true"' : '';
    return `<a href="/?appid=${encodeURIComponent(appId)}"${current}>${escapeHtml(appId)}</a>`;
  });
  return `<details><summary>公众号 (${all.length})</summary><nav>${links.join(' ')}</nav></details>`;
}

function accountTable(world: World, now: number): string {
  if (world.accounts.length === 0) return '<p>还没有客服账号。</p>';
  const rows = world.accounts.map((account) => accountRow(account, now)).join('');
  return `<table><thead><tr><th>头像</th><th>昵称</th><th>账号</th><th>绑定</th><th>在线</th></tr></thead><tbody>${rows}</tbody></table>`;
}

function accountRow(account: KfAccount, now: number): string {
  const face = `<img class="face" alt="" src="/__emulator/pictures/${encodeURIComponent(account.picture)}/0">`;
  const cells = [
    face,
    escapeHtml(account.nickname),
    `<code>${escapeHtml(account.account)}</code>`,
    escapeHtml(workerText(account, now)),
    account.online === null ? '' : '●',
  ];
  return `<tr>${cells.map((cell) => `<td>${cell}</td>`).join('')}</tr>`;
}

function workerText(account: KfAccount, now: number): string {
  const worker = workerAt(account.worker, now);
  if (worker.state === 'none') return '未绑定';
  if (worker.state === 'bound') return worker.wechatId;
  const answers = { waiting: '邀请中', rejected: '已拒绝', expired: '邀请已过期' };
  return `${worker.wechatId} (${answers[worker.answer]})`;
}

function phone(world: World, openid: string | null, now: number): string {
  if (openid === null) return '<p>还没有客户。</p>';
  const names = Object.keys(world.users).map((name) => {
    const current = name === openid ? ' aria-current="true"' : '';
    const address = `/?appid=${encodeURIComponent(world.officialAccount.appId)}&amp;user=${encodeURIComponent(name)}`;
    return `<a href="${address}"${current}>${escapeHtml(name)}</a>`;
  });
  const said = world.messages.filter((message) => message.openid === openid);
  const bubbles = said.map((message) => bubble(world, message)).join('');
  const until = world.users[openid]?.typingUntil ?? 0;
  const typing = until > now ? '<p class="typing">对方正在输入…</p>' : '';
  return `<nav>${names.join(' ')}</nav><div class="phone"><ol>${bubbles}</ol>${typing}</div>`;
}
