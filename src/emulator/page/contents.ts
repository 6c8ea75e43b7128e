/** What stands in the bubble of a message, one way for each msgtype of custom/send. */

import type { FileFormat } from '../world/file-formats.ts';
import type { Message } from '../world/messages.ts';
import { actionForm, actsOf } from './action.ts';
import { type Html, html } from './html.ts';
import type { View } from './view.ts';
import type { Word } from './words.ts';

type Content = Message['content'];
type Draw = (content: Content, view: View, openid: string) => Html;

const drawings: Record<string, Draw> = {
  text: ({ content }) => linked(text(content)),
  image: ({ media_id }, view) => picture(media_id, view, 'sent') ?? plate('image', view),
  voice: ({ media_id }, view) => voice(media_id, view),
  video: (content, view) => video(content, view),
  music: ({ title, description, thumb_media_id }, view) =>
    card(view, 'music', title, description, picture(thumb_media_id, view, 'cover')),
  news: ({ articles }, view) => html`${list(articles).map((one) => article(one, view))}`,
  mpnews: ({ media_id }, view) => publishedArticle(media_id, view),
  mpnewsarticle: ({ article_id }, view) => card(view, 'article', article_id, ''),
  msgmenu: menu,
  wxcard: ({ card_id }, view) => card(view, 'card', card_id, ''),
  miniprogrampage: ({ title, thumb_media_id }, view) =>
    card(view, 'miniProgram', title, '', picture(thumb_media_id, view, 'wide')),
  link: ({ title, description }, view) => card(view, 'link', title, description),
};

/** Message types without a bubble around them. */
export const bare: readonly string[] = ['image'];

export function contentOf(message: Message, view: View): Html {
  const draw = Object.hasOwn(drawings, message.msgtype) ? drawings[message.msgtype] : undefined;
  return draw?.(message.content, view, message.openid) ?? html`[${message.msgtype}]`;
}

function menu({ head_content, list: entries, tail_content }: Content, _view: View, openid: string): Html {
  const items = list(entries).map((entry) => {
    const body = { act: 'click-msgmenu', id: text(entry.id) };
    const label = text(entry.content);
    return html`<li>${actionForm({ path: actsOf(openid), body, label, done: label, look: 'menu' })}</li>`;
  });
  return html`<p class="text">${text(head_content)}</p><ul class="menu">${items}</ul><p class="text">${text(tail_content)}</p>`;
}

/** Links are shown as links but lead nowhere: the page asks nobody beyond the emulator for anything. */
function linked(content: string): Html {
  const pieces = content.split(/(<a\s[^>]*>[^<]*<\/a>)/i).map((piece) => {
    const shown = /^<a\s[^>]*>([^<]*)<\/a>$/i.exec(piece)?.[1];
    return shown === undefined ? piece : html`<span class="link">${shown}</span>`;
  });
  return html`<p class="text">${pieces}</p>`;
}

/** A card as of an article: a picture, what it is, a title and a few words. */
function card(view: View, kind: Word, title: unknown, description: unknown, cover?: Html): Html {
  const words = text(description) === '' ? undefined : html`<p class="words">${text(description)}</p>`;
  return html`<div class="card">${cover}<strong>${text(title)}</strong>${words}<small>${view.say(kind)}</small></div>`;
}

function article({ title, description, picurl }: Content, view: View): Html {
  const address = text(picurl);
  const host = URL.canParse(address) ? new URL(address).host : '';
  const cover =
    host === '' ? undefined : html`<div class="wide absent">${view.say('pictureOf', { host })}</div>`;
  return card(view, 'article', title, description, cover);
}

function publishedArticle(id: unknown, view: View): Html {
  const [first] = mediaOf(id, view)?.articles ?? [];
  const { title, digest } = (first ?? {}) as Content;
  return card(view, 'article', title, digest);
}

const playable: readonly (FileFormat | null)[] = ['mp3', 'wav', 'mp4'];

function voice(id: unknown, view: View): Html {
  const media = mediaOf(id, view);
  if (media === undefined || media.base64 === null || !playable.includes(media.format))
    return plate('voice', view);
  return html`<audio controls preload="none" aria-label="${view.say('voice')}" src="${fileOf(media.id)}"></audio>`;
}

function video({ media_id, thumb_media_id, title, description }: Content, view: View): Html {
  const media = mediaOf(media_id, view);
  const thumb = mediaOf(thumb_media_id, view);
  const poster =
    thumb === undefined || thumb.base64 === null ? undefined : html` poster="${fileOf(thumb.id)}"`;
  const film =
    media === undefined || media.base64 === null || !playable.includes(media.format)
      ? html`<div class="wide absent">▶</div>`
      : html`<video class="wide" controls preload="none" aria-label="${view.say('video')}" src="${fileOf(media.id)}"${poster}></video>`;
  return card(view, 'video', title, description, film);
}

/** A word in place of what can't be shown. */
function plate(kind: 'image' | 'voice', { say }: View): Html {
  return html`<p class="text plate ${kind}">${say(kind)}</p>`;
}

function picture(id: unknown, view: View, look: string): Html | undefined {
  const media = mediaOf(id, view);
  if (media === undefined || media.base64 === null) return undefined;
  return html`<img class="${look}" alt="${view.say('image')}" src="${fileOf(media.id)}">`;
}

function mediaOf(id: unknown, { world }: View): View['world']['media'][string] | undefined {
  return Object.hasOwn(world.media, text(id)) ? world.media[text(id)] : undefined;
}

function fileOf(id: string): string {
  return `/__emulator/media/${encodeURIComponent(id)}`;
}

/** The members that are objects: what a client sent is not ours to trust. */
function list(value: unknown): Content[] {
  return Array.isArray(value) ? value.filter((member) => typeof member === 'object' && member !== null) : [];
}

function text(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}
