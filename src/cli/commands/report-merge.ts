import { resolve } from 'node:path';
import { readFleetReport, unreadable } from '../../backend/fleet-report-file.ts';
import { commonOrigin, membersOf, mergedLines } from '../../fleet/merge.ts';
import { Failure } from '../../model/failure.ts';
import { visible } from '../../model/visible.ts';
import { say } from '../../words/en/records.ts';
import type { CommandWorld } from '../command.ts';
import { fleetContext, openReport, tellApplied, type VoiceFlags } from '../fleet/voices.ts';
import { withOutputs } from '../plan-outputs.ts';

export type ReportOptions = VoiceFlags;

export interface MergeOptions extends ReportOptions {
  /** JSON reports of runs over parts of a fleet. */
  readonly reports: readonly string[];
}

/** Joins the reports of shards into the one that a single run would have given, with its exit code. Sends nothing. */
export function run(options: MergeOptions, world: CommandWorld): Promise<number> {
  return withOutputs('told-report', 'fleet', options, world, () => mergeReports(options, world));
}

async function mergeReports(options: MergeOptions, world: CommandWorld): Promise<number> {
  const documents = [];
  for (const path of options.reports) documents.push(await readFleetReport(resolve(world.cwd, path)));
  const lines = mergedLines(documents.map(({ official_accounts: members }) => members));
  const context = { ...fleetContext(world), madeIn: commonOrigin(documents) };
  try {
    const outputs = await openReport(options, context, world);
    return await tellApplied(membersOf(lines), outputs, { detailed: false }, world);
  } catch (error) {
    if (error instanceof Failure) throw error;
    // The schema checks what people get wrong; what only a forger writes ends here.
    throw unreadable(say('report-not-ours', { names: options.reports.map(visible) }), error);
  }
}
