import type { AppliedMember, FailedMember, Member, PlannedMember } from '../../model/fleet.ts';
import { noPlans, nothingApplied, withApplied, withPlanned } from '../../model/fleet-totals.ts';
import type { Words } from '../../words/pages/words.ts';
import { addedBeside, besideCounts, besideLines, nothingBeside } from '../beside-counts.ts';
import { codeSpan, marker, prose } from '../escape-markdown.ts';
import { findingsOf } from '../findings.ts';
import { fitInto, type Limit, type Section } from '../fit.ts';
import { type Lexicon, peoplesLexicon } from '../lexicon.ts';
import { markdownPage } from '../markdown.ts';
import { planSections } from '../plan-markdown.ts';
import { warningItem } from '../plan-markdown-further.ts';
import { reportAlerts, reportSections } from '../report-markdown.ts';
import { fleetPlanSummary, fleetReportSummary } from '../summary.ts';
import { type Group, Groups, ownAccounts, ownConfig } from './alike.ts';
import { isQuiet } from './fleet-text.ts';
import { statesSentence } from './states.ts';
import { atTheEnd, type FleetContext, type FleetWriter } from './writer.ts';

/** A plan of a fleet for a comment or a step summary: the same changes of many official accounts once. */
export function fleetPlanMarkdown(context: FleetContext, limit: Limit): FleetWriter<PlannedMember> {
  const lexicon = peoplesLexicon(context.words, context.kinds);
  const groups = new Groups<PlannedMember>(limit.most * 4);
  const failures = new Groups<FailedMember>(limit.most);
  let totals = noPlans;
  let beside = nothingBeside;
  return atTheEnd(
    (member) => {
      totals = withPlanned(totals, member);
      if (member.kind === 'failed') return failures.add(member, failureLines(member, lexicon.words));
      const { plan } = member;
      beside = addedBeside(beside, besideCounts(plan));
      const text = asText(planSections(plan, context, limit));
      if (text !== '') groups.add(member, text, plan.officialAccount.wechatId);
    },
    (fleetDigest) => {
      const summary = fleetPlanSummary(totals, lexicon);
      const { words } = lexicon;
      const held = totals.guards > 0 ? `> ⛔ **${words.held(totals.guards)}**\n\n` : '';
      // Also when what they count is cut off.
      const lines = besideLines(beside, words);
      const counts = lines.length === 0 ? '' : `${lines.join(' · ')}\n\n`;
      return page('plan', summary, `${statesSentence(totals, words)}\n\n${counts}${held}`, groups, failures, {
        lexicon,
        context,
        limit,
        fleetDigest,
        deletes: (first) =>
          first.kind === 'planned' && first.plan.changes.some(({ action }) => action === 'delete'),
      });
    },
  );
}

/** The report of a fleet in the same way. */
export function fleetReportMarkdown(context: FleetContext, limit: Limit): FleetWriter<AppliedMember> {
  const lexicon = peoplesLexicon(context.words, context.kinds);
  const groups = new Groups<AppliedMember>(limit.most * 4);
  const failures = new Groups<FailedMember>(limit.most);
  let totals = nothingApplied;
  return atTheEnd(
    (member) => {
      totals = withApplied(totals, member);
      if (member.kind === 'failed') return failures.add(member, failureLines(member, lexicon.words));
      if (isQuiet(member)) return;
      const wechatId = 'plan' in member ? member.plan.officialAccount.wechatId : undefined;
      groups.add(member, memberText(member, context, lexicon, limit), wechatId);
    },
    (fleetDigest) =>
      page(
        'report',
        fleetReportSummary(totals, lexicon),
        `${statesSentence(totals, lexicon.words)}\n\n`,
        groups,
        failures,
        { lexicon, context, limit, fleetDigest, deletes: () => false },
      ),
  );
}

function memberText(
  member: Exclude<AppliedMember, FailedMember>,
  context: FleetContext,
  lexicon: Lexicon,
  limit: Limit,
): string {
  const { words } = lexicon;
  switch (member.kind) {
    case 'applied':
      return `${reportAlerts(member.report, lexicon)}${asText(reportSections(member.report, lexicon))}`;
    case 'held':
      return asText(planSections(member.plan, context, limit));
    case 'not-begun':
      return `> ⚠️ **${words.fleet.notBegun}** ${prose(member.why, words.lang)}\n\n`;
  }
}

