import type { Action, Plan } from '../model/plan.ts';
import type { RenderContext } from './context.ts';
import { describeChanges, shownActions } from './describe.ts';
import { html } from './html.ts';
import { changeCard } from './html-change.ts';
import { type Count, htmlPage } from './html-page.ts';
import { cardSection, furtherSections, guardsSection } from './html-sections.ts';
import { wordsIn } from './languages.ts';
import { messageCards, messageTiles } from './messages-html.ts';
import type { Words } from './words.ts';

/** The plan as a page for people: what holds it, then deletes, creates, updates and the rest. */
export function renderPlanHtml(plan: Plan, context: RenderContext): string {
  const words = wordsIn[context.lang];
  const changes = describeChanges(plan, words);
  const labels = { before: words.now, after: words.afterApply };
  const cards = (action: Action) =>
    changes
      .filter((change) => change.action === action)
      .map((change) => changeCard(change, labels, context, words));
  const held = plan.guards.length;
  return htmlPage(
    {
      kind: words.planTitle,
      officialAccount: plan.officialAccount,
      standing: held > 0 ? 'bad' : 'calm',
      verdict: words.planSummary(plan),
      ...(held > 0 ? { alert: html`<p class="alert"><a href="#guards">${words.held(held)}</a></p>` } : {}),
      counts: [...countsOf(plan, words), ...messageTiles(plan, context.lang)],
      sections: [
        guardsSection(plan.guards, words),
        ...shownActions.map((action) => cardSection(action, words.action[action], cards(action))),
        ...messageCards(plan, context, words),
        ...furtherSections(plan, context, words),
      ],
      facts: factsOf(plan, context, words),
    },
    words,
  );
}

function countsOf({ summary }: Plan, { tiles }: Words): Count[] {
  const { add, change, destroy, unchanged, pending, unverifiable } = summary;
  return [
    { number: destroy, label: tiles.destroy, look: 'delete', section: 'delete' },
    { number: add, label: tiles.add, look: 'create', section: 'create' },
    { number: change, label: tiles.change, look: 'update', section: 'update' },
    { number: pending, label: tiles.pending, look: 'warn', section: 'pending' },
    { number: unverifiable, label: tiles.unverifiable, look: 'warn', section: 'unverifiable' },
    { number: unchanged, label: tiles.unchanged, look: 'plain', section: 'unchanged' },
  ];
}

function factsOf(plan: Plan, context: RenderContext, words: Words): [string, string][] {
  return [
    ...(context.planDigest === undefined ? [] : [[words.planDigest, context.planDigest] as [string, string]]),
    [words.configDigest, plan.configDigest],
    [words.calls, context.callsMade.join(', ')],
    ['kefu', context.kefuVersion],
  ];
}
