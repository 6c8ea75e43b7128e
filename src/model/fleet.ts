import type { Failure } from './failure.ts';
import type { Plan } from './plan.ts';
import type { Report } from './report.ts';
import type { Said } from './saying.ts';

/*
 * A fleet is the official accounts of one run, each with a config of its own. What happens to one of them is a member's
 * outcome; a plan or a report of a fleet is nothing but the outcomes of its members in the order of their configs.
 */

/** One official account of a fleet. */
export interface Member {
  /** As it was named or found. */
  readonly configFile: string;
  /** The official account's name; the config's path while no name is known. */
  readonly name: string;
}

/** A member whose plan or apply ended before it had a result. */
export interface FailedMember extends Member {
  readonly kind: 'failed';
  readonly failure: Failure;
}

/** How planning a member ended. */
export type PlannedMember = (Member & { readonly kind: 'planned'; readonly plan: Plan }) | FailedMember;

/** Why something was not done, in a sentence; `said`: for other languages. */
export interface Because {
  readonly why: string;
  readonly said?: Said<'why'>;
}

/**
 * How applying a member ended. `held`: by a guard, so nothing was written. `not-begun`: the run ended before it, for the
 * reason given; nothing was written.
 */
export type AppliedMember =
  | (Member & { readonly kind: 'applied'; readonly plan: Plan; readonly report: Report })
  | (Member & { readonly kind: 'held'; readonly plan: Plan })
  | (Member & { readonly kind: 'not-begun' } & Because)
  | FailedMember;
