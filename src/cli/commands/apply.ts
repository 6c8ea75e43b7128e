import { relative, resolve } from 'node:path';
import { readPlanFile } from '../../backend/plan-file.ts';
import type { PlanDocument, PlanHeader } from '../../documents/plan.ts';
import { interruptedObject } from '../../engine/interrupted.ts';
import { declinedReport, heldReport, partialReport } from '../../engine/partial-report.ts';
import { kinds } from '../../kinds/kinds.ts';
import { Failure } from '../../model/failure.ts';
import type { Intent } from '../../model/recorded.ts';
import { visible } from '../../model/visible.ts';
import { headerOf } from '../../reconcile/header.ts';
import { planKeyOf } from '../../reconcile/plan-key.ts';
import { type ApplyEnding, applyAccount, type Planned } from '../../reconcile.ts';
import { renderFailureText } from '../../render/failure.ts';
import { plain } from '../../render/paint.ts';
import { say } from '../../words/en/progress.ts';
import { say as sayOfPlan } from '../../words/en/saved-plans.ts';
import { sayIn } from '../../words/language-words.ts';
import { told } from '../../words/say.ts';
import { type ApplyTeller, applyTeller, leftAtOnce, type TellerWorld, type Voice } from '../apply-teller.ts';
import type { CommandWorld } from '../command.ts';
import { allowsTooLate, confirm } from '../confirm.ts';
import { defaultConfig } from '../default-config.ts';
import { exitCodes, exitOfLost, exitOfPlan, exitOfReport } from '../exit.ts';
import { type Output, saysOnStdout, writeAfterwards } from '../outputs.ts';
import type { PlanFlags } from '../plan-options.ts';
import { prepareReportOutputs, type ReportWriter, withOutputs } from '../plan-outputs.ts';
import { type ProgressTeller, stepName, tellProgress } from '../progress.ts';
import { type StopSwitch, stopOnSignals } from '../signals.ts';
import { writeLast } from '../standard-streams.ts';
import { type OpenAccount, openAccount, systemClock } from '../wiring.ts';

export interface ApplyCommandOptions extends Omit<PlanFlags, 'config'> {
  /** Absent: the config a saved plan names, else ./kefu.yaml. */
  readonly config?: string;
  /** A saved plan; absent: plan afresh. */
  readonly plan?: string;
  /** Refuse all of a saved plan when one of its objects moved. */
  readonly strict: boolean;
  readonly json: boolean;
  /** Events as JSON lines instead. */
  readonly jsonLines: boolean;
  readonly output: readonly Output[];
  readonly autoApprove: boolean;
  readonly detailedExitcode: boolean;
  /** Calls at the same time; absent: what the config says. */
  readonly parallelism?: number;
  /** Seconds. */
  readonly lockTimeout: number;
  /** Seconds. */
  readonly settleTime: number;
}

/** The same with the config decided. */
type ApplyFlags = ApplyCommandOptions & PlanFlags;

interface Saved {
  readonly document: PlanDocument;
  readonly path: string;
}

/** Plans or takes a saved plan, asks, applies, reads back and reports, under the lock of the state file. */
export async function run(options: ApplyCommandOptions, world: CommandWorld): Promise<number> {
  if (options.plan === undefined) {
    return applyConfig({ ...options, config: options.config ?? defaultConfig }, undefined, world);
  }
  if (options.allow.size > 0) throw allowsTooLate();
  if (/\.ya?ml$/i.test(options.plan)) throw notAPlan(options.plan);
  const path = resolve(world.cwd, options.plan);
  const document = await readPlanFile(path, kinds, planKeyOf(world.env));
  const reviewed = {
    ...options,
    config: options.config ?? document.config_file,
    // A saved plan is applied as it was reviewed: with the flags it was made with.
    allow: new Set(document.options.allow),
    writeUnverifiable: document.options.write_unverifiable,
  };
  return applyConfig(reviewed, { document, path }, world);
}

function notAPlan(file: string): Failure {
  const shown = visible(file);
  return new Failure(
    'config',
    'plan-is-a-config',
    told(
      sayOfPlan('plan-is-a-config', { file: shown }),
      sayOfPlan('to-apply-config', { command: `kefu apply -c ${shown}` }),
    ),
  );
}

function applyConfig(options: ApplyFlags, saved: Saved | undefined, world: CommandWorld): Promise<number> {
  return withOutputs('report', options.config, options, world, () => applyOpened(options, saved, world));
}

async function applyOpened(
  options: ApplyFlags,
  saved: Saved | undefined,
  world: CommandWorld,
): Promise<number> {
  const account = await openAccount(options.config, 'read-write', world);
  const watched = tellProgress(world.terminal, systemClock, world.words);
  let leave = () => writeLast(1, teller.left(undefined));
  const stop = stopOnSignals(world, watched, () => leave());
  const { name } = account.desired.officialAccount;
  const teller = applyTeller(voiceOf(options), name, tellerWorld(options, world), systemClock, watched);
  const onLeaving = (leaving: () => void) => {
    leave = leaving;
  };
  try {
    return await applyTold({ account, options, saved, world, stop, teller, watched, onLeaving });
  } finally {
    watched.close();
    stop.release();
    await account.close();
  }
}

