// One strike: the built command line is killed or signalled at one moment of one request, and what follows is judged.
import { readdir } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Run } from '../../support/built-cli.ts';
import { watch } from '../../support/canaries.ts';
import type { Workload } from '../world/workloads.ts';
import { afterwards, type Broken, toldTruly } from './judges.ts';
import type { Passing, Phase } from './relay.ts';
import { jsonIn, next, type Stage, setStage, struck } from './stage.ts';

/** `double`: a second one while the first is being heeded. */
export type Weapon = 'SIGKILL' | 'SIGINT' | 'SIGTERM' | 'double SIGINT';

export interface Strike {
  readonly workload: Workload;
  readonly width: number;
  readonly weapon: Weapon;
  readonly phase: Phase;
  /** The request, counted from 1. */
  readonly nth: number;
}

/** How long a process may take to hear of a signal. */
const hearingMs = 150;

/** What broke; `undefined` when the run ended before its nth request. */
export async function strikeOnce(strike: Strike): Promise<Broken[] | undefined> {
  const stage = await setStage(strike.workload);
  const unwatched = watch(stage.emulator, stage.folder);
  try {
    const { run, struckAt, writesAfter } = await runStruck(stage, strike);
    if (struckAt === undefined) return undefined;
    const broken = strike.weapon === 'SIGKILL' ? [] : await judgeSignal(stage, strike, run, writesAfter);
    if (broken.length > 0) return broken;
    return await recovered(stage);
  } finally {
    unwatched();
    await stage.end();
  }
}

/** How many requests a run makes that nobody strikes. */
export async function requestsOf(workload: Workload, width: number): Promise<number> {
  const stage = await setStage(workload);
  try {
    const before = stage.relay.passed.length;
    const { exit, err } = await stage.kefu(struck(stage, width));
    if (exit !== 0) throw new Error(`${workload.name} ends with ${exit} without a strike: ${err}`);
    return stage.relay.passed.length - before;
  } finally {
    await stage.end();
  }
}

interface Struck {
  readonly run: Run;
  /** Undefined when it never came to that. */
  readonly struckAt: Passing | undefined;
  /** Writes that arrived once the signal must have been heard. */
  readonly writesAfter: readonly Passing[];
}

async function runStruck(stage: Stage, { width, weapon, phase, nth }: Strike): Promise<Struck> {
  const { relay } = stage;
  const before = relay.passed.length;
  let kill: (signal: NodeJS.Signals) => void = () => {};
  let struckAt: Passing | undefined;
  let heardAt = Number.POSITIVE_INFINITY;
  relay.hook = async (now, passing) => {
    if (struckAt || now !== phase || passing.nth - before !== nth) return;
    struckAt = passing;
    kill(weapon === 'double SIGINT' ? 'SIGINT' : weapon);
    await sleep(hearingMs);
    heardAt = relay.passed.length;
    if (weapon === 'double SIGINT') kill('SIGINT');
  };
  const run = await stage.kefu(struck(stage, width), {
    onStart: (child) => (kill = (signal) => child.kill(signal)),
  });
  relay.hook = () => {};
  return { run, struckAt, writesAfter: relay.passed.slice(heardAt).filter(({ isWrite }) => isWrite) };
}

async function judgeSignal(
  stage: Stage,
  { weapon, workload }: Strike,
  { exit, signal, err }: Run,
  writesAfter: readonly Passing[],
): Promise<Broken[]> {
  const broken: Broken[] = [];
  if (writesAfter.length > 0) broken.push(`stops: ${writesAfter[0]?.path} was begun after the signal`);
  // A signal after the last write changes nothing any more: the run ends as it would have.
  const expected = [weapon === 'SIGTERM' ? 143 : 130, 0];
  // The second signal ends a sending as any program; its journal knows what was under way.
  const isEnded = expected.includes(exit ?? -1) || (workload.customers !== undefined && signal === 'SIGINT');
  if (!isEnded) broken.push(`truthful report: exit ${exit} ${signal ?? ''} after ${weapon}: ${err}`);
  if (/\n\s+at /.test(err)) broken.push(`truthful report: a stack trace: ${err}`);
  if (workload.customers) return broken;
  return [...broken, ...toldTruly(stage, await jsonIn(stage, 'report.json'))];
}

/** At most two clean runs make all as the config says; nothing is there twice, nothing is left behind. */
async function recovered(stage: Stage): Promise<Broken[]> {
  const runs: Run[] = [];
  for (let nth = 1; nth <= 2 && runs.at(-1)?.exit !== 0; nth++) runs.push(await stage.kefu(next(stage)));
  const { exit, out, err } = runs.at(-1) as Run;
  const files = await readdir(stage.folder);
  if (stage.workload.customers) {
    // Whether the one that was under way has its message, nobody can tell.
    const isOver =
      exit === 0 || (exit === 8 && /: 0 sent, 0 not sent, 1 unknown, 0 not attempted/.test(out + err));
    return isOver ? afterwards(stage, files) : [`converges: exit ${exit} of a message: ${out}${err}`];
  }
  if (exit !== 0) return [`converges: exit ${exit} after two clean runs: ${out}${err}`];
  const plan = await stage.kefu(['plan', '--detailed-exitcode']);
  if (plan.exit !== 0) return [`converges: a plan afterwards ends with ${plan.exit}: ${plan.out}${plan.err}`];
  return afterwards(stage, files);
}
