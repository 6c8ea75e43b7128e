// One strike: the built command line is killed or signalled at one moment of one request, and what follows is judged.
import type { ChildProcess } from 'node:child_process';
import { readdir } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Run } from '../../support/built-cli.ts';
import { watch } from '../../support/canaries.ts';
import type { Workload } from '../world/workloads.ts';
import { afterwards, type Broken, toldTruly } from './judges.ts';
import type { Passing, Phase } from './relay.ts';
import { jsonIn, next, type Stage, setStage, struckArgs } from './stage.ts';

/** `double`: a second one while the first is being heeded. `sessions ended`: those that kefu has at its database. */
export type Weapon = 'SIGKILL' | 'SIGINT' | 'SIGTERM' | 'double SIGINT' | 'sessions ended';

/** The database that kefu remembers by, made for one strike. */
export interface Database {
  readonly address: string;
  endSessions(): void;
}

export interface Strike {
  readonly workload: Workload;
  readonly width: number;
  readonly weapon: Weapon;
  readonly phase: Phase;
  /** The request, counted from 1. */
  readonly nth: number;
  readonly database?: Database;
}

/** What kefu says when it heard of a signal, and how long it may take to say so. */
const heardSaying = /Stopping/;
const hearingMs = 2000;

/** What broke; `nowhere` when the run ended before its nth request. */
export async function strikeOnce(strike: Strike): Promise<readonly Broken[] | 'nowhere'> {
  const stage = await setStage(strike.workload, strike.database?.address);
  const unwatched = watch(stage.emulator, stage.folder);
  try {
    const struck = await runStruck(stage, strike);
    if (struck.at === undefined) return 'nowhere';
    const broken = await judgeStruck(stage, strike, struck);
    return broken.length > 0 ? broken : await recovered(stage, isLeftOpen(strike, struck));
  } finally {
    unwatched();
    await stage.end();
  }
}

function judgeStruck(stage: Stage, strike: Strike, struck: Struck): Promise<Broken[]> {
  if (strike.weapon === 'SIGKILL') return Promise.resolve([]);
  return strike.weapon === 'sessions ended' ? judgeLoss(stage, struck) : judgeSignal(stage, strike, struck);
}

/** Whether it was killed in the middle of a write, for certain: of a write that was answered it may know. */
function isLeftOpen({ weapon, phase, workload }: Strike, { at }: Struck): boolean {
  const isInFlight = weapon === 'SIGKILL' && phase !== 'answered' && at?.isWrite === true;
  return isInFlight && workload.customers === undefined;
}

/** How many requests a run makes that nobody strikes. */
export async function requestsOf(workload: Workload, width: number, database?: Database): Promise<number> {
  const stage = await setStage(workload, database?.address);
  try {
    const before = stage.relay.passed.length;
    const { exit, err } = await stage.kefu(struckArgs(stage, width));
    if (exit !== 0) throw new Error(`${workload.name} ends with ${exit} without a strike: ${err}`);
    return stage.relay.passed.length - before;
  } finally {
    await stage.end();
  }
}

interface Struck {
  readonly run: Run;
  /** Undefined when it never came to that. */
  readonly at: Passing | undefined;
  /** Whether it said that it heard the signal, or was over before it could. */
  readonly isHeard: boolean;
  /** Writes that arrived once it had heard the signal. */
  readonly writesAfter: readonly Passing[];
}

async function runStruck(stage: Stage, { width, weapon, phase, nth, database }: Strike): Promise<Struck> {
  const { relay } = stage;
  const before = relay.passed.length;
  const struck = { at: undefined as Passing | undefined, isHeard: true, heardAt: Number.POSITIVE_INFINITY };
  let child: ChildProcess | undefined;
  let printed = '';
  const hearing = async () => {
    const last = Date.now() + hearingMs;
    const isOver = () => child?.exitCode !== null || child.signalCode !== null;
    while (!heardSaying.test(printed) && !isOver() && Date.now() < last) await sleep(5);
    struck.isHeard = heardSaying.test(printed) || isOver();
  };
  relay.hook = async (now, passing) => {
    if (struck.at || now !== phase || passing.nth - before !== nth) return;
    struck.at = passing;
    if (weapon === 'sessions ended') return database?.endSessions();
    child?.kill(weapon === 'double SIGINT' ? 'SIGINT' : weapon);
    await hearing();
    struck.heardAt = relay.passed.length;
    if (weapon === 'double SIGINT') child?.kill('SIGINT');
  };
  const run = await stage.kefu(struckArgs(stage, width), {
    onStart: (started) => (child = started),
    onOut: (text) => (printed += text),
  });
  relay.hook = () => {};
  const writesAfter = relay.passed.slice(struck.heardAt).filter(({ isWrite }) => isWrite);
  return { run, at: struck.at, isHeard: struck.isHeard, writesAfter };
}