/** People read on stderr where stdout belongs to an output. */
function tellerWorld(options: ApplyFlags, { terminal, words }: CommandWorld): TellerWorld {
  const isTaken = voiceOf(options) === 'text' && saysOnStdout(options.output);
  return { words, terminal: isTaken ? { out: terminal.tell, paint: plain } : terminal };
}

/** Everything one apply of the command line works with. */
interface Telling {
  readonly account: OpenAccount;
  readonly options: ApplyFlags;
  readonly saved: Saved | undefined;
  readonly world: CommandWorld;
  readonly stop: StopSwitch;
  readonly teller: ApplyTeller;
  readonly watched: ProgressTeller;
  /** Says what is done when the run is left at once. */
  readonly onLeaving: (leaving: () => void) => void;
}

async function applyTold(telling: Telling): Promise<number> {
  const { account, options, saved, world, stop, teller } = telling;
  const header = () => headerOf(account, options, 0);
  let declined: number = exitCodes.done;
  let writer: ReportWriter = { write: async () => {}, writeNow: () => {} };
  const ending = await applyAccount(account, settingsOf(options, saved), {
    progress: teller.progress,
    stop: stop.signal,
    interrupted: (intents) => tellInterrupted(intents, world),
    planned: async (planned) => {
      teller.planned(planned);
      writer = await reportWriter(planned, header(), telling);
      telling.onLeaving(() => leaveAtOnce(planned, writer, telling));
    },
    approve: async ({ plan }) => {
      const answer = await confirm(plan, header(), account.kinds, options, world);
      if (answer !== undefined) declined = answer;
      return answer === undefined;
    },
  });
  return exitOfEnding(ending, telling, { declined, header: header(), writer });
}

/** A run that is left at once tells what is known, on stdout and in every output. */
function leaveAtOnce(planned: Planned, writer: ReportWriter, { watched, teller }: Telling): void {
  const report = partialReport({ ...planned, kinds }, watched.soFar(), leftAtOnce);
  writeLast(1, teller.left(report));
  writer.writeNow(report);
}

function tellInterrupted(intents: readonly Intent[], { terminal, words }: CommandWorld): void {
  for (const intent of intents) {
    const step = stepName({ object: interruptedObject(kinds, intent), step: intent.step.kind }, words);
    terminal.tell(`${sayIn(words, say('earlier-apply-ended', { step, at: intent.at }))}\n`);
  }
}

function settingsOf(options: ApplyFlags, saved: Saved | undefined) {
  const { lockTimeout, settleTime, ...flags } = options;
  const { writeUnverifiable, allow, fetchAvatars, strict, parallelism } = flags;
  return {
    writeUnverifiable,
    allow,
    fetchAvatars,
    strict,
    lockTimeoutMs: lockTimeout * 1000,
    settleMs: settleTime * 1000,
    ...(saved ? { saved } : {}),
    ...(parallelism === undefined ? {} : { parallelism }),
  };
}

function reportWriter(planned: Planned, header: PlanHeader, { account, options, saved, world }: Telling) {
  const digest = saved ? { planDigest: saved.document.plan_digest } : {};
  return prepareReportOutputs(planned, { ...header, ...digest }, account, options, world);
}

async function exitOfEnding(
  ending: ApplyEnding,
  { options, world, stop, teller }: Telling,
  known: {
    readonly declined: number;
    readonly header: PlanHeader;
    readonly writer: ReportWriter;
  },
): Promise<number> {
  const { plan } = ending.planned;
  if (ending.kind === 'held') {
    teller.held(plan, known.header);
    await known.writer.write(heldReport({ ...ending.planned, kinds }));
    return exitOfPlan(plan, false);
  }
  if (ending.kind === 'declined') {
    await known.writer.write(declinedReport({ ...ending.planned, kinds }));
    return stop.exitCode() ?? known.declined;
  }
  const { report, inverse, inverseFault, historyFault } = ending;
  teller.ended(report);
  if (inverse) {
    const command = `kefu apply ${relative(world.cwd, inverse)}`;
    world.terminal.tell(`${sayIn(world.words, say('take-back', { command }))}\n`);
  }
  const faults = [historyFault, inverseFault].filter((fault) => fault !== undefined);
  for (const fault of faults) world.terminal.tell(renderFailureText(fault, world.words));
  const exit = exitOfReport(report, options.detailedExitcode);
  const isWritten = await writeAfterwards(world, () => known.writer.write(report));
  return stop.exitCode() ?? (isWritten ? exit : exitOfLost(exit));
}

function voiceOf({ json, jsonLines }: ApplyFlags): Voice {
  if (jsonLines) return 'json-lines';
  return json ? 'json' : 'text';
}
