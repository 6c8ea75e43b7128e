import { messageTypes } from '../model/message.ts';
import { say as place } from '../words/en/places.ts';
import { say } from '../words/en/templates.ts';
import { told } from '../words/say.ts';
import { nearestOfMany } from './nearest.ts';
import { type Fault, lineWords, type Source, shownText } from './source.ts';
import { type Entry, entriesOf, entryOf, itemsOf, type Tree, textOf, valueAt } from './tree.ts';

/** Faults of the templates that go beyond the schema and need no rendering. */
export function templateFaults(source: Source, tree: Tree): Fault[] {
  const templates = entriesOf(valueAt(tree, 'templates'));
  const accounts = valueAt(tree, 'accounts');
  const names = entriesOf(accounts).map(({ key }) => key);
  const find = nearestOfMany();
  const meant = (name: string) => find(name, names);
  return [
    ...templates.flatMap((template) => [
      ...speakerFaults(source, accounts, template, meant),
      ...mediaFaults(template),
      ...articleFaults(template),
      ...deprecationFaults(template),
      ...cardExtFaults(template),
    ]),
    ...menuFaults(source, templates),
  ];
}

/** The object named like the msgtype, when the msgtype is one. */
export function contentOf({ value }: Entry): Tree | undefined {
  const written = textOf(valueAt(value, 'msgtype'));
  const msgtype = messageTypes.find((type) => type === written);
  return msgtype === undefined ? undefined : valueAt(value, msgtype);
}

function msgtypeOf({ value }: Entry): string | undefined {
  return textOf(valueAt(value, 'msgtype'));
}

/** `template-speaker`: WeChat answers 65401, or shows the official account's own face. */
function speakerFaults(
  source: Source,
  accounts: Tree | undefined,
  { value }: Entry,
  meant: (name: string) => string | undefined,
): Fault[] {
  const as = valueAt(value, 'as');
  const name = textOf(as);
  if (as === undefined || name === undefined) return [];
  const account = entryOf(accounts, name);
  if (account !== undefined && textOf(valueAt(account.value, 'state')) !== 'absent') return [];
  const near = meant(name);
  return [
    {
      severity: 'error',
      code: 'template-speaker',
      ...told(
        account === undefined
          ? say('no-such-account', { name: shownText(source, as.at) })
          : say('account-is-to-go', { name, line: lineWords(source, account.keyAt, as.at) }),
        near === undefined || near === name
          ? say('name-own-account')
          : place('did-you-mean', { meant: near }),
      ),
      at: as.at,
    },
  ];
}

/** Which key holds the media of each msgtype, and the block that may stand instead of it. */
const mediaKeys: Readonly<Record<string, readonly (readonly [id: string, holder?: string])[]>> = {
  image: [['media_id']],
  voice: [['media_id']],
  video: [['media_id'], ['thumb_media_id', 'thumb']],
  music: [['thumb_media_id', 'thumb']],
  miniprogrampage: [['thumb_media_id', 'thumb']],
};

/** `media-source`: an id or a file, and not both. */
function mediaFaults(template: Entry): Fault[] {
  const content = contentOf(template);
  if (content?.kind !== 'mapping') return [];
  const msgtype = msgtypeOf(template) ?? '';
  return (mediaKeys[msgtype] ?? []).flatMap(([id, holder]): Fault[] => {
    const written = entryOf(content, id);
    const file = entryOf(content, holder ?? 'file');
    if ((written === undefined) !== (file === undefined)) return [];
    const other = holder === undefined ? 'file: ./path' : `${holder}: { file: ./path }`;
    return [
      {
        severity: 'error',
        code: 'media-source',
        ...told(
          written && file
            ? say('media-both', { id, file: file.key })
            : say('media-neither', { msgtype, id, file: holder ?? 'file' }),
          written && file ? say('keep-one') : say('write-media', { example: other, id }),
        ),
        at: file?.keyAt ?? entryOf(template.value, msgtype)?.keyAt ?? template.keyAt,
      },
    ];
  });
}

/** `article-count`: WeChat docs, sendCustomMessage: one article since 2018; more is 45008, none 44003. */
function articleFaults(template: Entry): Fault[] {
  const articles = msgtypeOf(template) === 'news' ? valueAt(contentOf(template), 'articles') : undefined;
  if (articles?.kind !== 'list' || articles.items.length === 1) return [];
  return [
    {
      severity: 'error',
      code: 'article-count',
      ...told(
        say('article-count', { count: articles.items.length }),
        say(articles.items.length === 0 ? 'write-one-article' : 'keep-one-article'),
      ),
      at: articles.items[1]?.at ?? articles.at,
    },
  ];
}

/** `mpnews-deprecated`: WeChat docs, sendCustomMessage: not supported after the draft roll-out. `link-mini-program`. */
function deprecationFaults(template: Entry): Fault[] {
  const msgtype = valueAt(template.value, 'msgtype');
  if (textOf(msgtype) === 'mpnews') {
    return [
      {
        severity: 'warning',
        code: 'mpnews-deprecated',
        ...told(say('mpnews-deprecated'), say('use-mpnewsarticle')),
        ...(msgtype && { at: msgtype.at }),
      },
    ];
  }
  if (textOf(msgtype) !== 'link') return [];
  return [
    {
      severity: 'warning',
      code: 'link-mini-program',
      ...told(say('link-mini-program'), say('use-news')),
      ...(msgtype && { at: msgtype.at }),
    },
  ];
}

/** `card-ext`: older SDKs send it; WeChat docs, sendCustomMessage, name `card_id` alone. */
function cardExtFaults(template: Entry): Fault[] {
  const content = msgtypeOf(template) === 'wxcard' ? contentOf(template) : undefined;
  const written = entryOf(content, 'card_ext');
  if (written === undefined) return [];
  return [
    {
      severity: 'warning',
      code: 'card-ext',
      ...told(say('card-ext'), say('leave-card-ext-out')),
      at: written.keyAt,
    },
  ];
}

/** `menu-id-twice`: a click brings back nothing but the id. */
function menuFaults(source: Source, templates: readonly Entry[]): Fault[] {
  const firsts = new Map<string, { name: string; at: Tree['at'] }>();
  return templates.flatMap((template) =>
    msgtypeOf(template) === 'msgmenu'
      ? itemsOf(valueAt(contentOf(template), 'list')).flatMap((item) => {
          const id = valueAt(item, 'id');
          const text = textOf(id);
          if (id === undefined || text === undefined) return [];
          const first = firsts.get(text);
          if (first === undefined) {
            firsts.set(text, { name: template.key, at: id.at });
            return [];
          }
          return [menuIdTwice(source, id, first)];
        })
      : [],
  );
}

function menuIdTwice(source: Source, id: Tree, first: { name: string; at: Tree['at'] }): Fault {
  return {
    severity: 'error',
    code: 'menu-id-twice',
    ...told(
      say('menu-id-twice', {
        id: shownText(source, id.at),
        template: first.name,
        line: lineWords(source, first.at, id.at),
      }),
      say('own-answer-id'),
    ),
    at: id.at,
  };
}
