import type { Diagnostic } from '../model/diagnostic.ts';
import type { Drift, Guard, Plan } from '../model/plan.ts';
import type { RenderContext } from './context.ts';
import { placeOf, utc } from './describe.ts';
import { data, type Html, html } from './html.ts';
import { chatAvatar } from './html-avatar.ts';
import { nicknameDiff } from './html-change.ts';
import type { Words } from './words.ts';

/** Cards under a heading with their count; nothing when there are none. */
export function cardSection(
  id: string,
  title: string,
  cards: readonly Html[],
  note?: string,
): Html | undefined {
  if (cards.length === 0) return undefined;
  return html`<section id="${id}" aria-labelledby="${id}-title">
<h2 id="${id}-title">${title} <span class="count">${cards.length}</span></h2>
${noteOf(note)}${cards}</section>
`;
}

/** Entries as a list in one card. */
export function listSection(
  id: string,
  title: string,
  entries: readonly Html[],
  note?: string,
): Html | undefined {
  if (entries.length === 0) return undefined;
  return html`<section id="${id}" aria-labelledby="${id}-title">
<h2 id="${id}-title">${title} <span class="count">${entries.length}</span></h2>
${noteOf(note)}${listOf(entries)}</section>
`;
}

/** The same folded away: it opens by click, touch or key, and is open in print. */
export function foldedSection(
  id: string,
  title: string,
  entries: readonly Html[],
  note?: string,
): Html | undefined {
  if (entries.length === 0) return undefined;
  return html`<details id="${id}"><summary><h2>${title} <span class="count">${entries.length}</span></h2></summary>
${noteOf(note)}${listOf(entries)}</details>
`;
}

function listOf(entries: readonly Html[]): Html {
  return html`<ul class="card list">${entries.map((entry) => html`<li>${entry}</li>\n`)}</ul>`;
}

function noteOf(note: string | undefined): Html | undefined {
  return note === undefined ? undefined : html`<p class="section-note">${note}</p>\n`;
}

/** Guards with their way out. The planner speaks English; other languages add the rule in their own words. */
export function guardsSection(guards: readonly Guard[], words: Words): Html | undefined {
  return cardSection(
    'guards',
    words.guards,
    guards.map(({ code, message, wayOut, source }) => {
      const { title, wayOut: own } = words.guard[code];
      const ownWayOut = own === undefined ? undefined : html`<p>${own}</p>`;
      const place = source ? html`<p class="place">${placeOf(source)}</p>` : undefined;
      return html`<article class="card guard"><header><h3>${title}</h3><code>${code}</code>${place}</header>
<p lang="en">${message}</p><div class="way-out"><h4>${words.wayOut}</h4>${ownWayOut}<p lang="en">${wayOut}</p></div></article>
`;
    }),
  );
}

/** What people are told beside the changes: open first what may need them, folded what is as it should be. */
export function furtherSections(plan: Plan, context: RenderContext, words: Words): (Html | undefined)[] {
  return [
    listSection(
      'drift',
      words.drift,
      plan.drift.map((drift) => driftEntry(drift, context, words)),
    ),
    listSection('warnings', words.warnings, plan.diagnostics.map(warningEntry)),
    listSection(
      'remaining',
      words.remaining,
      plan.convergence.remaining.map(
        ({ account, note }) => html`${name(account)} <span lang="en">${note}</span>`,
      ),
    ),
    listSection(
      'pending',
      words.pending,
      plan.pending.map(({ account, wechatId, expiresAt }) => {
        const until =
          expiresAt === undefined
            ? undefined
            : html` <span class="note">${words.until(utc(expiresAt))}</span>`;
        return html`${name(account)} ${data(wechatId)}${until}`;
      }),
      words.pendingNote,
    ),
    listSection(
      'unverifiable',
      words.unverifiable,
      plan.unverifiable.map(
        ({ account, field, desired }) =>
          html`${name(account)} ${words.field[field]} <span class="note">${words.wanted}</span> ${data(desired)}`,
      ),
      words.unverifiableNote,
    ),
    foldedSection('unmanaged', words.unmanaged, unmanagedEntries(plan, context, words), words.unmanagedNote),
    foldedSection('unchanged', words.unchanged, plan.unchanged.map(name)),
  ];
}

/** An account's id, as the first thing of an entry. */
export function name(account: string): Html {
  return html`<strong class="id">${data(account)}</strong>`;
}

function driftEntry({ account, field, recorded, live }: Drift, context: RenderContext, words: Words): Html {
  return html`${name(account)} <span class="note">${words.field[field]}</span> ${driftValues(field, recorded, live, account, context, words)}`;
}

function driftValues(
  field: Drift['field'],
  recorded: string,
  live: string | null,
  account: string,
  context: RenderContext,
  words: Words,
): Html {
  if (live === null) return html`<del>${data(recorded)}</del> <span class="to">→</span> ${words.none}`;
  if (field === 'nickname') return nicknameDiff(recorded, live);
  if (field === 'account') {
    return html`<del>${data(recorded)}</del> <span class="to">→</span> <ins>${data(live)}</ins>`;
  }
  const picture = (url: string, side: string) =>
    chatAvatar({ keys: [url], exists: url !== '', label: words.avatarOf(account, side) }, context, words);
  return html`<span class="pair">${picture(recorded, words.recorded)}<svg class="arrow" aria-hidden="true"><use href="#arrow"/></svg>${picture(live, words.now)}</span>`;
}

function warningEntry({ code, message, hint, range }: Diagnostic): Html {
  const place = range ? html` <span class="place">${placeOf(range)}</span>` : undefined;
  const way = hint === undefined ? undefined : html`<p class="hint" lang="en">${hint}</p>`;
  return html`<code>${code}</code>${place}<p lang="en">${message}</p>${way}`;
}

function unmanagedEntries(
  { unmanaged, consoleAccounts }: Plan,
  context: RenderContext,
  words: Words,
): Html[] {
  return [
    ...unmanaged.map(({ id, nickname, avatarUrl }) => {
      const label = words.avatarOf(id, words.now);
      const avatar = chatAvatar({ keys: [avatarUrl], exists: avatarUrl !== '', label }, context, words);
      return html`<span class="person">${avatar}<span>${data(nickname)}<br><span class="note">${data(id)}</span></span></span>`;
    }),
    ...consoleAccounts.map(
      ({ nickname }) => html`${data(nickname)} <span class="note">${words.madeInConsole}</span>`,
    ),
  ];
}
