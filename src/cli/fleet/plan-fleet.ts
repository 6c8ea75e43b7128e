import { resolve } from 'node:path';
import { newFleetFolder } from '../../backend/fleet-folder.ts';
import { failureDocument } from '../../documents/fleet.ts';
import type { FleetIndex, IndexEntry } from '../../documents/fleet-index.ts';
import { type FleetPlanOptions, type PlannedInFleet, planFleet } from '../../fleet/plan-fleet.ts';
import { strictest } from '../../fleet/rollout.ts';
import { Failure } from '../../model/failure.ts';
import { hasChanges } from '../../model/plan.ts';
import type { Rollout } from '../../model/rollout.ts';
import { version } from '../../model/version.ts';
import { planKeyOf } from '../../reconcile/plan-key.ts';
import { systemClock } from '../../reconcile/system-clock.ts';
import type { CommandWorld } from '../command.ts';
import { exitOfFleet, exitOfPlanned } from './fleet-exit.ts';
import type { FleetOutputs } from './fleet-outputs.ts';

/** What is made of a fleet while it is planned. */
export interface FleetPlanning {
  readonly configs: readonly string[];
  readonly options: FleetPlanOptions;
  /** Folder to save the plan in; absent: it is not saved. */
  readonly out?: string;
  readonly detailedExitcode: boolean;
}

/** What came of it. */
export interface FleetPlanned {
  readonly exit: number;
  /** Of a plan that was saved. */
  readonly index?: FleetIndex;
}

/** Plans a fleet, tells each official account to the outputs as it becomes known, and saves the plan where asked to. */
export async function planTheFleet(
  { configs, options, out, detailedExitcode }: FleetPlanning,
  outputs: FleetOutputs<PlannedInFleet>,
  world: CommandWorld,
): Promise<FleetPlanned> {
  const created = systemClock.now();
  const folder =
    out === undefined ? undefined : await newFleetFolder(resolve(world.cwd, out), planKeyOf(world.env));
  const entries: IndexEntry[] = [];
  const rollouts: Rollout[] = [];
  const exits = new Set<number>();
  for await (const member of planFleet(configs, options, world)) {
    exits.add(exitOfPlanned(member, detailedExitcode));
    if (member.rollout) rollouts.push(member.rollout);
    if (folder) entries.push(await entryOf(member, (document) => folder.add(document)));
    await outputs.add(member);
  }
  if (exits.size === 0 && configs.length > 0 && options.wanted === undefined) throw onlySharedPieces();
  await outputs.end();
  const index = await folder?.seal({
    format_version: '1.0',
    kefu_version: version,
    created: new Date(created).toISOString(),
    expires: new Date(created + options.expiresIn * 3_600_000).toISOString(),
    official_accounts: entries,
    rollout: strictest(rollouts),
  });
  return { exit: exitOfFleet(exits), ...(index ? { index } : {}) };
}

function onlySharedPieces(): Failure {
  return new Failure(
    'config',
    'no-configs',
    'Only shared pieces were found, and no config. Nothing was sent.',
    {
      hint: 'A file with `extends: []` is a shared piece; name the folder of the configs that extend it.',
    },
  );
}

async function entryOf(
  member: PlannedInFleet,
  save: (document: NonNullable<PlannedInFleet['document']>) => Promise<string>,
): Promise<IndexEntry> {
  const about = { config_file: member.configFile, name: member.name };
  if (member.kind === 'failed' || member.document === undefined) {
    if (member.kind !== 'failed') throw new Error('a plan without its document');
    return { ...about, status: 'failed', error: failureDocument(member.failure) };
  }
  const { plan, document } = member;
  return {
    ...about,
    status: plan.guards.length > 0 ? 'held' : 'planned',
    app_id: plan.officialAccount.appId,
    plan_file: await save(document),
    plan_digest: document.plan_digest,
    has_changes: hasChanges(plan),
  };
}
