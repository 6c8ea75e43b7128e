import { messageTypes } from '../model/message.ts';
import { nearest } from './nearest.ts';
import { type Fault, lineWords, type Source, shownText } from './source.ts';
import { type Entry, entriesOf, entryOf, itemsOf, type Tree, textOf, valueAt } from './tree.ts';

/** Faults of the templates that go beyond the schema and need no rendering. */
export function templateFaults(source: Source, tree: Tree): Fault[] {
  const templates = entriesOf(valueAt(tree, 'templates'));
  return [
    ...templates.flatMap((template) => [
      ...speakerFaults(source, tree, template),
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
function speakerFaults(source: Source, tree: Tree, { value }: Entry): Fault[] {
  const as = valueAt(value, 'as');
  const name = textOf(as);
  if (as === undefined || name === undefined) return [];
  const accounts = valueAt(tree, 'accounts');
  const account = entryOf(accounts, name);
  if (account !== undefined && textOf(valueAt(account.value, 'state')) !== 'absent') return [];
  const names = entriesOf(accounts).map(({ key }) => key);
  const near = nearest(name, names);
  return [
    {
      severity: 'error',
      code: 'template-speaker',
      message:
        account === undefined
          ? `There is no account \`${shownText(source, as.at)}\` in this file.`
          : `The account \`${name}\` is to be deleted (${lineWords(source, account.keyAt, as.at)}).`,
      hint:
        near === undefined || near === name
          ? 'Name an account of this file, without "@" and what follows.'
          : `Did you mean \`${near}\`?`,
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
        message:
          written && file
            ? `\`${id}\` and \`${file.key}\` stand side by side.`
            : `\`${msgtype}\` has neither \`${id}\` nor \`${holder ?? 'file'}\`.`,
        hint:
          written && file ? 'Keep one of them.' : `Write \`${other}\`, or the \`${id}\` that WeChat gave.`,
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
      message: `\`articles\` has ${articles.items.length} articles; WeChat takes exactly one.`,
      hint:
        articles.items.length === 0
          ? 'Write one article.'
          : 'Keep one; send the others as templates of their own.',
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
        message: 'WeChat no longer supports `mpnews` since drafts (草稿箱) came.',
        hint: 'Publish the article and use `mpnewsarticle` with its article_id.',
        ...(msgtype && { at: msgtype.at }),
      },
    ];
  }
  if (textOf(msgtype) !== 'link') return [];
  return [
    {
      severity: 'warning',
      code: 'link-mini-program',
      message: 'WeChat documents `link` for mini programs only.',
      hint: 'For an official account use `news`.',
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
      message: "WeChat's page no longer names `card_ext`; whether WeChat still reads it is not known.",
      hint: 'Leave it out, unless you know that your card needs it. A signature in it ends with its time.',
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
    message: `The id \`${shownText(source, id.at)}\` is that of another answer (\`${first.name}\`, ${lineWords(source, first.at, id.at)}); a click could not be told apart.`,
    hint: 'Give every answer of every template an id of its own.',
    at: id.at,
  };
}
