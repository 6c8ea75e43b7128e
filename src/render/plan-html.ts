import type { Plan } from '../model/plan.ts';
import type { Words } from '../words/pages/words.ts';
import type { RenderContext } from './context.ts';
import { describeChanges, shownActions } from './describe.ts';
import { html } from './html.ts';
import { type CardFrame, changeCard } from './html-change.ts';
import { type Count, htmlPage, ownPage } from './html-page.ts';
import { cardSection } from './html-sections.ts';
import { kindNotes } from './kind-notes.ts';
import { type Lexicon, pageLexicon } from './lexicon.ts';
import { madeIn } from './made-in.ts';
import { furtherSections, guardsSection } from './plan-html-further.ts';
import { countedActions, planSummary } from './summary.ts';

/** The plan as a page for people: what holds it, then deletes, creates, updates and the rest. */
export function renderPlanHtml(plan: Plan, context: RenderContext): string {
  const lexicon = pageLexicon(context.words, context.kinds);
  const { words } = lexicon;
  const changes = describeChanges(plan, context.kinds, context.words);
  const frame = planFrame(context, lexicon);
  const notes = kindNotes(changes, lexicon);
  const held = plan.guards.length;
  const deletes = changes.filter(({ action }) => action === 'delete').length;
  return htmlPage(
    {
      kind: words.planTitle,
      ...ownPage(plan.officialAccount),
      standing: held > 0 || deletes > 0 ? 'bad' : 'calm',
      verdict: planSummary(plan, lexicon),
      ...(held > 0 ? { alert: html`<p class="alert"><a href="#guards">${words.held(held)}</a></p>` } : {}),
      counts: countsOf(plan, lexicon),
      sections: [
        guardsSection(plan.guards, lexicon),
        ...shownActions.map((action) => {
          const own = changes.filter((change) => change.action === action);
          const cards = own.map((change) => changeCard(change, frame));
          return cardSection(action, words.action[action], cards, notes.get(action));
        }),
        ...furtherSections(plan, context, lexicon),
      ],
      origin: madeIn(context, words, 'plan'),
      facts: factsOf(plan, context, words),
    },
    words,
  );
}

/** What stands around the card of a planned change. */
export function planFrame(context: CardFrame['context'], lexicon: Lexicon): CardFrame {
  const { words } = lexicon;
  return {
    labels: { before: words.now, after: words.afterApply },
    context,
    lexicon,
    saying: ({ verbForPeople: verb, reason }) =>
      reason === undefined ? verb : `${verb}${words.aside(reason)}`,
  };
}

/** The leading kind's changes, those of others that have some, then what is told beside them. */
function countsOf({ summary, diagnostics }: Plan, lexicon: Lexicon): Count[] {
  const { tiles } = lexicon.words;
  const { unchanged, pending, unverifiable, stuck } = summary;
  return [
    ...changeTiles(summary, lexicon),
    { number: pending, label: tiles.pending, look: 'warn', section: 'pending' },
    { number: unverifiable, label: tiles.unverifiable, look: 'warn', section: 'unverifiable' },
    ...(stuck > 0 && diagnostics.length > 0
      ? [{ number: stuck, label: tiles.stuck, look: 'warn', section: 'warnings' } as const]
      : []),
    { number: unchanged, label: tiles.unchanged, look: 'plain', section: 'unchanged' },
  ];
}

function changeTiles({ kinds }: Plan['summary'], { words, kind }: Lexicon): Count[] {
  return kinds.flatMap((counts, index) => {
    const { title, counts: called } = kind(counts.kind);
    const byAction = new Map(countedActions.map(([action, key]) => [action, counts[key]]));
    return shownActions
      .map((action): Count => {
        const { planned } = called[action];
        const label = index === 0 ? planned : words.clause(title, [planned], false);
        return { number: byAction.get(action) ?? 0, label, look: action, section: action };
      })
      .filter(({ number }) => index === 0 || number > 0);
  });
}

function factsOf(plan: Plan, context: RenderContext, words: Words): [string, string][] {
  return [
    ...(context.planDigest === undefined ? [] : [[words.planDigest, context.planDigest] as [string, string]]),
    [words.configDigest, plan.configDigest],
    [words.calls, context.callsMade.join(words.listComma)],
    ['kefu', context.kefuVersion],
  ];
}
