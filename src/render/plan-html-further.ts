import type { Diagnostic } from '../model/diagnostic.ts';
import { inNaturalOrder } from '../model/natural-order.ts';
import type { Drift, Guard, Plan, Remaining, Unmanaged } from '../model/plan.ts';
import type { Words } from '../words/pages/words.ts';
import type { RenderContext } from './context.ts';
import { placeOf, utc } from './describe.ts';
import { data, type Html, html } from './html.ts';
import { chatAvatar } from './html-avatar.ts';
import { letterDiff } from './html-row.ts';
import { cardSection, entryName, type Part, partCard, partSection } from './html-sections.ts';
import { findingEntry, sentence } from './html-sentence.ts';
import type { Lexicon } from './lexicon.ts';
import { alikeNotes } from './look-alike.ts';
import { languageOf } from './spoken.ts';
import { unmanagedGroups } from './unmanaged.ts';
import { remainingNote } from './verdict.ts';

/** Guards with their way out. */
export function guardsSection(guards: readonly Guard[], lexicon: Lexicon): Html | undefined {
  const { words } = lexicon;
  return cardSection(
    'guards',
    words.guards,
    guards.map((guard) => guardCard(guard, lexicon)),
  );
}

export function guardCard(guard: Guard, lexicon: Lexicon): Html {
  const { code, message, wayOut, source, said } = guard;
  const { words } = lexicon;
  const { title } = lexicon.guard(code);
  const spoken = languageOf(said, words);
  const place = source ? html`<p class="place">${placeOf(source)}</p>` : undefined;
  return html`<article class="card guard"><header><h3>${title}</h3><code>${code}</code>${place}</header>
<p lang="${spoken}">${sentence(message, spoken)}</p><div class="way-out"><h4>${words.wayOut}</h4><p lang="${spoken}">${sentence(wayOut, spoken)}</p></div></article>
`;
}

/** What people are told beside the changes, as sections of a page of its own. */
export function furtherSections(plan: Plan, context: RenderContext, lexicon: Lexicon): (Html | undefined)[] {
  return furtherParts(plan, context, lexicon).map(partSection);
}

/** The same among the cards of one of many official accounts; what is as the config says is only counted there. */
export function furtherCards(plan: Plan, context: RenderContext, lexicon: Lexicon): (Html | undefined)[] {
  return furtherParts({ ...plan, unchanged: [] }, context, lexicon).map(partCard);
}

/** Open first what may need people, folded what is as it should be; also such as have no entries. */
function furtherParts(plan: Plan, context: RenderContext, lexicon: Lexicon): Part[] {
  const { words, name } = lexicon;
  return [
    {
      id: 'drift',
      title: words.drift,
      entries: driftEntries('elsewhere', plan, context, lexicon),
    },
    {
      id: 'record-old',
      title: words.recordOld,
      entries: driftEntries('record_old', plan, context, lexicon),
    },
    warningsPart(plan.diagnostics, words),
    {
      id: 'remaining',
      title: words.remaining,
      entries: inNaturalOrder(plan.convergence.remaining, name).map(
        (one) => html`${entryName(name(one))} ${remainingSaid(one, lexicon)}`,
      ),
    },
    {
      id: 'pending',
      title: words.pending,
      entries: pendingEntries(plan, lexicon),
      note: words.pendingNote,
    },
    {
      id: 'unverifiable',
      title: words.unverifiable,
      entries: inNaturalOrder(plan.unverifiable, name).map(
        ({ field, desired, ...object }) =>
          html`${entryName(name(object))} ${lexicon.field(object.kind, field)} <span class="note">${words.wanted}</span> ${data(lexicon.value(object.kind, field, desired))}`,
      ),
      note: words.unverifiableNote,
    },
    ...unmanagedGroups(plan, words).map(({ why, because, entries }) => ({
      id: `unmanaged-${why}`,
      title: words.unmanaged,
      entries: entries.map((one) => unmanagedEntry(one, context, lexicon)),
      note: because,
      isFolded: true,
    })),
    {
      id: 'unchanged',
      title: words.unchanged,
      entries: inNaturalOrder(plan.unchanged, name).map((one) => entryName(name(one))),
      isFolded: true,
    },
  ];
}

/** What a plan or a report warns of. */
export function warningsPart(warnings: readonly Diagnostic[], words: Words): Part {
  return {
    id: 'warnings',
    title: words.warnings,
    entries: warnings.map((one) => findingEntry(one, words)),
  };
}

/** Why something remains, in the language that it is told in. */
export function remainingSaid(one: Remaining, lexicon: Lexicon): Html {
  const spoken = languageOf(one.said, lexicon.words);
  // The page escapes what it is given.
  const note = remainingNote(one, lexicon, (text) => text);
  return html`<span lang="${spoken}">${sentence(note, spoken)}</span>`;
}

function pendingEntries({ pending }: Plan, { words, name }: Lexicon): Html[] {
  return inNaturalOrder(pending, name).map(({ value, expiresAt, ...object }) => {
    const until =
      expiresAt === undefined ? undefined : html` <span class="note">${words.until(utc(expiresAt))}</span>`;
    return html`${entryName(name(object))} ${data(value)}${until}`;
  });
}

function driftEntries(why: Drift['why'], plan: Plan, context: RenderContext, lexicon: Lexicon): Html[] {
  const own = plan.drift.filter((drift) => drift.why === why);
  return inNaturalOrder(own, lexicon.name).map(
    (drift) =>
      html`${entryName(lexicon.name(drift))} <span class="note">${lexicon.field(drift.kind, drift.field)}</span> ${driftValues(drift, context, lexicon)}`,
  );
}

function driftValues(drift: Drift, context: RenderContext, { words, name }: Lexicon): Html {
  const { recorded, live } = drift;
  if (live === null)
    return html`<del>${data(recorded)}</del> <span class="to">→</span> <ins>${words.gone}</ins>`;
  if (!isAddress(recorded) || !isAddress(live)) {
    const notes = alikeNotes(recorded, live, words.lang);
    return html`${letterDiff(recorded, live)}${notes.map((note) => html` <span class="note">${note}</span>`)}`;
  }
  const picture = (url: string, side: string) =>
    chatAvatar({ keys: [url], exists: true, label: words.avatarOf(name(drift), side) }, context, words);
  return html`<span class="pair">${picture(recorded, words.recorded)}<svg class="arrow" aria-hidden="true"><use href="#arrow"/></svg>${picture(live, words.now)}</span>`;
}

/** Of a picture: WeChat shows no other addresses. */
function isAddress(value: string): boolean {
  return /^https?:\/\//.test(value);
}

function unmanagedEntry(
  { name, title, pictureUrl }: Unmanaged,
  context: RenderContext,
  { words }: Lexicon,
): Html {
  if (name === undefined) return data(title);
  const label = words.avatarOf(name, words.now);
  const exists = pictureUrl !== undefined;
  const avatar = chatAvatar({ keys: exists ? [pictureUrl] : [], exists, label }, context, words);
  return html`<span class="person">${avatar}<span>${data(title)}<br><span class="note">${data(name)}</span></span></span>`;
}
