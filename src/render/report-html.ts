import type { AccountId } from '../model/account.ts';
import type { Plan } from '../model/plan.ts';
import type { ChangeResult, Report } from '../model/report.ts';
import type { RenderContext } from './context.ts';
import { type DescribedChange, describeChanges, shownActions } from './describe.ts';
import { type Html, html } from './html.ts';
import { changeCard } from './html-change.ts';
import { type Count, htmlPage } from './html-page.ts';
import { cardSection, listSection, name } from './html-sections.ts';
import { wordsIn } from './languages.ts';
import { messageResultsList } from './messages-html.ts';
import { troubleFirst } from './report-order.ts';
import { isComplete } from './summary.ts';
import type { Words } from './words.ts';

/** What an apply did, as a page for people: what needs attention first, then deletes, creates, updates, each with its steps. */
export function renderReportHtml(plan: Plan, report: Report, context: RenderContext): string {
  const words = wordsIn[context.lang];
  const changes = describeChanges(plan, words);
  const resultsOf = ({ account }: DescribedChange) =>
    report.results.filter((result) => result.account === account);
  const isTrouble = (change: DescribedChange) => resultsOf(change).some(({ status }) => status !== 'done');
  const card = (change: DescribedChange) => {
    const labels = { before: words.beforeApply, after: isTrouble(change) ? words.planned : words.afterApply };
    return changeCard(change, labels, context, words, stepsOf(resultsOf(change), words));
  };
  const done = changes.filter((change) => !isTrouble(change));
  return htmlPage(
    {
      kind: words.reportTitle,
      officialAccount: report.officialAccount,
      standing: isComplete(report) ? 'good' : 'bad',
      verdict: words.reportSummary(report),
      ...alertOf(report, words),
      counts: countsOf(report, words),
      sections: [
        cardSection('attention', words.attention, changes.filter(isTrouble).map(card)),
        listSection('others', words.steps, otherResults(plan, report, words)),
        messageResultsList(report, words),
        readBackSection(report, words),
        ...shownActions.map((action) =>
          cardSection(
            action,
            `${words.action[action]}: ${words.status.done}`,
            done.filter((change) => change.action === action).map(card),
          ),
        ),
      ],
      facts: [
        ...(context.planDigest === undefined ? [] : [[words.planDigest, context.planDigest] as const]),
        [words.configDigest, plan.configDigest],
        ['kefu', context.kefuVersion],
      ],
    },
    words,
  );
}

function stepsOf(results: readonly ChangeResult[], words: Words): Html {
  return html`<div class="steps"><h4>${words.steps}</h4><ol>${results.map((result) => html`<li>${stepOf(result, words)}</li>\n`)}</ol></div>`;
}

function stepOf({ kind, status, note, cause }: ChangeResult, words: Words): Html {
  const hint =
    status !== 'done' && cause?.hint ? html`<p class="hint" lang="en">${cause.hint}</p>` : undefined;
  return html`<span class="status ${status}">${words.status[status]}</span> <strong>${words.kind[kind]}</strong><p lang="en">${note}</p>${hint}`;
}

/** Results of accounts that the plan does not change, such as what an earlier run left open. */
function otherResults(plan: Plan, report: Report, words: Words): Html[] {
  const planned = new Set<AccountId>(plan.accountChanges.map(({ account }) => account));
  return report.results
    .filter(({ account }) => !planned.has(account))
    .map((result) => html`${name(result.account)} ${stepOf(result, words)}`);
}

function alertOf({ stopped, stateFault }: Report, words: Words): { alert?: Html } {
  const lines = [
    ...(stopped
      ? [
          html`<p class="alert">${words.stopped}: <span lang="en">${stopped.message} ${stopped.hint}</span></p>`,
        ]
      : []),
    ...(stateFault === undefined
      ? []
      : [html`<p class="alert">${words.stateFault}: <span lang="en">${stateFault}</span></p>`]),
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

function countsOf({ results, messageResults }: Report, words: Words): Count[] {
  const all = [...results, ...messageResults];
  return troubleFirst.map((status) => ({
    number: all.filter((result) => result.status === status).length,
    label: words.status[status],
    look: looks[status],
    section: status === 'done' ? 'update' : 'attention',
  }));
}

function readBackSection({ readBack }: Report, words: Words): Html {
  return html`<section id="read-back" aria-labelledby="read-back-title">
<h2 id="read-back-title">${words.readBack}</h2>
<div class="card read-back ${readBack.status}">${readBackWords(readBack, words)}</div></section>
`;
}

function readBackWords(readBack: Report['readBack'], words: Words): Html {
  switch (readBack.status) {
    case 'verified':
      return html`<p>${words.readBackVerified(readBack.accounts)}</p>`;
    case 'differs': {
      const entries = readBack.remaining.map(
        ({ account, note }) => html`<li>${name(account)} <span lang="en">${note}</span></li>`,
      );
      return html`<p>${words.readBackDiffers}</p><ul>${entries}</ul>`;
    }
    case 'failed':
      return html`<p>${words.readBackFailed}</p><p lang="en">${readBack.note}</p>`;
  }
}
