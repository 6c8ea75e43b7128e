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
import type { LanguageWords } from '../../words/language-words.ts';
import { inTerminal } from '../escape.ts';
import { renderFailureText } from '../failure.ts';
import { lexiconIn } from '../lexicon.ts';
import type { Paint } from '../paint.ts';
import { planHeading, renderPlanBody } from '../plan-text.ts';
import { renderReportText } from '../report-text.ts';
import { fleetPlanSummary, fleetReportSummary } from '../summary.ts';
import { english } from '../words-en.ts';
import { wrapped } from '../wrap.ts';
import { type Group, Groups } from './alike.ts';
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
  const groups = new Groups<PlannedMember>();
  const failures = new Groups<FailedMember>();
  let totals = noPlans;
  return atTheEnd(
    (member) => {
      totals = withPlanned(totals, member);
      if (member.kind === 'failed') return failures.add(member, renderFailureText(member.failure, words));
      const { plan } = member;
      const says = renderPlanBody(plan, paint, kinds, words).trimEnd();
      if (says !== paint.bold(lexiconIn('en', kinds).words.noChanges)) {
        groups.add(member, says, plan.officialAccount.wechatId);
      }
    },
    () => {
      const sections = [
        ...groups.all().map((group) => planGroup(group, paint)),
        untoldLine(groups.untold, paint),
        ...failures.all().map((group) => failureGroup(group)),
        fleetLine(totals),
        paint.bold(fleetPlanSummary(totals, lexiconIn('en', kinds))),
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
        ...groups.all().map((group) => reportGroup(group, paint)),
        untoldLine(groups.untold, paint),
        ...failures.all().map((group) => failureGroup(group)),
        fleetLine(totals),
        paint.bold(fleetReportSummary(totals, lexiconIn('en', kinds))),
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
  if (member.kind === 'applied') return renderReportText(member.report, paint, kinds, words).trimEnd();
  if (member.kind === 'held') return renderPlanBody(member.plan, paint, kinds, words).trimEnd();
  return paint.warn(`Not begun: ${inTerminal(member.why)}. Nothing was written.`);
}

function wechatIdOf(member: AppliedMember): string | undefined {
  return 'plan' in member ? member.plan.officialAccount.wechatId : undefined;
}

function planGroup({ text, first, members }: Group<PlannedMember>, paint: Paint): string {
  const heading =
    members.length === 1 && first.kind === 'planned'
      ? planHeading(first.plan, paint)
      : together(members, paint);
  return `${heading}\n\n${text}`;
}

function reportGroup({ text, first, members }: Group<AppliedMember>, paint: Paint): string {
  const heading =
    members.length === 1 && 'plan' in first ? planHeading(first.plan, paint) : together(members, paint);
  return `${heading}\n\n${text}`;
}

/** Heading of what is the same for several; `@*` is explained where it is used. */
function together(members: readonly Member[], paint: Paint): string {
  const names = wrapped(members.map(({ name }) => inTerminal(name)).join(', '), 100)
    .map((line) => `  ${line}`)
    .join('\n');
  if (members.length === 1) return paint.bold(names.trim());
  const title = `${officialAccounts(members.length)} alike (@* is the WeChat ID of each)`;
  return `${paint.bold(title)}:\n${names}`;
}

/** Who is in which state. */
function fleetLine(totals: PlanTotals | ApplyTotals): string {
  return `Fleet: ${statesSentence(totals, english)}.`;
}

function officialAccounts(count: number): string {
  return english.fleet.officialAccounts(count);
}

const mostNamed = 10;

/** One fault, and whom it keeps back: a fault of a shared file is told once. */
function failureGroup({ text, members }: Group<FailedMember>): string {
  const named = members.slice(0, mostNamed).map(({ name }) => inTerminal(name));
  const more = members.length > mostNamed ? ` and ${members.length - mostNamed} more` : '';
  return `${text.trimEnd()}\n  Keeps back ${officialAccounts(members.length)}: ${named.join(', ')}${more}`;
}

function untoldLine(untold: number, paint: Paint): string {
  if (untold === 0) return '';
  return paint.warn(
    `${officialAccounts(untold)} more can't be told in full here; --json and a saved plan hold all of them.`,
  );
}

function joined(sections: readonly string[]): string {
  return `${sections.filter((section) => section !== '').join('\n\n')}\n`;
}
