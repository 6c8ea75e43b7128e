import type { ApplyTotals, PlanTotals } from '../../model/fleet-totals.ts';
import type { Words } from '../../words/pages/words.ts';

type State = keyof Words['fleet']['states'];

const states: readonly State[] = [
  'changing',
  'complete',
  'held',
  'unchanged',
  'incomplete',
  'failed',
  'notBegun',
];

/** How many official accounts are in each state that has some: "40 with changes". */
export function shownStates(
  totals: PlanTotals | ApplyTotals,
): readonly { readonly state: State; readonly count: number }[] {
  const counts = totals as unknown as Partial<Record<State, number>>;
  return states.map((state) => ({ state, count: counts[state] ?? 0 })).filter(({ count }) => count > 0);
}

/** "3 official accounts: 1 with changes, 2 without changes". */
export function statesSentence(totals: PlanTotals | ApplyTotals, words: Words): string {
  const { fleet } = words;
  const shown = shownStates(totals).map(({ state, count }) => fleet.inState(count, fleet.states[state]));
  const all = fleet.officialAccounts(totals.members);
  return shown.length === 0 ? all : words.titled(all, shown.join(words.comma));
}
