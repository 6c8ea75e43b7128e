import { resolve } from 'node:path';
import { type FleetFolder, newFleetFolder } from '../../backend/fleet-folder.ts';
import { failureDocument } from '../../documents/fleet.ts';
import type { FleetIndex, IndexEntry } from '../../documents/fleet-index.ts';
import type { PlanDocument } from '../../documents/plan.ts';
import { type PlannedInFleet, planFleet } from '../../fleet/plan-fleet.ts';
import { strictest } from '../../fleet/rollout.ts';
import { Failure } from '../../model/failure.ts';
import type { FailedMember } from '../../model/fleet.ts';
import { hasChanges } from '../../model/plan.ts';
import type { Rollout } from '../../model/rollout.ts';
import { version } from '../../model/version.ts';
import { planKeyOf } from '../../reconcile/plan-key.ts';
import { systemClock } from '../../reconcile/system-clock.ts';
import type { PlanOptions } from '../../reconcile.ts';
import { say } from '../../words/en/fleets.ts';
import { told } from '../../words/say.ts';
import type { CommandWorld } from '../command.ts';
import type { Choice } from './chosen.ts';
import { exitOfFleet, exitOfPlanned } from './fleet-exit.ts';
import type { FleetOutputs } from './fleet-outputs.ts';
import { plannedSaying, tellFleet } from './fleet-progress.ts';

/** Flags that decide what a plan of a fleet holds, and where it is saved. */
export interface FleetPlanFlags extends PlanOptions {
  /** Official accounts at the same time. */
  readonly parallelismAccounts: number;
  /** Hours a saved plan may be applied. */
  readonly expiresIn: number;
  /** Folder to save the plan in; absent: it is not saved. */
  readonly out?: string;
  readonly detailedExitcode: boolean;
}

/** What came of it. */
export interface FleetPlanned {
  readonly exit: number;
  /** Of a plan that was saved. */
  readonly index?: FleetIndex;
  /** Configs that were not begun, because the run was stopped. */
  readonly unplanned: readonly string[];
}

/**
 * Plans a fleet, tells each official account to the outputs as it becomes known, and saves the plan where asked to. Rejects
 * with a `Failure` when what was chosen is not there.
 */
export async function planTheFleet(
  choice: Choice,
  flags: FleetPlanFlags,
  outputs: FleetOutputs<PlannedInFleet>,
  world: CommandWorld,
  stop?: AbortSignal,
): Promise<FleetPlanned> {
  const { configs, named, wanted } = choice;
  const { out, parallelismAccounts: width, expiresIn } = flags;
  const created = systemClock.now();
  const folder =
    out === undefined ? undefined : await newFleetFolder(resolve(world.cwd, out), planKeyOf(world.env));
  const entries: IndexEntry[] = [];
  const rollouts: Rollout[] = [];
  const exits = new Set<number>();
  const told = tellFleet('fleet-planned-so-far', configs.length, world, plannedSaying);
  const unplanned: string[] = [];
  const options = {
    ...flags,
    width,
    named,
    passedOver: (config: string) => unplanned.push(config),
    ...(wanted ? { wanted } : {}),
    ...(stop ? { stop } : {}),
  };
  try {
    for await (const member of planFleet(configs, options, world)) {
      told.ended(member);
      exits.add(exitOfPlanned(member, flags.detailedExitcode));
      if (member.rollout) rollouts.push(member.rollout);
      if (folder) {
        entries.push(await entryOf(member, (document) => folder.add(document)));
        await withdrawClashing(member, entries, folder);
      }
      await outputs.add(member);
    }
  } finally {
    told.close();
  }
  const isWhole = unplanned.length === 0;
  if (isWhole && exits.size === 0 && configs.length > 0 && wanted === undefined) throw onlySharedPieces();
  const index = await folder?.seal({
    format_version: '1.0',
    kefu_version: version,
    created: new Date(created).toISOString(),
    expires: new Date(created + expiresIn * 3_600_000).toISOString(),
    official_accounts: entries,
    rollout: strictest(rollouts),
  });
  await outputs.end(index?.fleet_digest);
  if (isWhole) choice.requireAll();
  return { exit: exitOfFleet(exits), unplanned, ...(index ? { index } : {}) };
}

function onlySharedPieces(): Failure {
  const found = told(say('only-shared-pieces'), say('name-extending-configs'));
  return new Failure('config', 'no-configs', found);
}

/** Members planned before that turn out to be about the official account of this one have no plan any more. */
async function withdrawClashing(
  member: PlannedInFleet,
  entries: IndexEntry[],
  folder: FleetFolder,
): Promise<void> {
  for (const config of member.clashing ?? []) {
    const at = entries.findIndex(({ config_file }) => config_file === config);
    const entry = entries[at];
    if (member.kind !== 'failed' || entry === undefined || entry.status === 'failed') continue;
    await folder.remove(entry.plan_file);
    entries[at] = failedEntry({ configFile: config, name: entry.name, failure: member.failure });
  }
}

function failedEntry({ configFile, name, failure }: Omit<FailedMember, 'kind'>): IndexEntry {
  return { config_file: configFile, name, status: 'failed', error: failureDocument(failure) };
}

async function entryOf(
  member: PlannedInFleet,
  save: (document: PlanDocument) => Promise<string>,
): Promise<IndexEntry> {
  if (member.kind === 'failed') return failedEntry(member);
  if (member.document === undefined) throw new Error('a plan without its document');
  const { plan } = member;
  const document = member.document();
  return {
    config_file: member.configFile,
    name: member.name,
    status: plan.guards.length > 0 ? 'held' : 'planned',
    app_id: plan.officialAccount.appId,
    plan_file: await save(document),
    plan_digest: document.plan_digest,
    has_changes: hasChanges(plan),
  };
}
