import { relative, resolve } from 'node:path';
import type { ApplyWorld } from '../../applier/context.ts';
import { samePicture } from '../../avatars/compare.ts';
import { takeLock } from '../../backend/lock.ts';
import { readPlanFile } from '../../backend/plan-file.ts';
import { Failure } from '../../model/failure.ts';
import type { PlanDocument } from '../../model/plan-document.ts';
import type { Progress } from '../../model/ports.ts';
import { planOf } from '../../model/read-plan-document.ts';
import type { Recorded } from '../../model/recorded.ts';
import {
  applyAccounts,
  type Planned,
  planAccounts,
  replanAccounts,
  settleInterrupted,
} from '../../reconcile.ts';
import { renderFailureText } from '../../render/failure.ts';
import type { Language } from '../../render/words.ts';
import { applyTeller, type Voice } from '../apply-teller.ts';
import type { CommandWorld } from '../command.ts';
import { confirm } from '../confirm.ts';
import { defaultConfig } from '../default-config.ts';
import { exitCodes, exitOfPlan, exitOfReport } from '../exit.ts';
import { desiredOfInverse, keepOverwritten, writeInverse } from '../inverse.ts';
import type { Output } from '../outputs.ts';
import { preparePictures } from '../pictures.ts';
import { headerOf, type PlanFlags, planWorldOf } from '../plan-options.ts';
import { prepareReportOutputs } from '../plan-outputs.ts';
import { tellProgress } from '../progress.ts';
import { checkSavedPlan } from '../saved-plan.ts';
import { stopOnSignals } from '../signals.ts';
import { type OpenAccount, openAccount, systemClock } from '../wiring.ts';

export interface ApplyCommandOptions extends Omit<PlanFlags, 'config'> {
  /** Absent: the config a saved plan names, else ./kefu.yaml. */
  readonly config?: string;
  /** A saved plan; absent: plan afresh. */
  readonly plan?: string;
  /** Refuse all of a saved plan when one of its accounts moved. */
  readonly strict: boolean;
  readonly json: boolean;
  /** Events as JSON lines instead. */
  readonly jsonLines: boolean;
  readonly output: readonly Output[];
  readonly lang?: Language;
  readonly autoApprove: boolean;
  readonly detailedExitcode: boolean;
  /** Seconds. */
  readonly lockTimeout: number;
  /** Seconds. */
  readonly settleTime: number;
}

/** Plans or takes a saved plan, asks, applies, reads back and reports, under the lock of the state file. */
export async function run(options: ApplyCommandOptions, world: CommandWorld): Promise<number> {
  if (options.plan === undefined) {
    return applyConfig({ ...options, config: options.config ?? defaultConfig }, undefined, world);
  }
  const document = await readPlanFile(resolve(world.cwd, options.plan));
  const reviewed = {
    ...options,
    config: options.config ?? document.config_file,
    // A saved plan is applied as it was reviewed: with the flags it was made with.
    allow: new Set(document.options.allow),
    writeUnverifiable: document.options.write_unverifiable,
  };
  return applyConfig(reviewed, document, world);
}

/** The same with the config decided. */
type ApplyFlags = ApplyCommandOptions & PlanFlags;

async function applyConfig(
  options: ApplyFlags,
  document: PlanDocument | undefined,
  world: CommandWorld,
): Promise<number> {
  const opened = await openAccount(options.config, 'read-write', world);
  try {
    const account = document ? await asSaved(opened, document, options, world) : opened;
    const unlock = await takeLock(account.stateFile, systemClock, options.lockTimeout * 1000);
    try {
      if (document) checkSavedPlan(document, account.desired, await account.store.read(), systemClock.now());
      return await applyLocked(account, options, document, world);
    } finally {
      await unlock();
    }
  } finally {
    await opened.close();
  }
}

/** An inverse plan brings its own desired state; any other is judged against the config. */
async function asSaved(
  account: OpenAccount,
  document: PlanDocument,
  { plan }: ApplyFlags,
  { cwd }: CommandWorld,
): Promise<OpenAccount> {
  if (document.origin !== 'inverse' || plan === undefined) return account;
  const desired = await desiredOfInverse(planOf(document), resolve(cwd, plan), account.desired);
  return { ...account, desired };
}

