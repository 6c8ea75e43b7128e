import { rmSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { readFleetIndex } from '../../backend/fleet-folder.ts';
import type { FleetIndex } from '../../documents/fleet-index.ts';
import type { FleetApplyOptions } from '../../fleet/apply-entry.ts';
import { applyFleet } from '../../fleet/apply-fleet.ts';
import { notApplied, notBegun } from '../../fleet/not-applied.ts';
import type { PlannedInFleet } from '../../fleet/plan-fleet.ts';
import type { OnError } from '../../fleet/rollout.ts';
import { kinds } from '../../kinds/kinds.ts';
import { Failure } from '../../model/failure.ts';
import type { AppliedMember } from '../../model/fleet.ts';
import { planKeyOf } from '../../reconcile/plan-key.ts';
import { refuseExpired } from '../../reconcile/saved-plan.ts';
import { systemClock } from '../../reconcile/system-clock.ts';
import type { PlanOptions } from '../../reconcile.ts';
import { fleetPlanText } from '../../render/fleet/fleet-text.ts';
import { say } from '../../words/en/fleets.ts';
import { told } from '../../words/say.ts';
import type { CommandWorld } from '../command.ts';
import { allowsTooLate } from '../confirm.ts';
import { exitOfLost } from '../exit.ts';
import { approved } from '../fleet/approval.ts';
import {
  type Choice,
  type ChoiceFlags,
  chosenBy,
  chosenEntries,
  requireNamed,
  requireStateFolder,
} from '../fleet/chosen.ts';
import type { FleetOutputs } from '../fleet/fleet-outputs.ts';
import { appliedSaying, tellFleet } from '../fleet/fleet-progress.ts';
import { type FleetPlanned, planTheFleet } from '../fleet/plan-fleet.ts';
import { openRunReport, type RunReport } from '../fleet/run-report.ts';
import { leftAfterPlanning, leftWhilePlanning, unplannedMembers } from '../fleet/unplanned.ts';
import { speaking } from '../fleet/voices.ts';
import { leftLockTeller } from '../left-lock.ts';
import type { Output } from '../outputs.ts';
import { withOutputs } from '../plan-outputs.ts';
import { type Leaving, type StopSwitch, stopFleetOnSignals } from '../signals.ts';

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
  readonly report: RunReport;
}

async function runUntilStopped(options: ApplyFleetOptions, world: CommandWorld): Promise<number> {
  if (options.shared) requireWholePlan(options);
  let folder: string | undefined;
  let leave: Leaving = () => {};
  const stop = stopFleetOnSignals(world, () => {
    leave();
    if (folder !== undefined) rmSync(folder, { recursive: true, force: true });
  });
  const opened = async (fleetDigest?: string): Promise<Applying> => {
    const report = await openRunReport(options, fleetDigest, world);
    leave = report.leave;
    return { options, world, stop, report };
  };
  try {
    if (options.plan !== undefined) {
      const exit = await applySaved(resolve(world.cwd, options.plan), options, world, opened);
      return stop.exitCode() ?? exit;
    }
    folder = await mkdtemp(join(tmpdir(), 'kefu-fleet-'));
    const exit = await planAndApply(folder, await opened());
    return stop.exitCode() ?? exit;
  } finally {
    stop.release();
    if (folder !== undefined) await rm(folder, { recursive: true, force: true });
  }
}

async function planAndApply(folder: string, applying: Applying): Promise<number> {
  const { options, world, stop, report } = applying;
  const choice = await chosenBy(options, world);
  const { exit, index, unplanned } = await planned(choice, folder, applying);
  if (index === undefined) return exit;
  const { official_accounts: entries } = index;
  if (!stop.signal.aborted) return askAndApply(index, folder, applying);
  const rest = await unplannedMembers(unplanned, choice, world);
  report.about(() => [...entries.map((entry) => notBegun(entry, say('left-before-it'))), ...rest]);
  return report.tell(inTurn(notApplied(entries, say('run-was-stopped'), { folder }, world), rest));
}

async function* inTurn<M>(first: AsyncIterable<M>, then: Iterable<M>): AsyncGenerator<M> {
  yield* first;
  yield* then;
}

/** Plans into a private folder, so that what is shown is what is applied, and no plan is held in memory. */
function planned(
  choice: Choice,
  folder: string,
  { options, world, stop, report }: Applying,
): Promise<FleetPlanned> {
  const known = new Map<string, AppliedMember>();
  report.about(() => leftWhilePlanning(choice, known, world));
  const remembering: FleetOutputs<PlannedInFleet> = {
    add: async (member) => {
      known.set(member.configFile, leftAfterPlanning(member));
    },
    end: async () => {},
    endNow: () => {},
  };
  const voice = options.json ? undefined : fleetPlanText(world.terminal.paint, kinds, world.words);
  const flags = { ...options, out: folder, expiresIn: 24, detailedExitcode: false };
  return planTheFleet(choice, flags, speaking(remembering, voice, world), world, stop.signal);
}

/** What was not approved is told in the files of the report; on stdout it says so by itself. */
async function askAndApply(
  { official_accounts, ...index }: FleetIndex,
  folder: string,
  applying: Applying,
  apply = applyEntries,
): Promise<number> {
  const { options, world, stop, report } = applying;
  const entries = chosenEntries(official_accounts, options);
  report.about(() => entries.map((entry) => notBegun(entry, say('left-before-it'))));
  const answer = await approved(entries, folder, options, world);
  if (answer === undefined) return apply({ ...index, official_accounts: entries }, folder, applying);
  const why = say(stop.signal.aborted ? 'run-was-stopped' : 'run-not-approved');
  const isWritten = await report.tellFiles(notApplied(entries, why, { folder }, world));
  return isWritten ? answer : exitOfLost(answer);
}

async function applySaved(
  folder: string,
  options: ApplyFleetOptions,
  world: CommandWorld,
  opened: (fleetDigest: string) => Promise<Applying>,
): Promise<number> {
  requireStateFolder(world.env.KEFU_STATE);
  // A saved plan is applied as it was reviewed: with the flags it was made with.
  if (options.allow.size > 0) throw allowsTooLate();
  const index = await readFleetIndex(folder, planKeyOf(world.env));
  requireNamed(options, new Set(index.official_accounts.map(({ name }) => name)));
  refuseExpired(index.expires, systemClock.now());
  const applying = await opened(index.fleet_digest);
  return askAndApply(index, folder, applying, options.shared ? applyTogether : applyEntries);
}

/** With the other processes that share the plan. */
async function applyTogether(
  index: FleetIndex,
  folder: string,
  { options, world, stop, report }: Applying,
): Promise<number> {
  const { applyShared } = await import('../fleet/apply-shared.ts');
  return applyShared(index, { ...applyingOf(index, folder, options), stop: stop.signal }, report, world);
}

async function applyEntries(
  index: FleetIndex,
  folder: string,
  { options, world, stop, report }: Applying,
): Promise<number> {
  const { env, cwd } = world;
  const opening = { env, cwd, lockLeft: leftLockTeller(world) };
  const { official_accounts: entries } = index;
  const told = tellFleet('fleet-applied-so-far', entries.length, world, appliedSaying);
  const applying = { ...applyingOf(index, folder, options), stop: stop.signal };
  const ended = (member: AppliedMember) => {
    report.hooks.ended(member);
    told.ended(member);
  };
  try {
    return await report.tell(applyFleet(entries, applying, opening, { ...report.hooks, ended }));
  } finally {
    told.close();
  }
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
