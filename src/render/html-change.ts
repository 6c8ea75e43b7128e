import type { AccountChange, Action } from '../model/plan.ts';
import type { RenderContext } from './context.ts';
import { type DescribedChange, placeOf, type Row, uploadedAvatar } from './describe.ts';
import { compareTexts, type Piece } from './graphemes.ts';
import { data, type Html, html, marked } from './html.ts';
import { type Avatar, chatAvatar, reviewAvatar } from './html-avatar.ts';
import type { Words } from './words.ts';

/** What the two sides of a card are called: "Now" and "After" in a plan. */
export interface SideLabels {
  readonly before: string;
  readonly after: string;
}

/** One account's change as a card: as customers see it before and after, then its fields; `more` goes below them. */
export function changeCard(
  described: DescribedChange,
  labels: SideLabels,
  context: RenderContext,
  words: Words,
  more?: Html,
): Html {
  const { account, action, reason, place, rows, change } = described;
  const why = reason === undefined ? undefined : html`<p class="reason">${reason}</p>`;
  const where = place ? html`<p class="place">${placeOf(place)}</p>` : undefined;
  return html`<article class="card ${action}">
<header><span class="badge">${words.action[action]}</span><h3>${data(account)}</h3>${where}</header>
${why}
<div class="body">${sides(change, labels, context, words)}
<dl class="rows">${rows.map((row) => rowOf(row, action, words))}${extraRows(change, words)}</dl></div>
${more}</article>
`;
}

function sides(change: AccountChange, labels: SideLabels, context: RenderContext, words: Words): Html {
  const { action } = change;
  const before = action === 'create' ? undefined : side('before', labels.before, change, context, words);
  const after = action === 'delete' ? undefined : side('after', labels.after, change, context, words);
  const arrow =
    before && after ? html`<svg class="arrow" aria-hidden="true"><use href="#arrow"/></svg>` : undefined;
  return html`<div class="sides">${before}${arrow}${after}</div>`;
}

function side(
  when: 'before' | 'after',
  label: string,
  change: AccountChange,
  context: RenderContext,
  words: Words,
): Html {
  const nickname = nicknameOf(when, change);
  const avatar = avatarOf(when, change, words.avatarOf(change.account, label));
  const review = uploadedAvatar(change) ? reviewAvatar(avatar, context) : undefined;
  return html`<div class="side ${when}" role="group" aria-label="${label}"><p class="label">${label}</p>
<div class="chat">${chatAvatar(avatar, context, words)}<div class="said"><p class="nick">${data(nickname)}</p><p class="bubble" aria-hidden="true"></p></div></div>${review}</div>`;
}

function nicknameOf(when: 'before' | 'after', { differences, observed }: AccountChange): string {
  const value = differences.find(({ field }) => field === 'nickname')?.[when];
  return typeof value === 'string' ? value : (observed?.nickname ?? '');
}

function avatarOf(when: 'before' | 'after', change: AccountChange, label: string): Avatar {
  const upload = uploadedAvatar(change);
  if (when === 'after' && upload) return { keys: [`sha256:${upload.sha256}`], exists: true, label };
  const url = change.observed?.avatarUrl ?? '';
  const recorded = change.differences.find(({ field }) => field === 'avatar')?.before;
  return { keys: [url, ...(typeof recorded === 'string' ? [recorded] : [])], exists: url !== '', label };
}

function rowOf(row: Row, action: Action, words: Words): Html {
  const notes = row.notes.map((note) => html` <span class="note">${note}</span>`);
  return html`<div><dt>${words.field[row.field]}</dt><dd>${valuesOf(row, action, words)}${notes}</dd></div>`;
}

function valuesOf({ field, before, after }: Row, action: Action, words: Words): Html {
  if (action === 'delete') return shownValue(before, words);
  if (action === 'create') return shownValue(after, words);
  if (field === 'nickname' && typeof before === 'string' && typeof after === 'string') {
    return nicknameDiff(before, after);
  }
  return html`<del>${shownValue(before, words)}</del> <span class="to">→</span> <ins>${shownValue(after, words)}</ins>`;
}

/** Both nicknames, one above the other, with the characters marked that differ. */
export function nicknameDiff(before: string, after: string): Html {
  const pieces = compareTexts(before, after);
  const mark = (piece: Piece) =>
    piece.differs ? html`<mark><span>${marked(piece.text)}</span></mark>` : html`${marked(piece.text)}`;
  return html`<del class="line"><bdi>${pieces.before.map(mark)}</bdi></del><ins class="line"><bdi>${pieces.after.map(mark)}</bdi></ins>`;
}

function shownValue(value: Row['before'], words: Words): Html {
  if (value === null) return html`<span class="none">${words.none}</span>`;
  if (typeof value === 'boolean') return html`${value ? words.yes : words.no}`;
  return data(value);
}

/** What else a reviewer of a delete wants to know: who loses the account, and what takes its place. */
function extraRows({ action, observed, changes }: AccountChange, words: Words): Html[] {
  if (action !== 'delete') return [];
  const replacedBy = changes.find((change) => change.kind === 'delete-account')?.replacedBy;
  const bound = observed?.worker.status === 'bound' ? observed.worker.wechatId : undefined;
  const row = (title: string, value: string) => html`<div><dt>${title}</dt><dd>${data(value)}</dd></div>`;
  return [
    ...(bound === undefined ? [] : [row(words.boundTo, bound)]),
    ...(replacedBy === undefined ? [] : [row(words.replacedBy, replacedBy)]),
  ];
}