async function applyLocked(
  account: OpenAccount,
  options: ApplyFlags,
  document: PlanDocument | undefined,
  world: CommandWorld,
): Promise<number> {
  const { terminal } = world;
  const watched = tellProgress(terminal, systemClock);
  const stop = stopOnSignals(terminal, watched);
  const { name } = account.desired.officialAccount;
  const teller = applyTeller(voiceOf(options), name, terminal, systemClock, watched);
  try {
    const applyWorld = applyWorldOf(account, options, teller.progress, stop.signal);
    tellInterrupted(await settleInterrupted(account.store, applyWorld), world);
    const planned = await planFor(account, options, document);
    const { plan } = planned;
    const pictures = await preparePictures(plan, account.desired);
    const header = headerOf(account, options, 0);
    teller.planned(plan);
    if (plan.guards.length > 0) {
      teller.held(plan, header);
      return exitOfPlan(plan, false);
    }
    const answer = await confirm(plan, header, options, world);
    if (answer !== undefined) return stop.exitCode() ?? answer;
    const kept = await keepOverwritten(plan, account);
    const planDigest = document ? { planDigest: document.plan_digest } : {};
    const writeReport = await prepareReportOutputs(
      plan,
      { ...header, ...planDigest },
      account,
      options,
      world,
    );
    const settings = { ...options, ...planDigest };
    const applied = await applyAccounts(account.desired, planned, pictures, settings, applyWorld);
    teller.ended(applied.report);
    const written = await writeAfterwards(world, async () => {
      const inverse = await writeInverse(account, planned, applied, kept, options);
      if (inverse) terminal.tell(`To take this back: kefu apply ${relative(world.cwd, inverse)}\n`);
      await writeReport(applied.report);
    });
    return stop.exitCode() ?? (exitOfReport(applied.report, options.detailedExitcode) || written);
  } finally {
    watched.close();
    stop.release();
  }
}

/**
 * Files that are written when everything is applied: a fault there is told, but must not hide what became of the
 * accounts. Resolves to the exit code for an apply that was otherwise complete.
 */
async function writeAfterwards({ terminal }: CommandWorld, write: () => Promise<void>): Promise<number> {
  try {
    await write();
    return exitCodes.done;
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    terminal.tell(renderFailureText(error));
    return exitCodes.internal;
  }
}

function voiceOf({ json, jsonLines }: ApplyFlags): Voice {
  if (jsonLines) return 'json-lines';
  return json ? 'json' : 'text';
}

/** A plan made afresh, or the part of a saved one that is still valid. */
async function planFor(
  account: OpenAccount,
  options: ApplyFlags,
  document: PlanDocument | undefined,
): Promise<Planned> {
  const planWorld = planWorldOf(account, options);
  if (!document) return planAccounts(account.desired, planWorld, options);
  const planned = await replanAccounts(planOf(document), account.desired, planWorld, options);
  const moved = planned.judged.filter(({ judgement }) => judgement === 'changed-meanwhile');
  if (!options.strict || moved.length === 0) return planned;
  const names = moved.map(({ account: id }) => id).join(', ');
  throw new Failure(
    'stale',
    'plan-moved',
    `Changed since the plan was made: ${names}. Nothing was written (--strict).`,
    {
      hint: 'Make a new plan with kefu plan --out and have it reviewed.',
    },
  );
}

function applyWorldOf(
  { wechat, store }: OpenAccount,
  { settleTime }: ApplyFlags,
  progress: Progress,
  stop: AbortSignal,
): ApplyWorld {
  const unknownMs = settleTime * 1000;
  return {
    accounts: wechat.accounts,
    pictures: wechat.pictures,
    media: wechat.media,
    store,
    clock: systemClock,
    progress,
    settle: { unknownMs, lagMs: unknownMs * 0.4, readBackMs: unknownMs * 2 },
    samePicture,
    stop,
  };
}

function tellInterrupted(intents: Recorded['intents'], { terminal }: CommandWorld): void {
  for (const intent of intents) {
    const { kind, at } = intent;
    const of = 'account' in intent ? intent.account : intent.media;
    terminal.tell(
      `An earlier apply ended in the middle of ${kind} of ${of} (${at}); the plan shows what became of it.\n`,
    );
  }
}
