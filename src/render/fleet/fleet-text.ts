import type { AppliedMember, FailedMember, Member, PlannedMember } from '../../model/fleet.ts';
import {
  type ApplyTotals,
  noPlans,
  nothingApplied,
  type PlanTotals,
  withApplied,
  withPlanned,
} from '../../model/fleet-totals.ts';
import type { AnyKind } from '../../model/kind.ts';
import { inWords, type LanguageWords } from '../../words/language-words.ts';
import type { Words } from '../../words/pages/words.ts';
import { inTerminal } from '../escape.ts';
import { renderFailureText } from '../failure.ts';
import { lexiconIn } from '../lexicon.ts';
import type { Paint } from '../paint.ts';
import { planHeading, renderPlanBody } from '../plan-text.ts';
import { renderWholeReportText } from '../report-text.ts';
import { fleetPlanSummary, fleetReportSummary, lastLine } from '../summary.ts';
import { wrapped } from '../wrap.ts';
import { type Group, Groups, ownAccounts } from './alike.ts';
import { statesSentence } from './states.ts';
import { atTheEnd, type FleetWriter } from './writer.ts';

/**
 * A plan of a fleet as people read it in a terminal: the same changes of many official accounts once, with the accounts they
 * stand for; then what failed, and the stable summary line.
 */
export function fleetPlanText(
  paint: Paint,
  kinds: readonly AnyKind[],
  words: LanguageWords,
): FleetWriter<PlannedMember> {
  const lexicon = lexiconIn(words, kinds);
  const nothing = paint.bold(lastLine((spoken) => spoken.words.noChanges, lexicon, kinds));
  const groups = new Groups<PlannedMember>();
  const failures = new Groups<FailedMember>();
  let totals = noPlans;
  return atTheEnd(
    (member) => {
      totals = withPlanned(totals, member);
      if (member.kind === 'failed') return failures.add(member, renderFailureText(member.failure, words));
      const { plan } = member;
      const says = renderPlanBody(plan, paint, kinds, words).trimEnd();
      if (says !== nothing) groups.add(member, says, plan.officialAccount.wechatId);
    },
    () => {
      const sections = [
        ...groups.all().map((group) => planGroup(group, lexicon.words, paint)),
        untoldLine(groups.untold, lexicon.words, paint),
        ...failures.all().map((group) => failureGroup(group, lexicon.words)),
        fleetLine(totals, lexicon.words),
        paint.bold(lastLine((spoken) => fleetPlanSummary(totals, spoken), lexicon, kinds)),
      ];
      return joined(sections);
    },
  );
}

/** The report of a fleet in the same way. */
export function fleetReportText(
  paint: Paint,
  kinds: readonly AnyKind[],
  words: LanguageWords,
): FleetWriter<AppliedMember> {
  const lexicon = lexiconIn(words, kinds);
  const groups = new Groups<AppliedMember>();
  const failures = new Groups<FailedMember>();
  let totals = nothingApplied;
  return atTheEnd(
    (member) => {
      totals = withApplied(totals, member);
      if (member.kind === 'failed') failures.add(member, renderFailureText(member.failure, words));
      else if (!isQuiet(member))
        groups.add(member, reportOf(member, paint, kinds, words), wechatIdOf(member));
    },
    () => {
      const sections = [
        ...groups.all().map((group) => reportGroup(group, lexicon.words, paint)),
        untoldLine(groups.untold, lexicon.words, paint),
        ...failures.all().map((group) => failureGroup(group, lexicon.words)),
        fleetLine(totals, lexicon.words),
        paint.bold(lastLine((spoken) => fleetReportSummary(totals, spoken), lexicon, kinds)),
      ];
      return joined(sections);
    },
  );
}

/** Applied without any change, and as the config says: only counted. */
export function isQuiet(member: AppliedMember): boolean {
  if (member.kind !== 'applied') return false;
  const { results, verdict, warnings } = member.report;
  return (
    verdict.status === 'as-configured' && results.length + warnings.length + verdict.remaining.length === 0
  );
}

function reportOf(
  member: Exclude<AppliedMember, FailedMember>,
  paint: Paint,
  kinds: readonly AnyKind[],
  words: LanguageWords,
): string {
  if (member.kind === 'applied') return renderWholeReportText(member.report, paint, kinds, words).trimEnd();
  if (member.kind === 'held') return renderPlanBody(member.plan, paint, kinds, words).trimEnd();
  const { fleet } = lexiconIn(words, kinds).words;
  return paint.warn(fleet.notBegunSince(inTerminal(inWords(words, member).why)));
}

function wechatIdOf(member: AppliedMember): string | undefined {
  return 'plan' in member ? member.plan.officialAccount.wechatId : undefined;
}

function planGroup({ text, first, members }: Group<PlannedMember>, words: Words, paint: Paint): string {
  const heading =
    members.length === 1 && first.kind === 'planned'
      ? planHeading(first.plan, paint)
      : together(members, words, paint);
  return `${heading}\n\n${text}`;
}

function reportGroup({ text, first, members }: Group<AppliedMember>, words: Words, paint: Paint): string {
  const heading =
    members.length === 1 && 'plan' in first
      ? planHeading(first.plan, paint)
      : together(members, words, paint);
  return `${heading}\n\n${text}`;
}

/** Heading of what is the same for several; `@*` is explained where it is used. */
function together(members: readonly Member[], words: Words, paint: Paint): string {
  const names = wrapped(members.map(({ name }) => inTerminal(name)).join(words.listComma), 100)
    .map((line) => `  ${line}`)
    .join('\n');
  if (members.length === 1) return paint.bold(names.trim());
  const { fleet, titled, aside } = words;
  const title = `${fleet.alike(members.length)}${aside(fleet.accountsSign(ownAccounts))}`;
  return `${titled(paint.bold(title), '').trimEnd()}\n${names}`;
}

/** Who is in which state. */
function fleetLine(totals: PlanTotals | ApplyTotals, words: Words): string {
  return words.fleet.line(statesSentence(totals, words));
}

const mostNamed = 10;

/** One fault, and whom it keeps back: a fault of a shared file is told once. */
function failureGroup({ text, members }: Group<FailedMember>, { fleet, titled, listComma }: Words): string {
  const named = members.slice(0, mostNamed).map(({ name }) => inTerminal(name));
  const more = members.length > mostNamed ? ` ${fleet.andMore(members.length - mostNamed)}` : '';
  return `${text.trimEnd()}\n  ${titled(fleet.keptBack(members.length), `${named.join(listComma)}${more}`)}`;
}

function untoldLine(untold: number, { fleet }: Words, paint: Paint): string {
  return untold === 0 ? '' : paint.warn(fleet.untoldInTerminal(untold));
}

function joined(sections: readonly string[]): string {
  return `${sections.filter((section) => section !== '').join('\n\n')}\n`;
}
