import type { LiveAccounts } from '../model/account.ts';
import type { Recorded } from '../model/recorded.ts';
import type { Report } from '../model/report.ts';
import type { ApplyInput, ApplyWorld } from './context.ts';
import { Ledger } from './ledger.ts';
import { MediaRun } from './media-run.ts';
import { emptyRecorded } from './record.ts';
import { recordTemplates } from './record-templates.ts';
import { assembleReport } from './report.ts';
import { Run } from './run.ts';
import { verify } from './verify.ts';

/** What an apply leaves: its report, and the two states it found at the end, where they could be read. */
export interface Applied {
  readonly report: Report;
  readonly after?: { readonly live: LiveAccounts; readonly recorded: Recorded };
}

/**
 * Executes a plan and tells the truth about it: media that templates need, each change of accounts in order, media nobody
 * needs, then one read-back of the whole managed set, from which every result is graded anew. Resolves to a report
 * whatever WeChat, the network or the disk do; rejects only for a fault of kefu itself.
 */
export async function applyPlan(input: ApplyInput, world: ApplyWorld): Promise<Applied> {
  const recorded = input.recorded ?? emptyRecorded(input.plan.officialAccount.appId);
  const ledger = new Ledger(recorded, input.desired, world.store);
  const run = new Run(input, world, ledger);
  const media = new MediaRun(input, world, ledger, run);
  await media.change(['upload-media', 'refresh-media']);
  for (const accountChange of input.plan.accountChanges) await run.changeAccount(accountChange);
  await media.change(['delete-media']);
  const messageResults = [...media.results, ...(await recordTemplates(input, world, ledger, run))];
  const messagesDone = messageResults.every(({ status }) => status === 'done');
  const verified = await verify(run.attempted, input, world, ledger, messagesDone);
  const report = assembleReport(input, verified, messageResults, run);
  return verified.live ? { report, after: { live: verified.live, recorded: ledger.recorded } } : { report };
}
