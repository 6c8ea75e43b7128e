import { resolve } from 'node:path';
import { readFleetReport, unreadable } from '../../backend/fleet-report-file.ts';
import { commonOrigin, membersOf, mergedLines } from '../../fleet/merge.ts';
import { kinds } from '../../kinds/kinds.ts';
import { Failure } from '../../model/failure.ts';
import type { AppliedMember } from '../../model/fleet.ts';
import type { Language } from '../../model/language.ts';
import { version } from '../../model/version.ts';
import { fleetReportText } from '../../render/fleet/fleet-text.ts';
import { fleetReportFormats, fleetReportJson } from '../../render/fleet/formats.ts';
import type { FleetContext } from '../../render/fleet/writer.ts';
import type { CommandWorld } from '../command.ts';
import { exitOfApplied, exitOfFleet } from '../fleet/fleet-exit.ts';
import { openFleetOutputs } from '../fleet/fleet-outputs.ts';
import { speaking } from '../fleet/voices.ts';
import { languageOf, type Output } from '../outputs.ts';

export interface ReportOptions {
  readonly json: boolean;
  readonly output: readonly Output[];
  readonly lang?: Language;
}

export interface MergeOptions extends ReportOptions {
  /** JSON reports of runs over parts of a fleet. */
  readonly reports: readonly string[];
}

/** Joins the reports of shards into the one that a single run would have given, with its exit code. Sends nothing. */
export async function run(options: MergeOptions, world: CommandWorld): Promise<number> {
  const documents = [];
  for (const path of options.reports) documents.push(await readFleetReport(resolve(world.cwd, path)));
  const lines = mergedLines(documents.map(({ official_accounts: members }) => members));
  const context = {
    kefuVersion: version,
    lang: languageOf(options.lang, world.env),
    kinds,
    madeIn: commonOrigin(documents),
  };
  try {
    return await tellReport(membersOf(lines), context, options, world);
  } catch (error) {
    if (error instanceof Failure) throw error;
    // The schema checks what people get wrong; what only a forger writes ends here.
    throw unreadable(options.reports.join(', '), 'was not written by kefu', error);
  }
}

/** Tells a report of a fleet on stdout and in every output, and resolves to its exit code. */
export async function tellReport(
  members: readonly AppliedMember[],
  context: FleetContext,
  { output, json }: ReportOptions,
  world: CommandWorld,
): Promise<number> {
  const opened = await openFleetOutputs(output, fleetReportFormats, context, world);
  const isSaid = output.some(({ file }) => file === '-');
  const text = isSaid ? undefined : fleetReportText(world.terminal.paint, kinds);
  const outputs = speaking(opened, json ? fleetReportJson(context) : text, world);
  for (const member of members) await outputs.add(member);
  await outputs.end();
  return exitOfFleet(new Set(members.map((member) => exitOfApplied(member, false))));
}