interface Page<M> {
  readonly lexicon: Lexicon;
  readonly context: FleetContext;
  readonly limit: Limit;
  readonly fleetDigest: string | undefined;
  /** Whether a group deletes: such groups come first and are counted when they don't fit. */
  readonly deletes: (first: M) => boolean;
}

function page<M extends Member>(
  what: 'plan' | 'report',
  summary: string,
  states: string,
  groups: Groups<M>,
  failures: Groups<FailedMember>,
  { lexicon, context, limit, fleetDigest, deletes }: Page<M>,
): string {
  const { words } = lexicon;
  const title = what === 'plan' ? words.planTitle : words.reportTitle;
  const head = `${marker(what, '*')}\n## kefu · ${title} · ${words.fleet.title}\n\n**${summary}** ${states}`;
  const all = groups.all();
  const sections = [
    failureSection(failures.all(), lexicon),
    groupSection(
      all.filter(({ first }) => deletes(first)),
      lexicon,
      true,
    ),
    groupSection(
      all.filter(({ first }) => !deletes(first)),
      lexicon,
      false,
    ),
    untoldSection(groups.untold + failures.untold, lexicon),
  ].filter(({ entries }) => entries.length > 0);
  return markdownPage(head, sections, footOf(context, fleetDigest, lexicon), words, limit);
}

function groupSection<M extends Member>(
  groups: readonly Group<M>[],
  { words }: Lexicon,
  deletes: boolean,
): Section {
  const entries = groups.map(({ text, members }) => {
    const [first] = members;
    const title = members.length === 1 && first ? codeSpan(first.name) : words.fleet.alike(members.length);
    const names =
      members.length === 1
        ? ''
        : `${namesOf(members, 200, words)}${words.stop}${words.gap}${words.fleet.signs(codeSpan(ownAccounts), codeSpan(ownConfig))}\n\n`;
    return `### ${title}\n\n${names}${text.replaceAll(/^### /gm, '#### ')}`;
  });
  return { open: '', entries, close: '', deletes };
}

function failureSection(groups: readonly Group<FailedMember>[], { words }: Lexicon): Section {
  return {
    open: `### ${words.endings.failed}\n\n`,
    entries: groups.map(
      ({ text, members }) =>
        `${text}  ${words.titled(words.fleet.keptBack(members.length), namesOf(members, 10, words))}\n\n`,
    ),
    close: '',
  };
}

function untoldSection(untold: number, { words }: Lexicon): Section {
  return { open: '', entries: untold === 0 ? [] : [`> ⚠️ ${words.fleet.untold(untold)}\n\n`], close: '' };
}

function namesOf(members: readonly Member[], most: number, { fleet, listComma }: Words): string {
  const names = members.slice(0, most).map(({ name }) => codeSpan(name));
  return `${names.join(listComma)}${members.length > most ? ` ${fleet.andMore(members.length - most)}` : ''}`;
}

function failureLines({ failure }: FailedMember, words: Words): string {
  return findingsOf(failure)
    .map((finding) => `- ${warningItem(finding, words)}\n`)
    .join('');
}

function asText(sections: readonly Section[]): string {
  return fitInto(sections, { most: Number.POSITIVE_INFINITY, sizeOf: () => 0 }).text;
}

function footOf(
  { kefuVersion, madeIn = {} }: FleetContext,
  fleetDigest: string | undefined,
  { words }: Lexicon,
): string {
  const parts = [
    ...(fleetDigest === undefined ? [] : [`${words.planDigest} ${codeSpan(fleetDigest)}`]),
    ...(madeIn.commit === undefined ? [] : [`${words.commit} ${codeSpan(madeIn.commit)}`]),
    ...(madeIn.run === undefined ? [] : [`[${words.run}](<${madeIn.run}>)`]),
    `kefu ${codeSpan(kefuVersion)}`,
  ];
  return `---\n\n${parts.join(' · ')}\n`;
}
