import type { Plan } from '../model/plan.ts';
import type { MessageResult, Report } from '../model/report.ts';
import type { RenderContext } from './context.ts';
import { placeOf } from './describe.ts';
import { type DescribedMessage, describeMessages, type MessageRow } from './describe-messages.ts';
import { data, type Html, html, marked } from './html.ts';
import type { Count } from './html-page.ts';
import { cardSection, listSection, name } from './html-sections.ts';
import { messageWordsIn } from './message-words.ts';
import { templatePhones } from './template-phones.ts';
import { wordDiff } from './word-diff.ts';
import type { Words } from './words.ts';

/** Media and templates of a plan as cards: templates as customers see them before and after, with each word that changed. */
export function messageCards(plan: Plan, context: RenderContext, words: Words): (Html | undefined)[] {
  const own = messageWordsIn[context.lang];
  const described = describeMessages(plan, own);
  const cards = (type: DescribedMessage['type']) =>
    described
      .filter((one) => one.type === type)
      .map((one) => cardOf(one, phonesOf(one, plan, context, words), words));
  return [
    cardSection('media', own.media, cards('media')),
    cardSection('templates', own.templates, cards('template'), own.templatesNote),
  ];
}

/** The tiles at the top of the page; none when nothing of the kind changes. */
export function messageTiles({ mediaChanges, templateChanges }: Plan, lang: Words['lang']): Count[] {
  const { tiles } = messageWordsIn[lang];
  const all: Count[] = [
    { number: mediaChanges.length, label: tiles.media, look: 'update', section: 'media' },
    { number: templateChanges.length, label: tiles.templates, look: 'update', section: 'templates' },
  ];
  return all.filter(({ number }) => number > 0);
}

/** How media and templates of an apply ended. */
export function messageResultsList({ messageResults }: Report, words: Words): Html | undefined {
  const own = messageWordsIn[words.lang];
  return listSection(
    'messages',
    `${own.media} · ${own.templates}`,
    messageResults.map((result) => resultOf(result, words)),
  );
}

function resultOf({ address, kind, status, note, cause }: MessageResult, words: Words): Html {
  const hint =
    status !== 'done' && cause?.hint ? html`<p class="hint" lang="en">${cause.hint}</p>` : undefined;
  return html`${name(address)} <span class="status ${status}">${words.status[status]}</span> <strong>${messageWordsIn[words.lang].kind[kind]}</strong><p lang="en">${note}</p>${hint}`;
}

function phonesOf(
  { type, name: template }: DescribedMessage,
  plan: Plan,
  context: RenderContext,
  words: Words,
): Html | undefined {
  const change = plan.templateChanges.find((one) => type === 'template' && one.template === template);
  return change && templatePhones(change, plan, context, words);
}

function cardOf(
  { address, action, verb, reason, rows, place }: DescribedMessage,
  phones: Html | undefined,
  words: Words,
): Html {
  const why = html`<p class="reason">${verb}${reason === undefined ? '' : ` (${reason})`}</p>`;
  const where = place ? html`<p class="place">${placeOf(place)}</p>` : undefined;
  return html`<article class="card ${action}">
<header><span class="badge">${words.action[action]}</span><h3>${data(address)}</h3>${where}</header>
${why}
<div class="body">${phones}<dl class="rows">${rows.map(rowOf)}</dl></div>
</article>
`;
}

function rowOf({ field, before, after }: MessageRow): Html {
  return html`<div><dt>${data(field)}</dt><dd>${sidesOf(before, after)}</dd></div>`;
}

function sidesOf(before: string | null, after: string | null): Html {
  if (before === null || after === null) return data(after ?? before ?? '');
  const pieces = wordDiff(before, after);
  const side = (own: 'removed' | 'added') =>
    pieces
      .filter(({ kind }) => kind === 'same' || kind === own)
      .map(({ text, kind }) =>
        kind === 'same' ? html`${marked(text)}` : html`<mark><span>${marked(text)}</span></mark>`,
      );
  return html`<del class="line"><bdi>${side('removed')}</bdi></del><ins class="line"><bdi>${side('added')}</bdi></ins>`;
}
