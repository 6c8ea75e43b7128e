/** Messages as a customer sees them on the phone. */

import type { Message } from '../world/messages.ts';
import type { World } from '../world/world.ts';
import { escapeHtml } from './escape.ts';

/** One message with the face and name of who said it. */
export function bubble(world: World, message: Message): string {
  const account = world.accounts.find((known) => known.account === message.as);
  const who = message.from === 'user' ? '' : escapeHtml(account?.nickname ?? world.officialAccount.wechatId);
  const face =
    account === undefined
      ? '<span class="face"></span>'
      : `<img class="face" alt="" src="/__emulator/pictures/${encodeURIComponent(account.picture)}/0">`;
  const ai = message.ai ? '<p class="ai">内容由第三方AI生成</p>' : '';
  const name = who === '' ? '' : `<p class="who">${who}</p>`;
  return `<li class="${message.from}">${face}<div>${name}<div class="bubble">${contentOf(world, message)}</div>${ai}</div></li>`;
}

type Content = Message['content'];

const writers: Record<string, (content: Content, world: World) => string> = {
  text: (content) => linked(text(content.content)),
  image: (content, world) => picture(content.media_id, world),
  voice: () => '🔊 语音',
  video: (content) => card('▶ 视频', content.title, content.description),
  music: (content) => card('♪', content.title, content.description),
  news: (content) => (Array.isArray(content.articles) ? content.articles.map(article).join('') : ''),
  mpnews: () => card('图文消息', '', ''),
  mpnewsarticle: () => card('图文消息', '', ''),
  msgmenu: menu,
  wxcard: (content) => card('卡券', content.card_id, ''),
  miniprogrampage: (content) => card('小程序', content.title, content.pagepath),
  link: (content) => card('链接', content.title, content.description),
};

function contentOf(world: World, message: Message): string {
  return writers[message.msgtype]?.(message.content, world) ?? escapeHtml(`[${message.msgtype}]`);
}

function article(shown: Content): string {
  return card('', shown?.title, shown?.description);
}

function menu(content: Content): string {
  const entries = Array.isArray(content.list) ? content.list : [];
  const items = entries.map((entry) => `<li class="link">${escapeHtml(text(entry?.content))}</li>`).join('');
  const head = escapeHtml(text(content.head_content));
  return `${head}<ul class="menu">${items}</ul>${escapeHtml(text(content.tail_content))}`;
}

function card(kind: string, title: unknown, description: unknown): string {
  const small = kind === '' ? '' : `<small>${escapeHtml(kind)}</small>`;
  return `${small}<strong>${escapeHtml(text(title))}</strong><p>${escapeHtml(text(description))}</p>`;
}

function picture(id: unknown, world: World): string {
  const media = world.media[text(id)];
  if (media === undefined || media.base64 === null) return '🖼 图片';
  return `<img class="sent" alt="图片" src="/__emulator/media/${encodeURIComponent(media.id)}">`;
}

/** Links are shown as links but lead nowhere: the page makes no request beyond the emulator. */
function linked(content: string): string {
  return content
    .split(/(<a\s[^>]*>[^<]*<\/a>)/i)
    .map((piece) => {
      const shown = /^<a\s[^>]*>([^<]*)<\/a>$/i.exec(piece)?.[1];
      return shown === undefined ? escapeHtml(piece) : `<span class="link">${escapeHtml(shown)}</span>`;
    })
    .join('');
}

function text(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}
