import { type ApplyTotals, isFleetComplete, type PlanTotals } from '../model/fleet-totals.ts';
import type { AnyKind } from '../model/kind.ts';
import type { Action, KindCounts, Plan } from '../model/plan.ts';
import type { Report, StepStatus } from '../model/report.ts';
import { english } from '../words/en/words.ts';
import { type Lexicon, lexiconIn } from './lexicon.ts';

/** The last line of a plan; people grep for it. The first kind leads, others follow when they change. */
export function planSummary(plan: Pick<Plan, 'summary' | 'guards'>, lexicon: Lexicon): string {
  const { words } = lexicon;
  const { kinds, unverifiable, stuck } = plan.summary;
  if (kinds.some((counts) => totalOf(counts) > 0)) {
    const [lead, ...others] = kinds;
    const sentences = [
      ...(lead ? [words.sentence(words.planTitle, countsIn(lead, 'planned', lexicon))] : []),
      ...others
        .filter((counts) => totalOf(counts) > 0)
        .map((counts) =>
          words.sentence(lexicon.kind(counts.kind).title, countsIn(counts, 'planned', lexicon)),
        ),
    ];
    return sentences.join(words.gap);
  }
  if (plan.guards.length > 0) return words.heldByGuard;
  const notes = [
    ...(unverifiable > 0 ? [words.fieldsUnverifiable(unverifiable)] : []),
    ...(stuck > 0 ? [words.differencesStuck(stuck)] : []),
  ];
  if (notes.length === 0) return words.noChanges;
  return `${words.noChanges}${words.gap}${notes.join(words.semicolon)}${words.stop}`;
}

/** The same of a fleet. What could not be planned is not without changes. */
export function fleetPlanSummary({ summary, guards, failed }: PlanTotals, lexicon: Lexicon): string {
  const { words } = lexicon;
  const sentence = planSummary({ summary, guards: Array.from({ length: guards }) }, lexicon);
  if (failed === 0) return sentence;
  const hasNothing = guards === 0 && summary.kinds.every((counts) => totalOf(counts) === 0);
  return hasNothing ? words.planIncomplete : `${words.planIncomplete}${words.gap}${sentence}`;
}

const shortfalls = ['failed', 'unknown', 'skipped', 'not-attempted'] as const;

/** The last line of an apply; people grep for it. Other kinds than the first are named when they have results. */
export function reportSummary(report: Report, lexicon: Lexicon): string {
  const { verdict, counts, results } = report;
  const differing = verdict.remaining.filter(({ why }) => why !== 'unverifiable').length;
  return applySentence(
    {
      isComplete: isComplete(report),
      counts,
      kinds: results.map(({ kind }) => kind),
      steps: (status) => countOf(report, status),
      remaining: verdict.status === 'differs' ? differing : 0,
    },
    lexicon,
  );
}

/** The same of a fleet. */
export function fleetReportSummary(totals: ApplyTotals, lexicon: Lexicon): string {
  const { counts, kinds, steps, remaining } = totals;
  return applySentence(
    {
      isComplete: isFleetComplete(totals),
      counts,
      kinds,
      steps: (status) => steps[status],
      remaining,
    },
    lexicon,
  );
}

interface Applied {
  readonly isComplete: boolean;
  readonly counts: readonly KindCounts[];
  /** Kinds that have results. */
  readonly kinds: readonly string[];
  readonly steps: (status: StepStatus) => number;
  /** Differences that remain where all was done. */
  readonly remaining: number;
}

function applySentence({ isComplete, counts, kinds, steps, remaining }: Applied, lexicon: Lexicon): string {
  const { words } = lexicon;
  const shown = counts.filter(({ kind }, index) => index === 0 || kinds.includes(kind));
  const clauses = shown.map((one, index) =>
    words.clause(lexicon.kind(one.kind).title, countsIn(one, 'done', lexicon), index === 0),
  );
  // A shard may have no official account, and a fleet none that could be planned: then there is nothing to count.
  const whole = (parts: readonly string[]) =>
    parts.length === 0 ? '' : `${words.gap}${parts.join(words.semicolon)}${words.stop}`;
  if (isComplete) return `${words.complete}${whole(clauses)}`;
  const missing = shortfalls
    .filter((status) => steps(status) > 0)
    .map((status) => words.count(steps(status), words.status[status]));
  const left = remaining > 0 ? [words.differencesRemain(remaining)] : [];
  return `${words.incomplete}${whole([...clauses, ...missing, ...left])}`;
}

/**
 * A summary as a terminal ends with it: the line that tools look for is English, whatever the language; people who read
 * another one have it in theirs above.
 */
export function lastLine(
  summary: (lexicon: Lexicon) => string,
  lexicon: Lexicon,
  kinds: readonly AnyKind[],
): string {
  const stable = summary(lexiconIn(english, kinds));
  return lexicon.words.lang === 'en' ? stable : `${summary(lexicon)}\n${stable}`;
}

/** Everything was done, and the final reading found all as the config says. */
export function isComplete({ verdict }: Report): boolean {
  return verdict.status === 'as-configured';
}

/** How a kind's changes are counted, action by action, in the order of the summary line. */
export const countedActions = [
  ['create', 'add'],
  ['update', 'change'],
  ['delete', 'destroy'],
] as const satisfies readonly (readonly [Action, keyof KindCounts])[];

/** How many objects of one kind change. */
export function totalOf({ add, change, destroy }: KindCounts): number {
  return add + change + destroy;
}

function countsIn(counts: KindCounts, tense: 'planned' | 'done', { words, kind }: Lexicon): string[] {
  const own = kind(counts.kind).counts;
  return countedActions.map(([action, key]) => words.count(counts[key], own[action][tense]));
}

function countOf({ results }: Report, status: StepStatus): number {
  return results.filter((result) => result.status === status).length;
}
