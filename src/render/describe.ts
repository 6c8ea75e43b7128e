import type { Described, Row } from '../model/described.ts';
import type { SourceRange } from '../model/diagnostic.ts';
import type { Json } from '../model/json.ts';
import type { AnyKind } from '../model/kind.ts';
import { naturally } from '../model/natural-order.ts';
import type { Action, ActionReason, Change, Plan } from '../model/plan.ts';
import { type InLanguage, lexiconIn } from './lexicon.ts';
import { alikeNotes } from './look-alike.ts';
import { valuePlaceNotes } from './value-place.ts';

/*
 * The changes of a plan as every format shows them: one list over all kinds, in one order. Texts from outside (label, row
 * values, place) are raw: the format escapes them.
 */

/** A change in words, and the reason as tools know it. */
export interface DescribedChange extends Described {
  readonly verbForPeople: string;
  readonly reasonCode: ActionReason;
}

/** The order in which actions are shown: what can't be undone first. */
export const shownActions = ['delete', 'create', 'update'] as const satisfies readonly Action[];

export const symbols = { create: '+', update: '~', delete: '-' } as const satisfies Record<Action, string>;

/** All changes in words: deletes first, then creates, then updates; kind by kind within each. */
export function describeChanges(
  plan: Plan,
  kinds: readonly AnyKind[],
  language: InLanguage,
): DescribedChange[] {
  const { lang } = language;
  const described = plan.changes.map((change) => {
    const kind = kinds.find(({ name }) => name === change.kind);
    const plain = kind ? kind.describe(change, plan, lang) : byDifferences(change, language);
    const described = explained(plain, change, lang);
    const { verb, verbForPeople = verb } = described;
    return {
      ...described,
      verb: whileHeld(verb, plan),
      verbForPeople: whileHeld(verbForPeople, plan),
      reasonCode: change.reason,
    };
  });
  return asShown(
    described,
    kinds.map(({ name }) => name),
  );
}

/** A change of a kind that is not among those given: no change is ever left out. */
function byDifferences(change: Change, language: InLanguage): Described {
  const { kind, name, label, action, differences, source } = change;
  const { plainCounts, pageDelete } = lexiconIn(language, []).words;
  const textOf = (value: Json) =>
    value === null || typeof value === 'string' ? value : JSON.stringify(value);
  const rows = differences.map(({ field, before, after }) => ({
    key: field,
    field,
    before: textOf(before),
    after: textOf(after),
    notes: [],
  }));
  const verb = plainCounts[action].planned;
  const verbForPeople = action === 'delete' ? pageDelete.planned : verb;
  return { kind, name, label, action, verb, verbForPeople, rows, ...(source ? { place: source } : {}) };
}

/** Things as people should see them: by action as above, kind by kind, then in the natural order of their labels. */
export function asShown<
  Thing extends { readonly action: Action; readonly kind: string; readonly label: string },
>(things: readonly Thing[], kinds: readonly string[]): Thing[] {
  return [...things].sort(
    (one, other) =>
      shownActions.indexOf(one.action) - shownActions.indexOf(other.action) ||
      kinds.indexOf(one.kind) - kinds.indexOf(other.kind) ||
      naturally(one.label, other.label),
  );
}

/** With a note where two values look the same and are not, and where a value stands in another file. */
function explained(described: Described, change: Change, lang: InLanguage['lang']): Described {
  const rows = described.rows.map((row): Row => {
    const { notes, onPages } = row;
    const more = [...alikeNotes(row.before, row.after, lang), ...valuePlaceNotes(change, row.key, lang)];
    const pageNotes = onPages?.notes ? { notes: [...onPages.notes, ...more] } : {};
    return {
      ...row,
      notes: [...notes, ...more],
      ...(onPages ? { onPages: { ...onPages, ...pageNotes } } : {}),
    };
  });
  return { ...described, rows };
}

/** "would be destroyed" while a guard holds the plan; Chinese has one word for both. */
function whileHeld(verb: string, { guards }: Plan): string {
  return guards.length > 0 ? verb.replace(/^will /, 'would ') : verb;
}

/** `2026-11-22 08:00 UTC`, from Unix seconds. */
export function utc(unixSeconds: number): string {
  return `${new Date(unixSeconds * 1000).toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}

/** `file:line:column`, unescaped. */
export function placeOf({ file, line, column }: SourceRange): string {
  return `${file}:${line}:${column}`;
}
