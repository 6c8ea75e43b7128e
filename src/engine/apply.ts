import type { Diagnostic } from '../model/diagnostic.ts';
import type { Readings } from '../model/kind.ts';
import { emptyRecorded, type Recorded } from '../model/recorded.ts';
import type { Report } from '../model/report.ts';
import type { ApplyInput, ApplyWorld } from './context.ts';
import { Ledger } from './ledger.ts';
import { Looker } from './look.ts';
import { resultsOfNotRun } from './not-run.ts';
import { stepKey } from './rules.ts';
import { Run } from './run.ts';
import { isOwn, resultOf, tasksOf } from './tasks.ts';
import { countsOf, verdictOf } from './verdict.ts';
import { type Verified, verify } from './verify.ts';

/** What an apply leaves: its report, and the states it found at the end, where they could be read. */
export interface Applied {
  readonly report: Report;
  readonly after?: {
    readonly readings: Readings;
    readonly recorded: Recorded;
    readonly now: number;
    /** The steps that are done and may be this run's work, by {@link stepKey}. */
    readonly own: ReadonlySet<string>;
  };
}

/**
 * Executes a plan and tells the truth about it: rounds of steps, then one read-back of the whole managed set, from which
 * every result is graded anew. Resolves to a report whatever WeChat, the network or the disk do; rejects only for a fault of
 * kefu itself.
 */
export async function applyPlan(input: ApplyInput, world: ApplyWorld): Promise<Applied> {
  const { plan, kinds, judged } = input;
  const ledger = new Ledger(input.recorded ?? emptyRecorded(plan.officialAccount.appId), world.store);
  const looker = new Looker(input, world);
  const tasks = tasksOf(input);
  const run = new Run(input, world, ledger, looker, tasks);
  await run.walk();
  const verified = await verify({ input, world, ledger, looker, tasks, run });
  const results = [...judged.flatMap((one) => resultsOfNotRun(one, verified)), ...tasks.map(resultOf)];
  const { stopped, stateFault } = run;
  const report: Report = {
    officialAccount: plan.officialAccount,
    results,
    verdict: verdictOf({
      results,
      verified,
      kinds,
      isStopped: stopped !== undefined,
      hasStateFault: stateFault !== undefined,
    }),
    warnings: [...plan.diagnostics, ...newWarnings(plan, verified)],
    counts: countsOf(kinds, tasks),
    ...(stopped ? { stopped } : {}),
    ...(stateFault ? { stateFault: stateFault.message } : {}),
    ...(stateFault?.said?.message ? { said: { stateFault: stateFault.said.message } } : {}),
  };
  if (verified.kind === 'unread') return { report };
  const own = new Set(tasks.filter(isOwn).map(({ change, step }) => stepKey(change, step)));
  const now = world.clock.now();
  return { report, after: { readings: looker.last, recorded: ledger.recorded, now, own } };
}

/** What the final reading brought to light and the plan could not know: not told yet, of this very object. */
function newWarnings({ diagnostics }: ApplyInput['plan'], verified: Verified): Diagnostic[] {
  if (verified.kind === 'unread') return [];
  const known = new Set(diagnostics.map(({ message }) => message));
  return verified.gathered
    .flatMap(({ findings }) => findings.diagnostics)
    .filter(({ severity, message }) => severity === 'warning' && !known.has(message));
}
