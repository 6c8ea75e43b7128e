import type { Words } from '../words/pages/words.ts';
import type { RenderContext } from './context.ts';
import { type Html, html } from './html.ts';

/** An account's picture on one side of a change. */
export interface Avatar {
  /** Under which keys the picture may be found, best first. */
  readonly keys: readonly string[];
  /** Whether there is a picture at all, shown or not. */
  readonly exists: boolean;
  /** What a screen reader says. */
  readonly label: string;
}

/** As customers see it in a chat: 42 CSS pixels. */
export function chatAvatar(avatar: Avatar, { pictures }: RenderContext, words: Words): Html {
  return pictureOf(avatar, pictures, 'chat', 42, avatar.label) ?? placeholder(avatar, words);
}

/** Larger, for reviewing; says nothing to a screen reader, because the small one did. */
export function reviewAvatar(avatar: Avatar, { pictures }: RenderContext): Html | undefined {
  return pictureOf(avatar, pictures, 'review', 96, '');
}

function pictureOf(
  { keys }: Avatar,
  pictures: RenderContext['pictures'],
  use: string,
  size: number,
  alt: string,
): Html | undefined {
  const picture = keys.map((key) => pictures.get(key)).find((found) => found !== undefined);
  if (!picture) return undefined;
  const address = `data:${picture.contentType};base64,${picture.base64}`;
  return html`<img class="avatar ${use}" src="${address}" width="${size}" height="${size}" alt="${alt}">`;
}

function placeholder({ exists, label }: Avatar, words: Words): Html {
  const what = exists ? words.avatarNotShown : words.noAvatar;
  const symbol = exists ? 'picture' : 'person';
  return html`<svg class="avatar chat ${symbol}" role="img" aria-label="${label}: ${what}" width="42" height="42" viewBox="0 0 42 42"><title>${what}</title><use href="#${symbol}"/></svg>`;
}

/** The drawings that placeholders and arrows refer to; once in a page. */
export const drawings = html`<svg class="drawings" aria-hidden="true" width="0" height="0"><symbol id="person" viewBox="0 0 42 42"><circle cx="21" cy="16" r="7"/><path d="M8 36c1-8 6-12 13-12s12 4 13 12z"/></symbol><symbol id="picture" viewBox="0 0 42 42"><path d="M10 12h22v18H10z" fill="none" stroke="currentColor" stroke-width="2"/><circle cx="16" cy="18" r="2"/><path d="M12 28l7-7 4 4 4-5 5 8z"/></symbol><symbol id="arrow" viewBox="0 0 24 24"><path d="M4 12h15M13 6l6 6-6 6" fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" stroke-linejoin="round"/></symbol></svg>`;
