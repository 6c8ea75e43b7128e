import { type MessageBody, type MessageType, messageTypes } from '../../model/message.ts';

/** The texts without which a message of a type can't be drawn; `articles[]` and `list[]` are lists of such. */
const needed: Readonly<Record<MessageType, readonly string[]>> = {
  text: ['content'],
  image: ['media_id'],
  voice: ['media_id'],
  video: ['media_id', 'thumb_media_id'],
  music: ['title', 'description', 'musicurl', 'thumb_media_id'],
  news: [],
  mpnews: ['media_id'],
  mpnewsarticle: ['article_id'],
  msgmenu: [],
  wxcard: ['card_id'],
  miniprogrampage: ['title', 'appid', 'pagepath', 'thumb_media_id'],
  link: ['title', 'url'],
};

const lists: Readonly<
  Partial<Record<MessageType, { readonly key: string; readonly each: readonly string[] }>>
> = {
  news: { key: 'articles', each: ['title', 'description', 'url', 'picurl'] },
  msgmenu: { key: 'list', each: ['id', 'content'] },
};

/**
 * A message as it can be drawn; undefined for a type that this version does not know, and for a content that no config could
 * have given: a state file and a plan may hold anything there.
 */
export function messageOf(msgtype: string, content: Fields): MessageBody | undefined {
  const type = messageTypes.find((known) => known === msgtype);
  if (type === undefined) return undefined;
  const list = lists[type];
  const { [list?.key ?? '']: items, ...texts } = content;
  const isWhole = hasTexts(texts, needed[type]) && (!list || isListOf(items, list.each));
  return isWhole ? ({ msgtype: type, content } as unknown as MessageBody) : undefined;
}

type Fields = Readonly<Record<string, unknown>>;

function hasTexts(fields: Fields, keys: readonly string[]): boolean {
  return (
    keys.every((key) => Object.hasOwn(fields, key)) &&
    Object.values(fields).every((value) => typeof value === 'string')
  );
}

function isListOf(items: unknown, keys: readonly string[]): boolean {
  return (
    Array.isArray(items) &&
    items.every((item) => typeof item === 'object' && item !== null && hasTexts(item as Fields, keys))
  );
}
