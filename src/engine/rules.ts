import { addressOf, type Named } from '../model/address.ts';
import type { Step } from '../model/change.ts';
import type { AnyKind, StepRules } from '../model/kind.ts';
import { valueIn } from '../words/field-value.ts';
import type { InBoth } from '../words/say.ts';

export type AnyRules = StepRules<Step, unknown, unknown, unknown>;

/** The kind of that name. Throws for one that is not in the list: a plan that names it was refused before. */
export function kindNamed(kinds: readonly AnyKind[], name: string): AnyKind {
  const kind = kinds.find((one) => one.name === name);
  if (!kind) throw new Error(`there is no kind of object named ${name}`);
  return kind;
}

/** The rules of a step. Throws for a step its kind does not have. */
export function rulesOf(kind: AnyKind, step: Step): AnyRules {
  const rules = kind.steps[step.kind];
  if (!rules) throw new Error(`${kind.name} has no step named ${step.kind}`);
  return rules;
}

/** Whether a step is over before anything is sent. */
export function isDoneAlready(rules: AnyRules, step: Step, live: unknown): boolean {
  return rules.isDone ? rules.isDone(step, live) : rules.shows(step, live, live, undefined) === 'visible';
}

/** What so many objects of a kind are called, in both languages. */
export function nounOf({ words }: AnyKind, count: number): InBoth {
  return { en: words.en.noun[count === 1 ? 0 : 1], zh: words['zh-CN'].noun[0] };
}

/** How people read a value of a field, in both languages. */
export function shownValueOf({ words }: AnyKind, field: string, value: string): InBoth {
  return { en: valueIn(words.en, field, value), zh: valueIn(words['zh-CN'], field, value) };
}

/** What a field of a kind is called, in both languages. */
export function fieldOf({ words }: AnyKind, field: string): InBoth {
  return { en: field, zh: words['zh-CN'].fields[field] ?? ` ${field} ` };
}

/** A step of an object among all of a plan. */
export function stepKey(object: Named, step: Step): string {
  return `${addressOf(object)} ${step.kind}`;
}
