import type { AppliedMember, FailedMember, Member, PlannedMember } from '../../model/fleet.ts';
import {
  isFleetComplete,
  noPlans,
  nothingApplied,
  withApplied,
  withPlanned,
} from '../../model/fleet-totals.ts';
import type { Words } from '../../words/pages/words.ts';
import { inChat } from '../escape-chat.ts';
import { findingsOf } from '../findings.ts';
import { type Lexicon, peoplesLexicon } from '../lexicon.ts';
import { asLines, findingLine, type Notice } from '../notice.ts';
import { fleetPlanSummary, fleetReportSummary, planSummary, reportSummary } from '../summary.ts';
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
  return atTheEnd(
    (member) => {
      totals = withPlanned(totals, member);
      if (member.kind === 'failed') return trouble.add(failureText(member, lexicon.words), member);
      const { plan } = member;
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
  const others = new Alike();
  let totals = nothingApplied;
  return atTheEnd(
    (member) => {
      totals = withApplied(totals, member);
      if (isQuiet(member)) return;
      if (member.kind === 'applied' && member.report.verdict.status === 'as-configured')
        return others.add(reportSummary(member.report, lexicon), member);
      for (const text of troubleOf(member, lexicon)) trouble.add(text, member);
    },
    () =>
      body({
        verdict: fleetReportSummary(totals, lexicon),
        look: isFleetComplete(totals) ? 'good' : 'bad',
        about: words.fleet.title,
        sections: [
          asLines([statesSentence(totals, words)]),
          asLines(trouble.lines(lexicon)),
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
      return [`❌ ${reportSummary(member.report, lexicon)}`];
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
