import type { Action, Guard, Plan } from '../model/plan.ts';
import { type DescribedChange, describeChanges, placeOf, type Row, utc } from './describe.ts';
import { messageCounts } from './describe-messages.ts';
import { codeSpan, marker, onOneLine, prose } from './escape-markdown.ts';
import type { Limit, Section } from './fit.ts';
import { diffSection, foldedSection, grouped, listSection, markdownPage } from './markdown.ts';
import { messageWordsIn } from './message-words.ts';
import { messageSections } from './messages-markdown.ts';
import type { Words } from './words.ts';

/**
 * The plan for a comment or a step summary: counts, then deletes, guards, creates, updates and the rest, at most as long
 * as `limit`. Text from outside stands in code only, so nothing in it is a link, a mention, HTML or an image.
 */
export function renderPlanMarkdown(
  plan: Plan,
  planDigest: string | undefined,
  kefuVersion: string,
  words: Words,
  limit: Limit,
): string {
  const head = headOf(plan, words);
  const foot = footOf(plan, planDigest, kefuVersion, words);
  const changes = describeChanges(plan, words);
  const of = (action: Action) => changes.filter((change) => change.action === action);
  const sections = [
    deletesSection(of('delete'), words, limit),
    guardsSection(plan.guards, words),
    changesSection(of('create'), words.action.create, words),
    changesSection(of('update'), words.action.update, words),
    ...messageSections(plan, words),
    ...restOf(plan, words),
  ];
  return markdownPage(head, sections.filter(hasEntries), foot, words, limit);
}

function hasEntries({ entries }: Section): boolean {
  return entries.length > 0;
}

function headOf(plan: Plan, words: Words): string {
  const { name } = plan.officialAccount;
  const { unchanged, pending, unverifiable } = plan.summary;
  const counts = [
    `${unchanged} ${words.tiles.unchanged}`,
    ...(pending > 0 ? [`${pending} ${words.tiles.pending}`] : []),
    ...(unverifiable > 0 ? [`${unverifiable} ${words.tiles.unverifiable}`] : []),
  ];
  const messages = messageCounts(plan, messageWordsIn[words.lang]);
  const held = plan.guards.length > 0 ? `> ⛔ **${words.held(plan.guards.length)}**\n\n` : '';
  return `${marker('plan', name)}\n## kefu · ${words.planTitle} · ${codeSpan(name)}\n\n**${words.planSummary(plan)}** ${counts.join(' · ')}\n\n${messages === undefined ? '' : `${messages}\n\n`}${held}`;
}

/** Deletes must never be cut off, so many of them are told more briefly. */
function deletesSection(deletes: readonly DescribedChange[], words: Words, limit: Limit): Section {
  const wholes = deletes.map((change) => [`${deleteLine(change, 60)}${behind(change)}`]);
  const briefs = deletes.map((change) => [deleteLine(change, 16)]);
  const shownAs = [wholes, briefs].find((lines) => limit.sizeOf(lines.flat().join('\n')) < limit.most / 2);
  const names = deletes.map(({ account }) => [`- ${onOneLine(account, 60)}`]);
  return { ...diffSection(words.action.delete, shownAs ?? names), deletes: true };
}

function deleteLine({ account, rows }: DescribedChange, longest: number): string {
  const nickname = rows.find(({ field }) => field === 'nickname')?.before;
  return `- ${onOneLine(account, 60)}  ${typeof nickname === 'string' ? quoted(nickname, longest) : ''}`;
}

function behind({ reason, place, change }: DescribedChange): string {
  const replacedBy = change.changes.find(({ kind }) => kind === 'delete-account');
  const notes = [
    ...(reason === undefined ? [] : [reason]),
    ...(replacedBy?.kind === 'delete-account' && replacedBy.replacedBy
      ? [`→ ${onOneLine(replacedBy.replacedBy)}`]
      : []),
    ...(place ? [onOneLine(placeOf(place))] : []),
  ];
  return notes.length === 0 ? '' : `  # ${notes.join('; ')}`;
}

