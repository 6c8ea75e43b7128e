import { rmSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { readFleetIndex } from '../../backend/fleet-folder.ts';
import type { FleetIndex } from '../../documents/fleet-index.ts';
import type { FleetApplyOptions } from '../../fleet/apply-entry.ts';
import { applyFleet } from '../../fleet/apply-fleet.ts';
import type { OnError } from '../../fleet/rollout.ts';
import { shardOf } from '../../fleet/shard.ts';
import { kinds } from '../../kinds/kinds.ts';
import { Failure } from '../../model/failure.ts';
import { planKeyOf } from '../../reconcile/plan-key.ts';
import { refuseExpired } from '../../reconcile/saved-plan.ts';
import { systemClock } from '../../reconcile/system-clock.ts';
import type { PlanOptions } from '../../reconcile.ts';
import { fleetPlanText } from '../../render/fleet/fleet-text.ts';
import { say } from '../../words/en/fleets.ts';
import { say as running } from '../../words/en/running.ts';
import { told } from '../../words/say.ts';
import type { CommandWorld } from '../command.ts';
import { allowsTooLate, askFor, needsConfirmation } from '../confirm.ts';
import {
  type Choice,
  type ChoiceFlags,
  chosenBy,
  requireNamed,
  requireStateFolder,
} from '../fleet/chosen.ts';
import { appliedSaying, tellFleet } from '../fleet/fleet-progress.ts';
import { type FleetPlanned, planTheFleet } from '../fleet/plan-fleet.ts';
import { fleetContext, openReport, speaking, tellApplied } from '../fleet/voices.ts';
import type { Output } from '../outputs.ts';
import { withOutputs } from '../plan-outputs.ts';
import { type StopSwitch, stopFleetOnSignals } from '../signals.ts';

export interface ApplyFleetOptions extends PlanOptions, ChoiceFlags {
  /** Folder of a saved fleet plan; absent: plan afresh. */
  readonly plan?: string;
  readonly strict: boolean;
  readonly json: boolean;
  readonly output: readonly Output[];
  readonly autoApprove: boolean;
  readonly detailedExitcode: boolean;
  readonly parallelism?: number;
  /** Official accounts at the same time. */
  readonly parallelismAccounts: number;
  readonly onError: OnError;
  /** Together with other processes, by the backend. */
  readonly shared: boolean;
  /** Seconds. */
  readonly lockTimeout: number;
  /** Seconds. */
  readonly settleTime: number;
}

/**
 * Applies many official accounts: a saved fleet plan as it was reviewed, or one that is made now, shown and confirmed. Each is
 * judged for itself; one report tells of all.
 */
export function run(options: ApplyFleetOptions, world: CommandWorld): Promise<number> {
  return withOutputs('report', options.plan ?? 'fleet', options, world, () =>
    runUntilStopped(options, world),
  );
}

/** What one run works with. */
interface Applying {
  readonly options: ApplyFleetOptions;
  readonly world: CommandWorld;
  readonly stop: StopSwitch;
}

async function runUntilStopped(options: ApplyFleetOptions, world: CommandWorld): Promise<number> {
  if (options.shared) requireWholePlan(options);
  let folder: string | undefined;
  const stop = stopFleetOnSignals(world, () => {
    if (folder !== undefined) rmSync(folder, { recursive: true, force: true });
  });
  const applying = { options, world, stop };
  try {
    if (options.plan !== undefined) {
      const exit = await applySaved(resolve(world.cwd, options.plan), applying);
      return stop.exitCode() ?? exit;
    }
    folder = await mkdtemp(join(tmpdir(), 'kefu-fleet-'));
    const exit = await planAndApply(folder, applying);
    return stop.exitCode() ?? exit;
  } finally {
    stop.release();
    if (folder !== undefined) await rm(folder, { recursive: true, force: true });
  }
}

async function planAndApply(folder: string, applying: Applying): Promise<number> {
  const { options, world, stop } = applying;
  const choice = await chosenBy(options, world);
  const { exit, index } = await planned(choice, folder, applying);
  if (index === undefined || stop.signal.aborted) return exit;
  const answer = await approved(index, options, world);
  return answer ?? applyIndex(index, folder, applying);
}

/** Plans into a private folder, so that what is shown is what is applied, and nothing is held in memory. */
function planned(choice: Choice, folder: string, { options, world, stop }: Applying): Promise<FleetPlanned> {
  const silent = { add: async () => {}, end: async () => {} };
  const voice = options.json ? undefined : fleetPlanText(world.terminal.paint, kinds, world.words);
  const flags = { ...options, out: folder, expiresIn: 24, detailedExitcode: false };
  return planTheFleet(choice, flags, speaking(silent, voice, world), world, stop.signal);
}

/** Undefined to go on, else the exit code. Nothing is asked when nothing would change. */
async function approved(
  index: FleetIndex,
  options: ApplyFleetOptions,
  world: CommandWorld,
): Promise<number | undefined> {
  const { autoApprove, json } = options;
  const changing = chosenEntries(index, options).filter(
    (entry) => entry.status === 'planned' && entry.has_changes,
  ).length;
  if (autoApprove || changing === 0) return undefined;
  if (!world.terminal.canAsk || json) return needsConfirmation(world);
  return askFor(running('official-accounts', { count: changing }), world);
}

async function applySaved(folder: string, applying: Applying): Promise<number> {
  const { options, world, stop } = applying;
  requireStateFolder(world.env.KEFU_STATE);
  // A saved plan is applied as it was reviewed: with the flags it was made with.
  if (options.allow.size > 0) throw allowsTooLate();
  const index = await readFleetIndex(folder, planKeyOf(world.env));
  requireNamed(options, new Set(index.official_accounts.map(({ name }) => name)));
  refuseExpired(index.expires, systemClock.now());
  const answer = await approved(index, options, world);
  if (answer !== undefined) return answer;
  if (!options.shared) return applyIndex(index, folder, applying);
  const { applyShared } = await import('../fleet/apply-shared.ts');
  return applyShared(index, { ...applyingOf(index, folder, options), stop: stop.signal }, options, world);
}

/** Shared work is on a plan that all processes have, and on all of it. */
function requireWholePlan({ plan, shard, account, exclude }: ApplyFleetOptions): void {
  if (plan === undefined) {
    const command = 'kefu plan FOLDER --out plans/';
    const needed = told(say('shared-needs-plan'), say('plan-for-all', { command }));
    throw new Failure('config', 'shared-needs-plan', needed);
  }
  if (shard !== undefined || account.length + exclude.length > 0) {
    const needed = told(say('shared-needs-all'), say('leave-choice-out'));
    throw new Failure('config', 'shared-needs-all', needed);
  }
}

/** How the plan in a folder is applied, but for when to stop. */
function applyingOf(
  { rollout }: FleetIndex,
  folder: string,
  options: ApplyFleetOptions,
): Omit<FleetApplyOptions, 'stop'> {
  return {
    folder,
    width: options.parallelismAccounts,
    rollout,
    onError: options.onError,
    strict: options.strict,
    fetchAvatars: options.fetchAvatars,
    lockTimeoutMs: options.lockTimeout * 1000,
    settleMs: options.settleTime * 1000,
    ...(options.parallelism === undefined ? {} : { parallelism: options.parallelism }),
  };
}

async function applyIndex(
  index: FleetIndex,
  folder: string,
  { options, world, stop }: Applying,
): Promise<number> {
  const { env, cwd } = world;
  const entries = chosenEntries(index, options);
  const outputs = await openReport(options, fleetContext(world), world);
  // A plan that was made for this run alone has no digest that anybody knows.
  const fleetDigest = options.plan === undefined ? undefined : index.fleet_digest;
  const telling = { detailed: options.detailedExitcode, fleetDigest };
  const told = tellFleet('fleet-applied-so-far', entries.length, world, appliedSaying);
  const applying = { ...applyingOf(index, folder, options), stop: stop.signal };
  try {
    const applied = applyFleet(entries, applying, { env, cwd }, { ended: (member) => told.ended(member) });
    return await tellApplied(applied, outputs, telling, world);
  } finally {
    told.close();
  }
}

/** Of a saved plan, the part that this run is about. */
function chosenEntries(
  { official_accounts: entries }: FleetIndex,
  { shard, account, exclude }: ChoiceFlags,
): FleetIndex['official_accounts'] {
  const own = shard === undefined ? entries : shardOf(entries, shard, ({ config_file }) => config_file);
  return own.filter(
    ({ name }) => (account.length === 0 || account.includes(name)) && !exclude.includes(name),
  );
}
