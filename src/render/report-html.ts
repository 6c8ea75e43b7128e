import type { Language } from '../model/language.ts';
import type { Plan } from '../model/plan.ts';
import { doubtsOf, endedWell, faultsOf, type Report, type Result } from '../model/report.ts';
import type { Words } from '../words/pages/words.ts';
import type { RenderContext } from './context.ts';
import { type DescribedChange, describeChanges, placeOf, shownActions } from './describe.ts';
import { type Html, html } from './html.ts';
import { changeCard } from './html-change.ts';
import { type Count, htmlPage, ownPage } from './html-page.ts';
import { cardSection, entryName, listSection, partCard, partSection } from './html-sections.ts';
import { findingEntry, sentence } from './html-sentence.ts';
import { type Lexicon, pageLexicon } from './lexicon.ts';
import { madeIn } from './made-in.ts';
import { remainingSaid, warningsPart } from './plan-html-further.ts';
import { isTrouble, troubleFirst } from './report-order.ts';
import { languageOf } from './spoken.ts';
import { reportSummary } from './summary.ts';
import { shownVerdict } from './verdict.ts';

/** What an apply did, as a page for people: what needs attention first, then deletes, creates, updates, each with its steps. */
export function renderReportHtml(plan: Plan, report: Report, context: RenderContext): string {
  const lexicon = pageLexicon(context.words, context.kinds);
  const { words } = lexicon;
  const changes = describeChanges(plan, context.kinds, context.words);
  const card = (change: DescribedChange) => reportCard(change, report, context, lexicon);
  const isOpen = (change: DescribedChange) => !isDone(resultsOf(change, report));
  const done = changes.filter((change) => !isOpen(change));
  return htmlPage(
    {
      kind: words.reportTitle,
      ...ownPage(report.officialAccount),
      standing: endedWell(report) ? 'good' : 'bad',
      verdict: reportSummary(report, lexicon),
      ...alertOf(report, words),
      counts: countsOf(report, words),
      sections: [
        cardSection('attention', words.attention, changes.filter(isOpen).map(card)),
        listSection('others', words.steps, otherResults(plan, report, lexicon)),
        readBackSection(report, lexicon),
        partSection(warningsPart(doubtsOf(report), words)),
        ...shownActions.map((action) =>
          cardSection(
            action,
            words.titled(words.action[action], words.status.done),
            done.filter((change) => change.action === action).map(card),
          ),
        ),
      ],
      origin: madeIn(context, words, 'report'),
      facts: [
        ...(context.planDigest === undefined ? [] : [[words.planDigest, context.planDigest] as const]),
        [words.configDigest, plan.configDigest],
        ['kefu', context.kefuVersion],
      ],
    },
    words,
  );
}

/** All of it as cards: what went wrong with the run, the read-back, every change with its steps, then warnings. */
export function reportCards(plan: Plan, report: Report, context: RenderContext): Html {
  const lexicon = pageLexicon(context.words, context.kinds);
  const changes = describeChanges(plan, context.kinds, context.words);
  const others = otherResults(plan, report, lexicon).map((one) => html`<li>${one}</li>\n`);
  const list = others.length === 0 ? undefined : html`<ul class="card list">${others}</ul>`;
  const cards = changes.map((change) => reportCard(change, report, context, lexicon));
  const { alert } = alertOf(report, lexicon.words);
  const warnings = partCard(warningsPart(doubtsOf(report), lexicon.words));
  return html`${alert}${readBackCard(report, lexicon)}${list}${cards}${warnings}`;
}

function reportCard(change: DescribedChange, report: Report, context: RenderContext, lexicon: Lexicon): Html {
  const { words } = lexicon;
  const results = resultsOf(change, report);
  const labels = { before: words.beforeApply, after: isDone(results) ? words.afterApply : words.planned };
  // What was planned is history: only why is still of interest.
  const saying = ({ reason }: DescribedChange) => reason;
  return changeCard(change, { labels, context, lexicon, saying }, stepsOf(results, lexicon));
}

function resultsOf({ kind, name }: Pick<Result, 'kind' | 'name'>, { results }: Report): Result[] {
  return results.filter((result) => result.kind === kind && result.name === name);
}

