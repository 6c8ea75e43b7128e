import type { AppliedMember, FailedMember, Member, PlannedMember } from '../../model/fleet.ts';
import {
  type ApplyTotals,
  fleetEndedWell,
  noPlans,
  nothingApplied,
  type PlanTotals,
  withApplied,
  withPlanned,
} from '../../model/fleet-totals.ts';
import type { Plan, Summary } from '../../model/plan.ts';
import type { Words } from '../../words/pages/words.ts';
import type { RenderContext } from '../context.ts';
import { describeChanges } from '../describe.ts';
import { findingsOf } from '../findings.ts';
import { data, Html, html } from '../html.ts';
import { changeCard } from '../html-change.ts';
import { type Count, htmlPage } from '../html-page.ts';
import { findingEntry, sentence } from '../html-sentence.ts';
import { type Lexicon, pageLexicon } from '../lexicon.ts';
import { planFrame } from '../plan-html.ts';
import { furtherCards, guardCard } from '../plan-html-further.ts';
import { reportCards } from '../report-html.ts';
import { languageOf } from '../spoken.ts';
import { fleetPlanSummary, fleetReportSummary } from '../summary.ts';
import { type Group, Groups, ownAccounts, ownConfig } from './alike.ts';
import { isQuiet } from './fleet-text.ts';
import { shownStates, statesSentence } from './states.ts';
import { atTheEnd, type FleetContext, type FleetWriter } from './writer.ts';

/** A plan of a fleet as a page for people: the same changes of many official accounts once, folded to one line each. */
export function fleetPlanHtml(context: FleetContext): FleetWriter<PlannedMember> {
  const lexicon = pageLexicon(context.words, context.kinds);
  const groups = new Groups<PlannedMember>(room, sign);
  const failures = new Groups<FailedMember>(room, sign);
  let totals = noPlans;
  return atTheEnd(
    (member) => {
      totals = withPlanned(totals, member);
      if (member.kind === 'failed') return failures.add(member, failureCard(member, lexicon.words).markup);
      const { plan } = member;
      const cards = planCards(plan, member, context, lexicon);
      if (cards.markup !== '') groups.add(member, cards.markup, plan.officialAccount.wechatId);
    },
    (fleetDigest) =>
      page({
        kind: lexicon.words.planTitle,
        standing: totals.guards > 0 || totals.failed > 0 || deletes(totals) ? 'bad' : 'calm',
        verdict: fleetPlanSummary(totals, lexicon),
        totals,
        groups,
        failures,
        context,
        fleetDigest,
        lexicon,
      }),
  );
}

/** The report of a fleet in the same way. */
export function fleetReportHtml(context: FleetContext): FleetWriter<AppliedMember> {
  const lexicon = pageLexicon(context.words, context.kinds);
  const groups = new Groups<AppliedMember>(room, sign);
  const failures = new Groups<FailedMember>(room, sign);
  let totals = nothingApplied;
  return atTheEnd(
    (member) => {
      totals = withApplied(totals, member);
      if (member.kind === 'failed') return failures.add(member, failureCard(member, lexicon.words).markup);
      if (isQuiet(member)) return;
      const wechatId = 'plan' in member ? member.plan.officialAccount.wechatId : undefined;
      groups.add(member, memberCards(member, context, lexicon).markup, wechatId);
    },
    (fleetDigest) =>
      page({
        kind: lexicon.words.reportTitle,
        standing: fleetEndedWell(totals) ? 'good' : 'bad',
        verdict: fleetReportSummary(totals, lexicon),
        totals,
        groups,
        failures,
        context,
        fleetDigest,
        lexicon,
      }),
  );
}

/** Characters of markup that a page holds. */
const room = 16_000_000;

/** What is gathered is markup already. */
const sign = html`${ownConfig}`.markup;

function deletes({ summary }: PlanTotals): boolean {
  return summary.kinds.some(({ destroy }) => destroy > 0);
}

function planCards(plan: Plan, member: Member, context: FleetContext, lexicon: Lexicon): Html {
  const own = renderContext(context, member);
  const frame = planFrame(own, lexicon);
  const changes = describeChanges(plan, context.kinds, context.words);
  return html`${plan.guards.map((guard) => guardCard(guard, lexicon))}${changes.map((change) => changeCard(change, frame))}${furtherCards(plan, own, lexicon)}`;
}

function memberCards(
  member: Exclude<AppliedMember, FailedMember>,
  context: FleetContext,
  lexicon: Lexicon,
): Html {
  switch (member.kind) {
    case 'applied':
      return reportCards(member.plan, member.report, renderContext(context, member));
    case 'held':
      return planCards(member.plan, member, context, lexicon);
    case 'not-begun':
      return notBegunCard(member, lexicon.words);
  }
}

