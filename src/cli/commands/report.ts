import { resolve } from 'node:path';
import { readFleetIndex } from '../../backend/fleet-folder.ts';
import { backendOf } from '../../reconcile/memory.ts';
import { planKeyOf } from '../../reconcile/plan-key.ts';
import type { CommandWorld } from '../command.ts';
import { endedMembers, workOn } from '../fleet/apply-shared.ts';
import { fleetContext, openReport, tellApplied } from '../fleet/voices.ts';
import { withOutputs } from '../plan-outputs.ts';
import type { ReportOptions } from './report-merge.ts';

export interface ReportOfPlanOptions extends ReportOptions {
  /** Folder of a fleet plan. */
  readonly plan: string;
}

/** Tells what became of a fleet plan that processes applied together, with its exit code. Sends nothing to WeChat. */
export function run(options: ReportOfPlanOptions, world: CommandWorld): Promise<number> {
  return withOutputs('told-report', options.plan, options, world, () => tellReport(options, world));
}

async function tellReport(options: ReportOfPlanOptions, world: CommandWorld): Promise<number> {
  const { env, cwd } = world;
  const index = await readFleetIndex(resolve(cwd, options.plan), planKeyOf(env));
  const backend = await backendOf({ env });
  try {
    const work = workOn(index, backend.fleetWork);
    const outputs = await openReport(options, fleetContext(world), world);
    const telling = { detailed: false, fleetDigest: index.fleet_digest };
    return await tellApplied(endedMembers(index, work), outputs, telling, world);
  } finally {
    await backend.close();
  }
}
