import type { AppliedMember, FailedMember, Member, PlannedMember } from '../../model/fleet.ts';
import {
  fleetEndedWell,
  noPlans,
  nothingApplied,
  withApplied,
  withPlanned,
} from '../../model/fleet-totals.ts';
import type { Report } from '../../model/report.ts';
import type { Words } from '../../words/pages/words.ts';
import { addedBeside, besideCounts, besideLines, nothingBeside } from '../beside-counts.ts';
import { inChat } from '../escape-chat.ts';
import { findingsOf } from '../findings.ts';
import { type Lexicon, peoplesLexicon } from '../lexicon.ts';
import { alertLines, asLines, doubtLines, findingLine, longestSentence, type Notice } from '../notice.ts';
import { fleetPlanSummary, fleetReportSummary, isComplete, planSummary, reportSummary } from '../summary.ts';
import { shownVerdict } from '../verdict.ts';
import { isQuiet } from './fleet-text.ts';
import { statesSentence } from './states.ts';
import { atTheEnd, type FleetContext, type FleetWriter } from './writer.ts';

/** A plan of a fleet for a group robot: how many are in which state, then each thing that can be said of some of them. */
export function fleetPlanNotice(
  { words: spoken, kinds, madeIn = {} }: FleetContext,
  body: (notice: Notice) => string,
): FleetWriter<PlannedMember> {
  const lexicon = peoplesLexicon(spoken, kinds);
  const { words } = lexicon;
  const trouble = new Alike();
  const deletes = new Alike();
  const others = new Alike();
  let totals = noPlans;
  let beside = nothingBeside;
  return atTheEnd(
    (member) => {
      totals = withPlanned(totals, member);
      if (member.kind === 'failed') return trouble.add(failureText(member, lexicon.words), member);
      const { plan } = member;
      beside = addedBeside(beside, besideCounts(plan));
      const says = planSummary(plan, lexicon);
      for (const { code } of plan.guards)
        trouble.add(`⛔ ${lexicon.guard(code).title}${lexicon.words.aside(code)}`, member);
      if (plan.changes.some(({ action }) => action === 'delete')) deletes.add(`➖ ${says}`, member);
      else if (says !== words.noChanges) others.add(says, member);
    },
    () =>
      body({
        verdict: fleetPlanSummary(totals, lexicon),
        look: totals.failed + totals.guards > 0 || deletes.isUsed ? 'bad' : 'calm',
        about: words.fleet.title,
        sections: [
          asLines([statesSentence(totals, words)]),
          asLines(trouble.lines(lexicon)),
          { ...asLines(deletes.lines(lexicon)), deletes: true },
          asLines(besideLines(beside, words)),
          asLines(others.lines(lexicon)),
        ],
        words,
        madeIn,
      }),
  );
}

/** The report of a fleet in the same way; what went well is only counted. */
export function fleetReportNotice(
  { words: spoken, kinds, madeIn = {} }: FleetContext,
  body: (notice: Notice) => string,
): FleetWriter<AppliedMember> {
  const lexicon = peoplesLexicon(spoken, kinds);
  const { words } = lexicon;
  const trouble = new Alike();
  const doubts = new Alike();
  const others = new Alike();
  let unverifiable = 0;
  let totals = nothingApplied;
  return atTheEnd(
    (member) => {
      totals = withApplied(totals, member);
      if (isQuiet(member)) return;
      for (const text of troubleOf(member, lexicon)) trouble.add(text, member);
      if (member.kind !== 'applied') return;
      const { report } = member;
      if (isComplete(report)) others.add(reportSummary(report, lexicon), member);
      for (const text of doubtLines(report, lexicon)) doubts.add(text, member);
      unverifiable += report.verdict.remaining.filter(({ why }) => why === 'unverifiable').length;
    },
    () =>
      body({
        verdict: fleetReportSummary(totals, lexicon),
        look: fleetEndedWell(totals) ? 'good' : 'bad',
        about: words.fleet.title,
        sections: [
          asLines([statesSentence(totals, words)]),
          asLines(trouble.lines(lexicon)),
          asLines(doubts.lines(lexicon)),
          asLines(besideLines({ ...nothingBeside, unverifiable }, words)),
          asLines(others.lines(lexicon)),
        ],
        words,
        madeIn,
      }),
  );
}

function troubleOf(member: AppliedMember, lexicon: Lexicon): string[] {
  switch (member.kind) {
    case 'applied':
      return appliedTrouble(member.report, lexicon);
    case 'held':
      return member.plan.guards.map(
        ({ code }) => `⛔ ${lexicon.guard(code).title}${lexicon.words.aside(code)}`,
      );
    case 'not-begun':
      return [`❌ ${lexicon.words.titled(lexicon.words.fleet.notBegun, inChat(member.why))}`];
    case 'failed':
      return [failureText(member, lexicon.words)];
  }
}

/** How it ended and why, and that its end could not be read; of what ended well nothing. */
function appliedTrouble(report: Report, lexicon: Lexicon): string[] {
  const { sentence, why } = shownVerdict(report, lexicon);
  const safe = (text: string) => inChat(text, longestSentence, report.officialAccount.wechatId);
  return [
    ...(isComplete(report) ? [] : [`❌ ${reportSummary(report, lexicon)}`]),
    ...alertLines(report, lexicon),
    ...(why === undefined ? [] : [`❌ ${sentence}${lexicon.words.gap}${safe(why)}`]),
  ];
}

function failureText({ failure }: FailedMember, words: Words): string {
  const [first, ...others] = findingsOf(failure).map((finding) => findingLine(finding, words));
  return `${first ?? ''}${others.length === 0 ? '' : `${words.aside(`+${others.length}`)}`}`;
}

const mostNamed = 10;

/** What is said, and of whom; the same is said once. */
class Alike {
  readonly #said = new Map<string, string[]>();

  add(text: string, { name }: Member): void {
    const names = this.#said.get(text);
    if (names) names.push(name);
    else this.#said.set(text, [name]);
  }

  get isUsed(): boolean {
    return this.#said.size > 0;
  }

  lines({ words }: Lexicon): string[] {
    return [...this.#said].map(([text, names]) => {
      const shown = names.slice(0, mostNamed).map((name) => inChat(name, 64));
      const more = names.length > mostNamed ? ` ${words.fleet.andMore(names.length - mostNamed)}` : '';
      return `${text} — ${shown.join(words.listComma)}${more}`;
    });
  }
}
