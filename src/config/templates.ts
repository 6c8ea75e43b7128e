import { accountId } from '../model/account.ts';
import {
  type MediaFile,
  type MediaSource,
  messageTypes,
  type Sequence,
  type Template,
  type TemplateBody,
  type TemplateContents,
  type TemplateText,
  type Trigger,
} from '../model/message.ts';
import { rangeOf, type Source } from './source.ts';
import { linesOf } from './text-place.ts';
import { type Entry, entriesOf, itemsOf, type Tree, textOf, valueAt } from './tree.ts';
import { variablesOf } from './variables.ts';

/** What templates are read with: the file, its official account, and the media files found. */
interface Reading {
  readonly source: Source;
  readonly wechatId: string;
  readonly media: ReadonlyMap<number, MediaFile>;
}

/** The canned messages of a faultless configuration, sorted by name. */
export function templatesOf(tree: Tree, reading: Reading): Template[] {
  return entriesOf(valueAt(tree, 'templates'))
    .map((entry) => templateOf(entry, reading))
    .sort(byName);
}

/** The sequences of a faultless configuration, sorted by name. */
export function sequencesOf(tree: Tree, source: Source): Sequence[] {
  return entriesOf(valueAt(tree, 'sequences'))
    .map(({ key, keyAt, value }) => ({
      name: key,
      after: (textOf(valueAt(value, 'after')) ?? 'message') as Trigger,
      templates: itemsOf(valueAt(value, 'templates')).flatMap((item) => textOf(item) ?? []),
      source: rangeOf(source, keyAt),
    }))
    .sort(byName);
}

function byName(one: { readonly name: string }, other: { readonly name: string }): number {
  return one.name < other.name ? -1 : 1;
}

function templateOf({ key, keyAt, value }: Entry, reading: Reading): Template {
  const as = textOf(valueAt(value, 'as'));
  const ai = textOf(valueAt(valueAt(value, 'aimsgcontext'), 'is_ai_msg'));
  return {
    name: key,
    ...(as !== undefined && { as: accountId(as, reading.wechatId) }),
    ...(ai !== undefined && { aimsgcontext: { is_ai_msg: Number(ai) === 1 ? 1 : 0 } }),
    variables: variablesOf(valueAt(value, 'variables')),
    body: bodyOf(value, reading),
    source: rangeOf(reading.source, keyAt),
  };
}

function bodyOf(template: Tree, reading: Reading): TemplateBody {
  const written = textOf(valueAt(template, 'msgtype'));
  const msgtype = messageTypes.find((type) => type === written);
  const content = msgtype === undefined ? undefined : valueAt(template, msgtype);
  if (msgtype === undefined || content === undefined)
    throw new Error('The schema let a template without content pass.');
  return { msgtype, content: readers[msgtype](new ContentReader(content, reading)) } as TemplateBody;
}

/** One reader for each msgtype; keys in the order of WeChat's docs, because messages keep it. */
const readers: {
  readonly [Type in keyof TemplateContents]: (read: ContentReader) => TemplateContents[Type];
} = {
  text: (read) => ({ content: read.text('content') }),
  image: (read) => ({ media_id: read.media('media_id') }),
  voice: (read) => ({ media_id: read.media('media_id') }),
  video: (read) => ({
    media_id: read.media('media_id'),
    thumb_media_id: read.media('thumb_media_id', 'thumb'),
    ...read.optional('title'),
    ...read.optional('description'),
  }),
  music: (read) => ({
    title: read.text('title'),
    description: read.text('description'),
    musicurl: read.text('musicurl'),
    ...read.optional('hqmusicurl'),
    thumb_media_id: read.media('thumb_media_id', 'thumb'),
  }),
  news: (read) => ({
    articles: read.list('articles').map((article) => ({
      title: article.text('title'),
      description: article.text('description'),
      url: article.text('url'),
      picurl: article.text('picurl'),
    })),
  }),
  mpnews: (read) => ({ media_id: read.media('media_id') }),
  mpnewsarticle: (read) => ({ article_id: read.text('article_id') }),
  msgmenu: (read) => ({
    ...read.optional('head_content'),
    list: read.list('list').map((item) => ({ id: item.text('id').text, content: item.text('content') })),
    ...read.optional('tail_content'),
  }),
  wxcard: (read) => ({ card_id: read.text('card_id'), ...read.optional('card_ext') }),
  miniprogrampage: (read) => ({
    title: read.text('title'),
    appid: read.text('appid'),
    pagepath: read.text('pagepath'),
    thumb_media_id: read.media('thumb_media_id', 'thumb'),
  }),
  link: (read) => ({
    title: read.text('title'),
    ...read.optional('description'),
    url: read.text('url'),
    ...read.optional('thumb_url'),
  }),
};

/** Reads the values of one content object. Throws where the schema and the rules would have found a fault. */
class ContentReader {
  readonly #content: Tree;
  readonly #reading: Reading;

  constructor(content: Tree, reading: Reading) {
    this.#content = content;
    this.#reading = reading;
  }

  text(key: string): TemplateText {
    const value = valueAt(this.#content, key);
    if (value?.kind !== 'scalar') throw new Error(`The schema let a message without ${key} pass.`);
    return { text: value.value, lines: linesOf(this.#reading.source, value) };
  }

  optional<Key extends string>(key: Key): { readonly [Name in Key]?: TemplateText } {
    return (valueAt(this.#content, key) && { [key]: this.text(key) }) as { [Name in Key]?: TemplateText };
  }

  /** The id under that key, or the file that stands in `holder` instead of it. */
  media(key: string, holder?: string): MediaSource {
    if (valueAt(this.#content, key) !== undefined) return { kind: 'id', id: this.text(key) };
    const place = valueAt(holder === undefined ? this.#content : valueAt(this.#content, holder), 'file');
    const file = place && this.#reading.media.get(place.at.start);
    if (file === undefined) throw new Error(`The rules let a message without ${key} pass.`);
    return { kind: 'file', file };
  }

  list(key: string): ContentReader[] {
    return itemsOf(valueAt(this.#content, key)).map((item) => new ContentReader(item, this.#reading));
  }
}
