import type { Language } from '../model/language.ts';
import type { MessageBody, MessageType } from '../model/message.ts';
import { aiNote, type ShownMedia, type ShownMessage, typeLabels } from '../model/shown-message.ts';
import type { ShownPicture } from '../model/shown-picture.ts';
import { type Html, html, marked, markedLines } from './html.ts';
import { type TextPiece, textPieces } from './message-links.ts';
import { type MessageWords, messageWords } from './message-words.ts';

/** A message as a customer sees it in a chat; needs `messageStyle`. Links are shown, but lead nowhere. */
export function messageChat(message: ShownMessage, lang: Language): Html {
  const { speaker, isAi } = message;
  return html`<div class="wx">${face(speaker)}<div class="said"><p class="nick">${marked(speaker.nickname)}</p>
${bubbles[message.body.msgtype](message, messageWords[lang])}${isAi ? html`<p class="ai">${aiNote}</p>` : undefined}</div></div>`;
}

function face({ nickname, picture }: ShownMessage['speaker']): Html {
  if (picture) return html`<img class="face" src="${addressOf(picture)}" alt="">`;
  return html`<span class="face" aria-hidden="true">${marked([...nickname][0] ?? '')}</span>`;
}

function addressOf({ contentType, base64 }: ShownPicture): string {
  return `data:${contentType};base64,${base64}`;
}

type ContentOf<Type extends MessageType> = Extract<MessageBody, { msgtype: Type }>['content'];

/** One drawing for each msgtype. */
const bubbles: Readonly<Record<MessageType, (message: ShownMessage, words: MessageWords) => Html>> = {
  text: (message, words) => bubble(pieces(contentOf(message, 'text').content, words)),
  image: ({ media }) => picture(media, '图片'),
  voice: ({ media }) =>
    html`<div class="bubble voice">${waves}<span>${seconds(media)}</span></div>${under(media?.name)}`,
  video: (message) => {
    const { title, description } = contentOf(message, 'video');
    return html`<div class="watch">${picture(message.cover, '视频')}${play}</div>${under(title)}${under(description)}`;
  },
  music: (message) => {
    const { title, description } = contentOf(message, 'music');
    return card({ title, description, thumb: message.cover, foot: '音乐' });
  },
  news: (message) => {
    const [article] = contentOf(message, 'news').articles;
    return card({ title: article?.title ?? '', description: article?.description, foot: article?.url ?? '' });
  },
  mpnews: (message) => card({ title: contentOf(message, 'mpnews').media_id, foot: '图文消息（mpnews）' }),
  mpnewsarticle: (message) =>
    card({ title: contentOf(message, 'mpnewsarticle').article_id, foot: '已发布的图文' }),
  msgmenu: (message, words) => menu(contentOf(message, 'msgmenu'), words),
  wxcard: (message) =>
    html`<div class="card"><div class="ticket"><span class="thumb">券</span><span>${marked(contentOf(message, 'wxcard').card_id)}</span></div><div class="foot">微信卡券</div></div>`,
  miniprogrampage: (message) => miniProgram(contentOf(message, 'miniprogrampage'), message.cover),
  link: (message) => {
    const { title, description, url } = contentOf(message, 'link');
    return card({ title, description, foot: url });
  },
};

/** The content of a message whose msgtype the table above has looked at. */
function contentOf<Type extends MessageType>({ body }: ShownMessage, _: Type): ContentOf<Type> {
  return body.content as ContentOf<Type>;
}

function bubble(inside: readonly Html[]): Html {
  return html`<div class="bubble">${inside}</div>`;
}

function pieces(content: string, words: MessageWords): Html[] {
  return textPieces(content).map((one) => piece(one, words));
}

function piece({ text, href, miniProgram }: TextPiece, words: MessageWords): Html {
  if (href === undefined && miniProgram === undefined) return markedLines(text);
  const to = miniProgram ? words.miniProgram(miniProgram, undefined) : (href ?? '');
  return html`<span class="go" title="${to}">${markedLines(text)}</span>`;
}

function menu(
  { head_content: head, list, tail_content: tail }: ContentOf<'msgmenu'>,
  words: MessageWords,
): Html {
  return html`<div class="bubble menu">${head === undefined ? undefined : pieces(head, words)}${list.map(
    ({ id, content }) => html`<span class="go" title="${words.answer(id)}">${marked(content)}</span>`,
  )}${tail === undefined ? undefined : html`<span class="tail">${pieces(tail, words)}</span>`}</div>`;
}

interface Card {
  readonly title: string;
  readonly description?: string | undefined;
  readonly thumb?: ShownMedia | undefined;
  readonly foot: string;
}

function card({ title, description = '', thumb, foot }: Card): Html {
  const small = thumb?.picture
    ? html`<img class="thumb" src="${addressOf(thumb.picture)}" alt="">`
    : html`<span class="thumb" aria-hidden="true">图</span>`;
  return html`<div class="card"><p class="title">${markedLines(title)}</p><div class="more"><span>${markedLines(description)}</span>${small}</div><div class="foot">${marked(foot)}</div></div>`;
}

function miniProgram({ title, appid, pagepath }: ContentOf<'miniprogrampage'>, cover?: ShownMedia): Html {
  const shown = cover?.picture
    ? html`<img class="cover" src="${addressOf(cover.picture)}" alt="">`
    : html`<span class="cover">${marked(cover?.name ?? '')}</span>`;
  return html`<div class="card" title="${appid} ${pagepath}"><p class="title">${markedLines(title)}</p>${shown}<div class="foot">${rings}小程序</div></div>`;
}

function picture(media: ShownMedia | undefined, label: string): Html {
  if (media?.picture)
    return html`<img class="picture" src="${addressOf(media.picture)}" alt="${typeLabels.image} ${media.name}">`;
  return html`<span class="blank">${label} ${marked(media?.name ?? '')}</span>`;
}

function seconds(media: ShownMedia | undefined): string {
  return media?.seconds === undefined ? '' : `${Math.max(1, Math.round(media.seconds))}″`;
}

function under(text: string | undefined): Html | undefined {
  return text === undefined ? undefined : html`<p class="under">${markedLines(text)}</p>`;
}

const waves = html`<svg width="16" height="18" viewBox="0 0 16 18" fill="none" stroke="currentColor" stroke-width="1.6" stroke-linecap="round" aria-hidden="true"><path d="M2 7.5q1.5 1.5 0 3M5.5 5q3.5 4 0 8M9 2.5q6 6.500 0 13"/></svg>`;
const play = html`<svg width="44" height="44" viewBox="0 0 44 44" aria-hidden="true"><circle cx="22" cy="22" r="20" fill="#0008" stroke="#fff" stroke-width="2"/><path d="M18 14l13 8-13 8z" fill="#fff"/></svg>`;
const rings = html`<svg width="12" height="12" viewBox="0 0 12 12" fill="none" stroke="currentColor" stroke-width="1.2" aria-hidden="true"><circle cx="6" cy="6" r="5.200"/><path d="M4 8.200a1.300 1.300 0 1 1 1.300-1.300V5.100A1.300 1.300 0 1 1 6.800 6.400"/></svg>`;
