// A fleet of two official accounts that are remembered on a shared server: single faults of WeChat and of that server at every
// call, its process killed at every point, and two that apply the same plan, of which one takes over where the other died.
import type { FaultInput } from '../../../src/emulator/faults/fault.ts';
import { disk } from '../world/disk.ts';
import { type Fleet, startFleetApply } from '../world/fleet.ts';
import type { Broken } from '../world/invariants.ts';
import { network } from '../world/network.ts';
import { kill } from '../world/process.ts';
import type { Mishap } from '../world/state-server.ts';
import { until } from '../world/time.ts';
import { nthTime, widths } from './begin.ts';
import { ends } from './ends.ts';
import { faultName, faults } from './faults.ts';
import { judged, openAnew, planned } from './fleet-rest.ts';
import { everySignal } from './fleet-signals.ts';
import { everyShard, everyWave } from './fleet-waves.ts';
import type { Tally } from './tally.ts';

export async function fleet(tally: Tally): Promise<void> {
  for (const width of widths) await tally.point(`clean, width ${width}`, () => faulty(width, () => {}));
  await everyFault(tally);
  await everyMishap(tally);
  await everyDeath(tally);
  await everyDiskFault(tally);
  await everyTakeover(tally);
  await everySignal(tally);
  await everyWave(tally);
  await everyShard(tally);
}

/** Every kind of fault of WeChat at every call about one of the two: the other must not notice. */
async function everyFault(tally: Tally): Promise<void> {
  for (const width of widths) for (const struck of [0, 1]) await everyFaultOf(struck, width, tally);
}

async function everyFaultOf(struck: number, width: number, tally: Tally): Promise<void> {
  const calls = await callsOf(struck, width);
  for (let nth = 1; nth <= calls; nth += 1)
    for (const fault of faults)
      await tally.point(
        `official account ${struck + 1}, width ${width}, call ${nth}: ${faultName(fault)}`,
        () =>
          faulty(
            width,
            ({ members }) => members[struck]?.sim.inject({ ...fault, path: '*', nth } as FaultInput),
            fault.kind === 'refuse' ? undefined : 1 - struck,
            fault.kind !== 'late',
          ),
      );
}

async function callsOf(struck: number, width: number): Promise<number> {
  const { world } = await appliedOnce(width, () => {});
  return world.members[struck]?.sim.arrivals.length ?? 0;
}

/** What may become of a request to the server that remembers them: once, or of every one from then on. */
async function everyMishap(tally: Tally): Promise<void> {
  for (const mishap of ['refused', 'lost', 'unavailable'] as const)
    for (const times of [1, Number.POSITIVE_INFINITY])
      await tally.series(`state server ${mishap} ${times === 1 ? 'once' : 'from then on'}`, async (nth) => {
        const began = openAnew();
        const plan = await planned(began);
        const before = began.state.asked;
        began.state.mishap = (asked): Mishap | undefined =>
          asked - before >= nth && asked - before < nth + times ? mishap : undefined;
        const run = startFleetApply(began, plan);
        await until(run.over);
        const seen = began.state.asked - before;
        return { seen, judge: () => judged(began, [run], times === 1 ? [0, 1] : []) };
      });
}

/** Killed before and after every call, of both kinds, and before every operation of the disk. */
async function everyDeath(tally: Tally): Promise<void> {
  for (const where of ['before a call', 'after a call', 'before a file operation'] as const)
    await tally.series(`killed ${where}`, async (nth) => {
      const began = openAnew();
      const plan = await planned(began);
      const seen = killAt(where, nth);
      const run = startFleetApply(began, plan);
      await until(run.over);
      return { seen: seen(), judge: () => judged(began, [run], []) };
    });
}

/** A disk that fails once at each of its operations, or is full from then on: what is kept beside the runs. */
async function everyDiskFault(tally: Tally): Promise<void> {
  for (const fault of ['ENOSPC once', 'EIO once', 'ENOSPC from then on'] as const)
    await tally.series(fault, async (nth) => {
      const began = openAnew();
      const plan = await planned(began);
      const seen = ends[fault](nth);
      const run = startFleetApply(began, plan);
      await until(run.over);
      disk.before = () => {};
      return { seen: seen(), judge: () => judged(began, [run], []) };
    });
}

/** Two runners apply the same plan; the first dies at each call, somebody unlocks, and the other takes over. */
async function everyTakeover(tally: Tally): Promise<void> {
  await tally.series('two runners, the first killed after a call', async (nth) => {
    const began = openAnew();
    const plan = await planned(began);
    const first = nthTime(nth);
    const victim: { number?: number } = {};
    network.hook = (phase, process) => {
      victim.number ??= process;
      if (phase !== 'after' || process !== victim.number || !first.isNow()) return undefined;
      began.state.unlock();
      return kill(process);
    };
    const runs = [startFleetApply(began, plan), startFleetApply(began, plan, { lockTimeoutMs: 60_000 })];
    await until(Promise.all(runs.map(({ over }) => over)));
    return { seen: first.seen(), judge: () => judged(began, runs, []) };
  });
}

function killAt(
  where: 'before a call' | 'after a call' | 'before a file operation',
  nth: number,
): () => number {
  const { isNow, seen } = nthTime(nth);
  const end = (process: number) => (process > 0 && isNow() ? kill(process) : undefined);
  if (where === 'before a file operation') disk.before = (_, process) => end(process);
  else network.hook = (phase, process) => (phase === where.split(' ')[0] ? end(process) : undefined);
  return seen;
}

async function appliedOnce(parallelism: number, arm: (world: Fleet) => void) {
  const world = openAnew();
  const plan = await planned(world);
  arm(world);
  const run = startFleetApply(world, plan, { parallelism });
  await until(run.over);
  return { world, run };
}

/** An apply with a fault. `spared`: the official account that must not notice; by default both. */
async function faulty(
  width: number,
  arm: (world: Fleet) => void,
  spared?: number,
  calm = true,
): Promise<readonly Broken[]> {
  const { world, run } = await appliedOnce(width, arm);
  return judged(world, [run], spared === undefined ? [] : [spared], calm);
}