function guardsSection(guards: readonly Guard[], words: Words): Section {
  return listSection(
    words.guards,
    guards.map((guard) => {
      const { title, wayOut } = words.guard[guard.code];
      const place = guard.source ? ` (${codeSpan(placeOf(guard.source))})` : '';
      const own = wayOut === undefined ? '' : ` ${wayOut}`;
      return `**${title}** (${guard.code})${place}:${own} ${prose(guard.message)} → ${prose(guard.wayOut)}`;
    }),
  );
}

/** Accounts to which the same happens stand together. */
function changesSection(changes: readonly DescribedChange[], title: string, words: Words): Section {
  const groups = grouped(changes, ({ reason, rows }) => JSON.stringify([reason, rows]));
  return diffSection(
    title,
    groups.map((group) => changeLines(group, words)),
    changes.length,
  );
}

function changeLines(group: readonly DescribedChange[], words: Words): string[] {
  const symbol = group[0]?.action === 'create' ? '+' : '!';
  const names = group.map((change) => `${symbol} ${onOneLine(change.account)}${behind(change)}`);
  const count = group.length > 1 ? [`${symbol} ${words.accounts(group.length)}:`] : [];
  return [...count, ...names, ...(group[0]?.rows ?? []).flatMap((row) => rowLines(row, words))];
}

function rowLines({ field, before, after, notes }: Row, words: Words): string[] {
  const key = words.field[field];
  const note = notes.length === 0 ? '' : `  # ${notes.join('; ')}`;
  const removed = before === null ? [] : [`-     ${key}: ${quoted(before)}`];
  return [...removed, `+     ${key}: ${after === null ? words.none : quoted(after)}${note}`];
}

function quoted(value: string | boolean, longest = 200): string {
  return typeof value === 'string' ? `"${onOneLine(value, longest)}"` : String(value);
}

function restOf(plan: Plan, words: Words): Section[] {
  return [
    diffSection(
      words.drift,
      plan.drift.map(({ account, field, recorded, live }) => [
        `! ${onOneLine(account)}: ${words.field[field]}`,
        `-     ${quoted(recorded)}`,
        `+     ${live === null ? words.none : quoted(live)}`,
      ]),
    ),
    listSection(
      words.pending,
      plan.pending.map(({ account, wechatId, expiresAt }) => {
        const until = expiresAt === undefined ? '' : `, ${words.until(utc(expiresAt))}`;
        return `${codeSpan(account)}: ${codeSpan(wechatId)}${until}`;
      }),
    ),
    listSection(
      words.unverifiable,
      plan.unverifiable.map(
        ({ account, field, desired }) => `${codeSpan(account)}: ${words.field[field]} ${codeSpan(desired)}`,
      ),
    ),
    listSection(words.warnings, plan.diagnostics.map(warningItem)),
    listSection(
      words.remaining,
      plan.convergence.remaining.map(({ account, note }) => `${codeSpan(account)}: ${prose(note)}`),
    ),
    foldedSection(words.unmanaged, words.unmanagedNote, [
      ...plan.unmanaged.map(({ id, nickname }) => `${codeSpan(id)}: ${codeSpan(nickname)}`),
      ...plan.consoleAccounts.map(({ nickname }) => `${codeSpan(nickname)} (${words.madeInConsole})`),
    ]),
    foldedSection(words.unchanged, '', plan.unchanged.map(codeSpan)),
  ];
}

function warningItem({ code, message, hint, range }: Plan['diagnostics'][number]): string {
  const place = range ? ` (${codeSpan(placeOf(range))})` : '';
  return `${codeSpan(code)}${place}: ${prose(message)}${hint === undefined ? '' : ` → ${prose(hint)}`}`;
}

function footOf(plan: Plan, planDigest: string | undefined, kefuVersion: string, words: Words): string {
  const digests = [
    ...(planDigest === undefined ? [] : [`${words.planDigest} ${codeSpan(planDigest)}`]),
    `${words.configDigest} ${codeSpan(plan.configDigest)}`,
  ];
  return `---\n\n${digests.join(' · ')} · kefu ${codeSpan(kefuVersion)}\n`;
}