function notBegunCard({ why, said }: Extract<AppliedMember, { kind: 'not-begun' }>, words: Words): Html {
  const spoken = languageOf(said, words);
  return html`<div class="card read-back open"><p>${words.fleet.notBegun}</p><p lang="${spoken}">${sentence(why, spoken)}</p></div>`;
}

/** Cards of a fleet show no pictures: they would be a thousand times those of one account. */
function renderContext(context: FleetContext, { configFile }: Member): RenderContext {
  return {
    ...context,
    configFile,
    created: 0,
    expires: 0,
    origin: 'config',
    allow: [],
    writeUnverifiable: false,
    callsMade: [],
    pictures: new Map(),
  };
}

function failureCard({ failure }: FailedMember, words: Words): Html {
  const items = findingsOf(failure).map((one) => html`<li>${findingEntry(one, words)}</li>\n`);
  return html`<ul class="card list">${items}</ul>`;
}

interface FleetPage<M extends Member> {
  readonly kind: string;
  readonly standing: 'calm' | 'good' | 'bad';
  readonly verdict: string;
  readonly totals: PlanTotals | ApplyTotals;
  readonly groups: Groups<M>;
  readonly failures: Groups<FailedMember>;
  readonly context: FleetContext;
  readonly fleetDigest: string | undefined;
  readonly lexicon: Lexicon;
}

function page<M extends Member>(fleet: FleetPage<M>): string {
  const { kind, standing, verdict, totals, groups, failures, context, fleetDigest, lexicon } = fleet;
  const { words } = lexicon;
  const failed = failures.all().map((group, index) => groupSection(group, `failed-${index}`, words, true));
  const shown = groups.all().map((group, index) => groupSection(group, `group-${index}`, words, index < 20));
  const untold = groups.untold + failures.untold;
  return htmlPage(
    {
      kind,
      name: words.fleet.title,
      whose: [statesSentence(totals, words)],
      standing,
      verdict,
      counts: tiles(totals, words),
      sections: [
        ...failed,
        ...shown,
        ...(untold === 0 ? [] : [html`<p class="alert">${words.fleet.untold(untold)}</p>`]),
      ],
      origin: originOf(context, words),
      facts: factsOf(context, fleetDigest, words),
    },
    words,
  );
}

const looks = {
  changing: 'update',
  complete: 'create',
  held: 'delete',
  unchanged: 'plain',
  incomplete: 'delete',
  failed: 'delete',
  notBegun: 'warn',
} as const;

function tiles(totals: PlanTotals | ApplyTotals, words: Lexicon['words']): Count[] {
  const states = shownStates(totals).map(({ state, count }) => ({
    number: count,
    label: words.fleet.states[state],
    look: looks[state],
    section: state === 'failed' ? 'failed-0' : 'group-0',
  }));
  return 'summary' in totals ? [...states, ...besideTiles(totals.summary, words)] : states;
}

/** As the page of one official account counts them; they lead nowhere, for they may stand in any group. */
function besideTiles(summary: Summary, words: Lexicon['words']): Count[] {
  return (['pending', 'unverifiable', 'stuck'] as const)
    .map((what): Count => ({ number: summary[what], label: words.tiles[what], look: 'warn' }))
    .filter(({ number }) => number > 0);
}

function groupSection<M extends Member>(
  { text, members }: Group<M>,
  id: string,
  words: Lexicon['words'],
  isOpen: boolean,
): Html {
  const [first] = members;
  const title =
    members.length === 1 && first ? html`${data(first.name)}` : html`${words.fleet.alike(members.length)}`;
  const names = members.map(({ name }) => name).join(words.listComma);
  const note =
    members.length === 1
      ? undefined
      : html`<p class="section-note">${data(names)}</p><p class="section-note">${words.fleet.signs(ownAccounts, ownConfig)}</p>\n`;
  const open = new Html(isOpen ? ' open' : '');
  return html`<details id="${id}"${open}><summary><h2>${title}</h2></summary>
${note}${new Html(text)}</details>
`;
}

function originOf({ madeIn = {} }: FleetContext, words: Lexicon['words']) {
  return [...fact(words.commit, madeIn.commit), ...fact(words.run, madeIn.run)];
}

function factsOf({ kefuVersion }: FleetContext, fleetDigest: string | undefined, words: Lexicon['words']) {
  return [...fact(words.planDigest, fleetDigest), ...fact('kefu', kefuVersion)];
}

function fact(name: string, value: string | undefined) {
  return value === undefined ? [] : [[name, value] as const];
}
