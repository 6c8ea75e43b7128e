import type { Labelled } from './address.ts';
import type { Diagnostic, SourceRange } from './diagnostic.ts';
import type { Cause } from './outcome.ts';
import type { Action, KindCounts, Remaining } from './plan.ts';
import type { Said } from './saying.ts';

/**
 * How a step ended.
 * `done`: its effect was read back. `failed`: it has no effect. `unknown`: nobody can tell.
 * `skipped`: a step it depends on did not succeed. `not-attempted`: the run stopped before it.
 */
export type StepStatus = 'done' | 'failed' | 'unknown' | 'skipped' | 'not-attempted';

/** How one step of one object ended. */
export interface Result extends Labelled {
  readonly action: Action;
  /** The kind of the step, such as the name of its call. */
  readonly step: string;
  readonly status: StepStatus;
  /** What happened, in a sentence: what was read back, why it failed, what it waited for. */
  readonly note: string;
  readonly said?: Said<'note'>;
  readonly cause?: Cause;
  /** `changed-meanwhile`: the object no longer looked as the plan saw it, so nothing was written. */
  readonly refusal?: 'changed-meanwhile';
  /** Times the call was sent. */
  readonly attempts: number;
  /** The place in the YAML that the result is about: the refused value, else the object. */
  readonly source?: SourceRange;
}

/**
 * How a run ended, as one value.
 * `as-configured`: every managed object was read back and none differs. `differs`: all is done, yet something is not as
 * the YAML says. `failed`: a step failed, all outcomes are known. `incomplete`: something was not attempted or not
 * recorded. `unknown`: a step's outcome, or whether the objects are as configured, is not known.
 */
export type VerdictStatus = 'as-configured' | 'differs' | 'failed' | 'incomplete' | 'unknown';

/** How many objects of one kind are managed. */
export interface ManagedCount {
  readonly kind: string;
  readonly managed: number;
}

export interface Verdict {
  readonly status: VerdictStatus;
  /** What is not as the YAML says, also what kefu can't change and what nobody can verify, each with its own why. */
  readonly remaining: readonly Remaining[];
  /** Managed objects that the final reading covered, kind by kind. */
  readonly managed: readonly ManagedCount[];
  /** Why the final reading could not be made. */
  readonly unread?: string;
  readonly said?: Said<'unread'>;
}

/** The truth about one apply. */
export interface Report {
  readonly officialAccount: { readonly name: string; readonly appId: string; readonly wechatId: string };
  /** In the order of the plan. */
  readonly results: readonly Result[];
  readonly verdict: Verdict;
  /** What plan and final reading told beside the changes, such as people who stay invited; nothing that keeps a run back. */
  readonly warnings: readonly Diagnostic[];
  /** Why the run stopped early, when it did. */
  readonly stopped?: Cause;
  /** What was really changed, kind by kind: an object that was made counts as added even when a later step failed. */
  readonly counts: readonly KindCounts[];
  /** The state file could not be written, and why. */
  readonly stateFault?: string;
  readonly said?: Said<'stateFault'>;
}

/** What went wrong beside the run, such as a history that could not be written; all may be as configured all the same. */
export function faultsOf({ warnings }: Pick<Report, 'warnings'>): Diagnostic[] {
  return warnings.filter(({ severity }) => severity === 'error');
}

/** The other warnings: what is doubtful, and wrong with nothing. */
export function doubtsOf({ warnings }: Pick<Report, 'warnings'>): Diagnostic[] {
  return warnings.filter(({ severity }) => severity === 'warning');
}

/** Whether all is as the YAML says and nothing went wrong beside it: no output may look better than this, nor the exit code. */
export function endedWell(report: Pick<Report, 'verdict' | 'warnings'>): boolean {
  return report.verdict.status === 'as-configured' && faultsOf(report).length === 0;
}
