import type { Action } from '../model/plan.ts';
import { type DescribedChange, shownActions } from './describe.ts';
import type { Lexicon } from './lexicon.ts';

/** What is to be known about the kinds of a plan's changes, by the action under whose heading each is met first. */
export function kindNotes(
  changes: readonly DescribedChange[],
  { kind }: Lexicon,
): ReadonlyMap<Action, string> {
  const met = new Set<string>();
  const notes = new Map<Action, string>();
  for (const action of shownActions) {
    const own = new Set(changes.filter((change) => change.action === action).map((change) => change.kind));
    const texts = [...own].filter((name) => !met.has(name)).flatMap((name) => kind(name).note ?? []);
    if (texts.length > 0) notes.set(action, texts.join(' '));
    for (const name of own) met.add(name);
  }
  return notes;
}
