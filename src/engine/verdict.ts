import type { AnyKind } from '../model/kind.ts';
import type { KindCounts, Remaining } from '../model/plan.ts';
import type { Result, Verdict, VerdictStatus } from '../model/report.ts';
import { remainingIn } from './remaining.ts';
import { countsByKind } from './summary.ts';
import type { Task } from './tasks.ts';
import type { Verified } from './verify.ts';

/** What a verdict is made from. */
export interface Judging {
  readonly results: readonly Result[];
  readonly verified: Verified;
  readonly kinds: readonly AnyKind[];
  /** The run stopped by itself. One that was told to stop shows it by steps that were not attempted, if any were left. */
  readonly isStopped: boolean;
  /** The state file could not be written. */
  readonly hasStateFault: boolean;
}

/** The one judgement of an apply, from all results and all that remains after the final look. */
export function verdictOf(judging: Judging): Verdict {
  const { verified, kinds } = judging;
  if (verified.kind === 'unread') {
    const managed = kinds.map(({ name }) => ({ kind: name, managed: 0 }));
    const { message: unread, said } = verified.cause;
    return {
      status: statusOf(judging, []),
      remaining: [],
      managed,
      unread,
      ...(said?.message ? { said: { unread: said.message } } : {}),
    };
  }
  const remaining = remainingIn(verified.gathered);
  const managed = verified.gathered.map(({ kind, input }) => ({
    kind: kind.name,
    managed: input.wants.filter((want) => !kind.named(want).isGone).length,
  }));
  return { status: statusOf(judging, remaining), remaining, managed };
}

function statusOf(judging: Judging, remaining: readonly Remaining[]): VerdictStatus {
  const { results, verified, isStopped, hasStateFault } = judging;
  const has = (status: Result['status']) => results.some((result) => result.status === status);
  const isUnread = verified.kind === 'unread';
  if (has('unknown') || (isUnread && results.some(({ attempts }) => attempts > 0))) return 'unknown';
  if (has('failed')) return 'failed';
  if (isUnread || isStopped || hasStateFault || has('skipped') || has('not-attempted')) return 'incomplete';
  return remaining.some(({ why }) => why !== 'unverifiable') ? 'differs' : 'as-configured';
}

/**
 * What was really changed: an object counts as added or destroyed when the step that makes or deletes it is done, as changed
 * when any step is. What was so already when its turn came was done by somebody else.
 */
export function countsOf(kinds: readonly AnyKind[], tasks: readonly Task[]): KindCounts[] {
  const changed = new Map(
    tasks
      .filter(({ ended }) => ended?.status === 'done')
      .filter(({ turn, attempts }) => attempts > 0 || !turn.isCall)
      .filter(({ turn, change }) => change.action !== 'create' || turn.isLead)
      .map(({ address, change }) => [address, change]),
  );
  return countsByKind(kinds, [...changed.values()]);
}