function isDone(results: readonly Result[]): boolean {
  return results.length > 0 && results.every(({ status }) => status === 'done');
}

function stepsOf(results: readonly Result[], lexicon: Lexicon): Html | undefined {
  if (results.length === 0) return undefined;
  return html`<div class="steps"><h4>${lexicon.words.steps}</h4><ol>${results.map((result) => html`<li>${stepOf(result, lexicon)}</li>\n`)}</ol></div>`;
}

function stepOf(result: Result, lexicon: Lexicon): Html {
  const { kind, step, status, note, said, cause, source } = result;
  const { words } = lexicon;
  const spoken = languageOf(said, words);
  const hint =
    status !== 'done' && cause?.hint
      ? html`<p class="hint" lang="${languageOf(cause.said, words)}">${sentence(cause.hint, languageOf(cause.said, words))}</p>`
      : undefined;
  const place =
    source && isTrouble(result) ? html` <span class="place">${placeOf(source)}</span>` : undefined;
  return html`<span class="status ${status}">${lexicon.words.status[status]}</span> <span><strong>${lexicon.step(kind, step)}</strong>${place}</span><p lang="${spoken}">${sentence(note, spoken)}</p>${hint}`;
}

/** Results of objects that the plan does not change, such as what an earlier run left open. */
function otherResults(plan: Plan, report: Report, lexicon: Lexicon): Html[] {
  const isPlanned = (result: Result) =>
    plan.changes.some(({ kind, name }) => kind === result.kind && name === result.name);
  return report.results
    .filter((result) => !isPlanned(result))
    .map((result) => html`${entryName(lexicon.name(result))} ${stepOf(result, lexicon)}`);
}

/** Why the run stopped, and what could not be written: its record, and what stands beside it. */
function alertOf(report: Report, words: Words): { alert?: Html } {
  const { stopped, stateFault, said } = report;
  const line = (title: string, text: string, spoken: Language) =>
    html`<p class="alert">${words.titled(title, '')}<span lang="${spoken}">${sentence(text, spoken)}</span></p>`;
  const lines = [
    ...(stopped
      ? [
          line(
            words.stopped,
            `${stopped.message}${words.gap}${stopped.hint}`,
            languageOf(stopped.said, words),
          ),
        ]
      : []),
    ...(stateFault === undefined ? [] : [line(words.stateFault, stateFault, languageOf(said, words))]),
    ...faultsOf(report).map((fault) => html`<div class="alert">${findingEntry(fault, words)}</div>`),
  ];
  return lines.length === 0 ? {} : { alert: html`${lines}` };
}

const looks = {
  unknown: 'delete',
  failed: 'delete',
  skipped: 'warn',
  'not-attempted': 'warn',
  done: 'create',
} as const;

function countsOf({ results }: Report, words: Words): Count[] {
  return troubleFirst.map((status) => ({
    number: results.filter((result) => result.status === status).length,
    label: words.status[status],
    look: looks[status],
    section: status === 'done' ? 'update' : 'attention',
  }));
}

function readBackSection(report: Report, lexicon: Lexicon): Html {
  return html`<section id="read-back" aria-labelledby="read-back-title">
<h2 id="read-back-title">${lexicon.words.readBack}</h2>
${readBackCard(report, lexicon)}</section>
`;
}

function readBackCard(report: Report, lexicon: Lexicon): Html {
  const { isGood, sentence: found, why, remaining } = shownVerdict(report, lexicon);
  const entries = remaining.map((one) => {
    const place = one.source ? html` <span class="place">${placeOf(one.source)}</span>` : undefined;
    return html`<li>${entryName(lexicon.name(one))} ${remainingSaid(one, lexicon)}${place}</li>`;
  });
  const list = entries.length === 0 ? undefined : html`<ul>${entries}</ul>`;
  const spoken = languageOf(report.verdict.said, lexicon.words);
  const unread = why === undefined ? undefined : html`<p lang="${spoken}">${sentence(why, spoken)}</p>`;
  return html`<div class="card read-back ${isGood ? 'verified' : 'open'}"><p>${found}</p>${unread}${list}</div>`;
}
