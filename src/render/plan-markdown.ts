import type { Action, Guard, Plan } from '../model/plan.ts';
import { inWords } from '../words/language-words.ts';
import type { Words } from '../words/pages/words.ts';
import type { RenderContext } from './context.ts';
import { type DescribedChange, describeChanges, placeOf } from './describe.ts';
import { codeSpan, marker, onOneLine, prose } from './escape-markdown.ts';
import type { Limit, Section } from './fit.ts';
import { type Lexicon, peoplesLexicon } from './lexicon.ts';
import { madeInMarkdown } from './made-in.ts';
import { diffSection, grouped, listSection, markdownPage } from './markdown.ts';
import { quoted, rowLines } from './markdown-row.ts';
import { contentDigest } from './plan-digest.ts';
import { furtherSections } from './plan-markdown-further.ts';
import { planSummary } from './summary.ts';

/**
 * The plan for a comment or a step summary: counts, what holds it, then deletes, creates, updates and the rest, at most as
 * long as `limit`. Text from outside stands in code only, so nothing in it is a link, a mention, HTML or an image.
 */
export function renderPlanMarkdown(made: Plan, context: RenderContext, limit: Limit): string {
  const plan = inWords(context.words, made);
  const lexicon = peoplesLexicon(context.words, context.kinds);
  const head = headOf(plan, lexicon);
  const foot = footOf(made, context, lexicon);
  return markdownPage(head, planSections(plan, context, limit), foot, lexicon.words, limit);
}

/** What stands between head and foot: what holds the plan, then deletes, creates, updates and the rest. */
export function planSections(
  plan: Plan,
  context: Pick<RenderContext, 'words' | 'kinds'>,
  limit: Limit,
): Section[] {
  const lexicon = peoplesLexicon(context.words, context.kinds);
  const { action } = lexicon.words;
  const changes = describeChanges(plan, context.kinds, context.words);
  const of = (wanted: Action) => changes.filter((change) => change.action === wanted);
  const sections = [
    guardsSection(plan.guards, lexicon),
    deletesSection(of('delete'), lexicon, limit),
    changesSection(of('create'), action.create, lexicon),
    changesSection(of('update'), action.update, lexicon),
    ...furtherSections(plan, lexicon),
  ];
  return sections.filter(({ entries }) => entries.length > 0);
}

function headOf(plan: Plan, lexicon: Lexicon): string {
  const { words } = lexicon;
  const { name } = plan.officialAccount;
  const { unchanged, pending, unverifiable, stuck } = plan.summary;
  const counts = [
    words.count(unchanged, words.tiles.unchanged),
    ...(pending > 0 ? [words.count(pending, words.tiles.pending)] : []),
    ...(unverifiable > 0 ? [words.count(unverifiable, words.tiles.unverifiable)] : []),
    ...(stuck > 0 ? [words.count(stuck, words.tiles.stuck)] : []),
  ];
  const held = plan.guards.length > 0 ? `> ⛔ **${words.held(plan.guards.length)}**\n\n` : '';
  return `${marker('plan', name)}\n## kefu · ${words.planTitle} · ${codeSpan(name)}\n\n**${planSummary(plan, lexicon)}** ${counts.join(' · ')}\n\n${held}`;
}

function guardsSection(guards: readonly Guard[], lexicon: Lexicon): Section {
  const { words } = lexicon;
  const { aside, titled, lang } = words;
  return listSection(
    words.guards,
    guards.map(({ code, message, wayOut, source }) => {
      const { title } = lexicon.guard(code);
      const place = source ? aside(codeSpan(placeOf(source))) : '';
      const told = `${prose(message, lang)} → ${prose(wayOut, lang)}`;
      return titled(`**${title}**${aside(code)}${place}`, told);
    }),
    words,
  );
}

/** Deletes must never be cut off, so many of them are told more briefly. */
function deletesSection(deletes: readonly DescribedChange[], lexicon: Lexicon, limit: Limit): Section {
  const nameOf = (change: DescribedChange) => `- ${onOneLine(lexicon.name(change), 60)}`;
  const wholes = deletes.map((change) => [
    `${nameOf(change)}${behind(change, lexicon.words)}`,
    ...change.rows.flatMap((row) => rowLines(row, 'delete', lexicon.words)),
  ]);
  const briefs = deletes.map((change) => {
    const [first] = change.rows;
    const value = typeof first?.before === 'string' ? `  ${quoted(first.before, 16)}` : '';
    return [`${nameOf(change)}${value}`];
  });
  const shownAs = [wholes, briefs].find((lines) => limit.sizeOf(lines.flat().join('\n')) < limit.most / 2);
  const names = deletes.map((change) => [nameOf(change)]);
  const { words } = lexicon;
  return { ...diffSection(words.action.delete, shownAs ?? names, words), deletes: true };
}

function behind({ reason, place, verbForPeople }: DescribedChange, { semicolon }: Words): string {
  const notes = [
    verbForPeople,
    ...(reason === undefined ? [] : [reason]),
    ...(place ? [placeOf(place)] : []),
  ];
  return `  # ${notes.map((note) => onOneLine(note)).join(semicolon)}`;
}

/** Objects of one kind to which the same happens stand together. */
function changesSection(changes: readonly DescribedChange[], title: string, lexicon: Lexicon): Section {
  const groups = grouped(changes, ({ kind, reason, rows }) => JSON.stringify([kind, reason, rows]));
  return diffSection(
    title,
    groups.map((group) => changeLines(group, lexicon)),
    lexicon.words,
    changes.length,
  );
}

/** In a diff `~` has no colour, `!` has. */
const marks = { create: '+', update: '!', delete: '-' } as const satisfies Record<Action, string>;

function changeLines(group: readonly DescribedChange[], { name, kind, words }: Lexicon): string[] {
  const [first] = group;
  if (!first) return [];
  const mark = marks[first.action];
  const names = group.map((change) => `${mark} ${onOneLine(name(change))}${behind(change, words)}`);
  const count =
    group.length > 1
      ? [
          `${mark} ${words.titled(words.managed(group.length, kind(first.kind).noun[1], false), '').trimEnd()}`,
        ]
      : [];
  return [...count, ...names, ...first.rows.flatMap((row) => rowLines(row, first.action, words))];
}

/** The content's digest stays while nothing changes, in whatever language: an unchanged comment reads unchanged. */
function footOf(plan: Plan, context: RenderContext, { words }: Lexicon): string {
  const digests = [
    `${words.contentDigest} ${codeSpan(contentDigest(plan, context))}`,
    `${words.configDigest} ${codeSpan(plan.configDigest)}`,
  ];
  const made = madeInMarkdown(context, words, 'plan');
  return `---\n\n${digests.join(' · ')} · ${made} · kefu ${codeSpan(context.kefuVersion)}\n`;
}
