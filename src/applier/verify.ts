import type { LiveAccounts } from '../model/account.ts';
import { Failure } from '../model/failure.ts';
import type { ChangeResult, Remaining, Report } from '../model/report.ts';
import { compareAccount } from '../planner/compare.ts';
import type { ApplyInput, ApplyWorld } from './context.ts';
import { effectOf } from './effect.ts';
import type { Ledger } from './ledger.ts';
import { find, settledList } from './read-back.ts';
import type { Attempted } from './run.ts';

export interface Verified {
  readonly results: readonly ChangeResult[];
  readonly readBack: Report['readBack'];
  /** The settled list; absent when it could not be read. */
  readonly live?: LiveAccounts;
  readonly stateFault?: string;
}

/**
 * The final read-back: grades every result anew from a settled list, compares the whole managed set with the config by
 * the comparison the plan used, and writes the state file. `messagesDone`: nothing is left of media and templates.
 */
export async function verify(
  attempted: readonly Attempted[],
  input: ApplyInput,
  world: ApplyWorld,
  ledger: Ledger,
  messagesDone: boolean,
): Promise<Verified> {
  world.progress({ kind: 'reading-back' });
  let live: LiveAccounts;
  try {
    const written = attempted.some(({ result }) => result.attempts > 0);
    live = written
      ? await settledList(world.accounts, world.clock, world.settle)
      : await world.accounts.list();
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    const results = attempted.map(({ result }) => unverified(result, error.message));
    return { results, readBack: { status: 'failed', note: error.message } };
  }
  const graded = attempted.map((one) => ({ ...one, result: grade(one, live) }));
  const stateFault = await recordAll(graded, input, live, ledger, messagesDone);
  const remaining = remainingOf(graded, input, live, ledger);
  const accounts = input.desired.accounts.length;
  return {
    results: graded.map(({ result }) => result),
    live,
    readBack:
      remaining.length === 0 ? { status: 'verified', accounts } : { status: 'differs', accounts, remaining },
    ...(stateFault ? { stateFault } : {}),
  };
}

/** Done was read back once already; without the final reading it stays so, but a claim of "no effect" is unproved. */
function unverified(result: ChangeResult, why: string): ChangeResult {
  if (result.status !== 'failed' || result.attempts === 0) return result;
  return { ...result, status: 'unknown', note: `${result.note}; the final read-back failed: ${why}` };
}

/** A result as the settled list shows it. */
function grade(attempted: Attempted, live: LiveAccounts): ChangeResult {
  const { change, before, result } = attempted;
  const now = find(live, change.account);
  if (result.status === 'done') {
    if (stillThere(attempted, live)) return result;
    return {
      ...result,
      status: 'unknown',
      note: `${result.note}, but the final reading shows something else`,
    };
  }
  // Another avatar URL would not tell whose picture it is, so that stays as the run left it.
  if (result.attempts === 0 || change.kind === 'upload-avatar') return result;
  if (effectOf(change, before, now) !== 'visible') return result;
  return { ...result, status: 'done', note: `the final reading shows it (${result.note})` };
}

function stillThere({ change, before, after }: Attempted, live: LiveAccounts): boolean {
  const now = find(live, change.account);
  if (change.kind === 'upload-avatar') return now?.avatarUrl === after?.avatarUrl;
  return effectOf(change, before, now) !== 'not-visible';
}

async function recordAll(
  graded: readonly Attempted[],
  { plan, judged, planDigest }: ApplyInput,
  live: LiveAccounts,
  ledger: Ledger,
  messagesDone: boolean,
): Promise<string | undefined> {
  try {
    for (const { change, result } of graded) {
      if (result.status === 'done' && result.attempts > 0)
        await ledger.done(change, find(live, change.account));
    }
    await ledger.finish(live, plan.compared);
    const refused = judged.some(({ judgement }) => judgement === 'changed-meanwhile');
    const complete = !refused && messagesDone && graded.every(({ result }) => result.status === 'done');
    if (planDigest && complete) await ledger.rememberPlan(planDigest);
    return undefined;
  } catch (error) {
    if (error instanceof Failure) return error.message;
    throw error;
  }
}

/** Managed accounts that do not look as the config says, and accounts that should be gone. */
function remainingOf(
  graded: readonly Attempted[],
  { desired }: ApplyInput,
  live: LiveAccounts,
  ledger: Ledger,
): Remaining[] {
  const differing = desired.accounts.flatMap((account) => {
    const recorded = ledger.recorded.accounts.get(account.id);
    const { differences } = compareAccount(account, find(live, account.id), recorded, {
      writeUnverifiable: false,
    });
    if (differences.length === 0) return [];
    return [
      {
        account: account.id,
        note: `${differences.map(({ field }) => field).join(', ')} not as in the config`,
      },
    ];
  });
  const leftOver = graded.flatMap(({ change }) =>
    change.kind === 'delete-account' && find(live, change.account)
      ? [{ account: change.account, note: 'still there' }]
      : [],
  );
  return [...differing, ...leftOver];
}
