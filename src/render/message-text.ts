import type { Language } from '../model/language.ts';
import type { MessageBody } from '../model/message.ts';
import { aiNote, type ShownMedia, type ShownMessage, typeLabels } from '../model/shown-message.ts';
import { inTerminal } from './escape.ts';
import { textPieces } from './message-links.ts';
import { type MessageWords, messageWords } from './message-words.ts';
import type { Paint } from './paint.ts';
import { displayWidth, padToWidth } from './width.ts';
import { wrapped } from './wrap.ts';

/** Columns inside a bubble: about as many characters as fit on a phone. */
const widest = 40;

/** A message as a chat bubble for a terminal: who speaks, the bubble, and below it where its links lead. */
export function renderMessageText(message: ShownMessage, paint: Paint, lang: Language = 'en'): string {
  const words = messageWords[lang];
  const { name, speaker, body, isAi } = message;
  const targets: string[] = [];
  const lines = bubbleLines(message, targets, words);
  const account = speaker.account === undefined ? '' : ` · ${inTerminal(speaker.account)}`;
  return [
    `${paint.bold(inTerminal(name))} ${paint.dim(`· ${words.type(body.msgtype)}${account}`)}`,
    `  ${paint.dim(inTerminal(speaker.nickname))}`,
    ...boxed(lines).map((line) => `  ${line}`),
    ...(isAi ? [`  ${paint.dim(aiNote)}`] : []),
    ...targets.map((target, index) => `  ${paint.dim(`[${index + 1}] ${inTerminal(target)}`)}`),
    '',
  ].join('\n');
}

/** A line of a bubble; a rule divides a card. */
const rule = '\u2500';

function bubbleLines(message: ShownMessage, targets: string[], words: MessageWords): string[] {
  const { body, media, cover } = message;
  const label = `[${typeLabels[body.msgtype]}]`;
  switch (body.msgtype) {
    case 'text':
      return paragraph(body.content.content, targets, words);
    case 'voice':
      return plain(`)))  ${seconds(media)} ${named(label, media)}`);
    case 'video':
      return [
        ...plain(`${named(label, media)}`),
        ...plain(body.content.title),
        ...plain(body.content.description),
      ];
    case 'music':
      return card(label, [body.content.title, body.content.description], body.content.musicurl, targets);
    case 'news':
      return body.content.articles.flatMap(({ title, description, url }) =>
        card(label, [title, description], url, targets),
      );
    case 'mpnewsarticle':
      return plain(`${label} ${body.content.article_id}`);
    case 'msgmenu':
      return menuLines(body.content, targets, words);
    case 'wxcard':
      return plain(`${label} ${body.content.card_id}`);
    case 'miniprogrampage': {
      const { title, appid, pagepath } = body.content;
      const lines = card(label, [title], `${appid} ${pagepath}`, targets);
      return [...lines, ...plain(cover && named('[封面]', cover))];
    }
    case 'link':
      return card(label, [body.content.title, body.content.description], body.content.url, targets);
    default:
      return plain(named(label, media));
  }
}

function menuLines(
  content: Extract<MessageBody, { msgtype: 'msgmenu' }>['content'],
  targets: string[],
  words: MessageWords,
): string[] {
  const answers = content.list.map(({ id, content: answer }) => {
    targets.push(words.answer(id));
    return `‹${inTerminal(answer)}› [${targets.length}]`;
  });
  return [
    ...(content.head_content === undefined ? [] : paragraph(content.head_content, targets, words)),
    ...answers.flatMap((answer) => wrapped(answer, widest)),
    ...(content.tail_content === undefined ? [] : paragraph(content.tail_content, targets, words)),
  ];
}

function card(
  label: string,
  texts: readonly (string | undefined)[],
  target: string,
  targets: string[],
): string[] {
  targets.push(target);
  return [...texts.flatMap(plain), rule, `${label} [${targets.length}]`];
}

/** A text with its links marked by the number of their target. */
function paragraph(content: string, targets: string[], words: MessageWords): string[] {
  const marked = textPieces(content).map(({ text, href, miniProgram }) => {
    if (href === undefined && miniProgram === undefined) return text;
    targets.push(miniProgram ? words.miniProgram(miniProgram, href) : (href ?? ''));
    return `‹${text}› [${targets.length}]`;
  });
  return plain(marked.join(''));
}

/** Untrusted text in lines; line breaks are its own. */
function plain(text: string | undefined): string[] {
  if (text === undefined) return [];
  return text.split('\n').flatMap((line) => wrapped(inTerminal(line), widest));
}

function named(label: string, media: ShownMedia | undefined): string {
  return media === undefined ? label : `${label} ${media.name}`;
}

function seconds(media: ShownMedia | undefined): string {
  return media?.seconds === undefined ? '' : `${Math.max(1, Math.round(media.seconds))}"`;
}

function boxed(lines: readonly string[]): string[] {
  const width = Math.max(8, ...lines.map((line) => displayWidth(line)));
  const bar = '─'.repeat(width + 2);
  return [
    `╭${bar}╮`,
    ...lines.map((line, index) => {
      if (line === rule) return `├${bar}┤`;
      return `${index === 0 ? '◁' : '│'} ${padToWidth(line, width)} │`;
    }),
    `╰${bar}╯`,
  ];
}