async function judgeSignal(
  stage: Stage,
  { weapon, workload }: Strike,
  { run: { exit, signal, err }, isHeard, writesAfter }: Struck,
): Promise<Broken[]> {
  const broken: Broken[] = [];
  if (!isHeard) broken.push('stops: nothing is said of the signal');
  if (writesAfter.length > 0) broken.push(`stops: ${writesAfter[0]?.path} was begun after the signal`);
  // A signal after the last write changes nothing any more: the run ends as it would have.
  const expected = [weapon === 'SIGTERM' ? 143 : 130, 0];
  // The second signal ends a sending as any program; its journal knows what was under way.
  const isEnded = expected.includes(exit ?? -1) || (workload.customers !== undefined && signal === 'SIGINT');
  if (!isEnded) broken.push(`truthful report: exit ${exit} ${signal ?? ''} after ${weapon}: ${err}`);
  if (/\n\s+at /.test(err)) broken.push(`truthful report: a stack trace: ${err}`);
  if (workload.customers) return broken;
  if (exit === 0) broken.push(...(await quietNow(stage, 'exit 0 after a signal')));
  return [...broken, ...toldTruly(stage, await jsonIn(stage, 'report.json'))];
}

/** A run whose sessions end says what became of each write, and exit 0 means that a plan finds nothing. */
async function judgeLoss(stage: Stage, { run: { exit, signal, err } }: Struck): Promise<Broken[]> {
  const broken: Broken[] = [];
  if (exit === null) broken.push(`truthful report: ended by ${signal} when its sessions ended: ${err}`);
  if (/\n\s+at /.test(err)) broken.push(`truthful report: a stack trace: ${err}`);
  if (exit === 0) broken.push(...(await quietNow(stage, 'exit 0 without its sessions')));
  return [...broken, ...toldTruly(stage, await jsonIn(stage, 'report.json'))];
}

/** Whether `kefu plan` finds nothing to do. */
async function quietNow(stage: Stage, when: string): Promise<Broken[]> {
  const { exit, out, err } = await stage.kefu(['plan', '--detailed-exitcode']);
  return exit === 0 ? [] : [`converges: ${when}, a plan ends with ${exit}: ${out}${err}`];
}

/**
 * At most two clean runs make all as the config says, the first of which names what was left open; nothing is there twice, nothing
 * is left behind.
 */
async function recovered(stage: Stage, isOpen: boolean): Promise<Broken[]> {
  const runs: Run[] = [];
  for (let nth = 1; nth <= 2 && runs.at(-1)?.exit !== 0; nth++) runs.push(await stage.kefu(next(stage)));
  if (isOpen && !/ended in the middle of/.test(runs[0]?.err ?? ''))
    return [`truthful report: nothing is said of the write that was left open: ${runs[0]?.err}`];
  const { exit, out, err } = runs.at(-1) as Run;
  const files = await readdir(stage.folder);
  if (stage.workload.customers) {
    // Whether the one that was under way has its message, nobody can tell.
    const isOver =
      exit === 0 || (exit === 8 && /: 0 sent, 0 not sent, 1 unknown, 0 not attempted/.test(out + err));
    return isOver ? afterwards(stage, files) : [`converges: exit ${exit} of a message: ${out}${err}`];
  }
  if (exit !== 0) return [`converges: exit ${exit} after two clean runs: ${out}${err}`];
  return [...(await quietNow(stage, 'afterwards')), ...afterwards(stage, files)];
}
