import type { LiveAccounts } from '../model/account.ts';
import type { Recorded } from '../model/recorded.ts';
import type { Report } from '../model/report.ts';
import type { ApplyInput, ApplyWorld } from './context.ts';
import { Ledger } from './ledger.ts';
import { emptyRecorded } from './record.ts';
import { assembleReport } from './report.ts';
import { Run } from './run.ts';
import { verify } from './verify.ts';

/** What an apply leaves: its report, and the two states it found at the end, where they could be read. */
export interface Applied {
  readonly report: Report;
  readonly after?: { readonly live: LiveAccounts; readonly recorded: Recorded };
}

/**
 * Executes a plan and tells the truth about it: each change in order, then one read-back of the whole managed set, from
 * which every result is graded anew. Resolves to a report whatever WeChat, the network or the disk do; rejects only for
 * a fault of kefu itself.
 */
export async function applyPlan(input: ApplyInput, world: ApplyWorld): Promise<Applied> {
  const recorded = input.recorded ?? emptyRecorded(input.plan.officialAccount.appId);
  const ledger = new Ledger(recorded, input.desired, world.store);
  const run = new Run(input, world, ledger);
  for (const accountChange of input.plan.accountChanges) await run.changeAccount(accountChange);
  const verified = await verify(run.attempted, input, world, ledger);
  const report = assembleReport(input, verified, run);
  return verified.live ? { report, after: { live: verified.live, recorded: ledger.recorded } } : { report };
}
