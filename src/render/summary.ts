import { type Action, hasChanges, type KindCounts, type Plan } from '../model/plan.ts';
import type { Report, StepStatus } from '../model/report.ts';
import type { Lexicon } from './lexicon.ts';

/** The last line of a plan; people grep for it. The first kind leads, others follow when they change. */
export function planSummary(plan: Plan, lexicon: Lexicon): string {
  const { words } = lexicon;
  const { kinds, unverifiable, stuck } = plan.summary;
  if (hasChanges(plan)) {
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

const shortfalls = ['failed', 'unknown', 'skipped', 'not-attempted'] as const;

/** The last line of an apply; people grep for it. Other kinds than the first are named when they have results. */
export function reportSummary(report: Report, lexicon: Lexicon): string {
  const { words } = lexicon;
  const { verdict, counts, results } = report;
  const shown = counts.filter(({ kind }, index) => index === 0 || results.some((one) => one.kind === kind));
  const clauses = shown.map((one, index) =>
    words.clause(lexicon.kind(one.kind).title, countsIn(one, 'done', lexicon), index === 0),
  );
  const whole = (parts: readonly string[]) => `${words.gap}${parts.join(words.semicolon)}${words.stop}`;
  if (isComplete(report)) return `${words.complete}${whole(clauses)}`;
  const missing = shortfalls
    .map((status) => [status, countOf(report, status)] as const)
    .filter(([, found]) => found > 0)
    .map(([status, found]) => words.count(found, words.status[status]));
  const differing = verdict.remaining.filter(({ why }) => why !== 'unverifiable').length;
  const left = verdict.status === 'differs' && differing > 0 ? [words.differencesRemain(differing)] : [];
  return `${words.incomplete}${whole([...clauses, ...missing, ...left])}`;
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
