// A fleet of two official accounts that are remembered on a shared server: single faults of WeChat and of that server at every
// call, its process killed at every point, and two that apply the same plan, of which one takes over where the other died.
import type { FaultInput } from '../../../src/emulator/faults/fault.ts';
import { disk } from '../world/disk.ts';
import {
  type Fleet,
  type FleetPlan,
  type FleetRun,
  openFleet,
  planOfFleet,
  startFleetApply,
} from '../world/fleet.ts';
import { type Broken, brokenBy, notAsWanted } from '../world/invariants.ts';
import { isWrite } from '../world/is-write.ts';
import { network } from '../world/network.ts';
import { kill } from '../world/process.ts';
import { resetNumbers, settleMs } from '../world/runs.ts';
import type { Mishap } from '../world/state-server.ts';
import { pass, until } from '../world/time.ts';
import { resetWanted } from '../world/wanted.ts';
import { nthTime } from './begin.ts';
import { faultName, faults } from './faults.ts';
import { told } from './heal.ts';
import type { Tally } from './tally.ts';

export async function fleet(tally: Tally): Promise<void> {
  await tally.point('clean', async () => faulty(() => {}));
  await everyFault(tally);
  await everyMishap(tally);
  await everyDeath(tally);
  await everyTakeover(tally);
}

/** Every kind of fault of WeChat at every call about one of the two: the other must not notice. */
async function everyFault(tally: Tally): Promise<void> {
  for (const struck of [0, 1]) {
    const calls = await callsOf(struck);
    for (let nth = 1; nth <= calls; nth += 1)
      for (const fault of faults)
        await tally.point(`official account ${struck + 1}, call ${nth}: ${faultName(fault)}`, () =>
          faulty(
            ({ members }) => members[struck]?.sim.inject({ ...fault, path: '*', nth } as FaultInput),
            fault.kind === 'refuse' ? undefined : 1 - struck,
            fault.kind !== 'late',
          ),
        );
  }
}

async function callsOf(struck: number): Promise<number> {
  const { run, world } = await appliedOnce(() => {});
  await run;
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
    const runs = [startFleetApply(began, plan), startFleetApply(began, plan, 60_000)];
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

function openAnew(): Fleet {
  resetNumbers();
  resetWanted();
  return openFleet();
}

async function planned(fleetOf: Fleet): Promise<FleetPlan> {
  const plan = await planOfFleet(fleetOf);
  if (plan === 'killed' || plan.failures.length > 0)
    throw new Error(`the fleet can't be planned: ${plan === 'killed' ? plan : plan.failures.join()}`);
  return plan;
}

async function appliedOnce(arm: (world: Fleet) => void) {
  const world = openAnew();
  const plan = await planned(world);
  arm(world);
  const run = startFleetApply(world, plan);
  await until(run.over);
  return { world, run };
}

/** An apply with a fault. `spared`: the official account that must not notice; by default both. */
async function faulty(arm: (world: Fleet) => void, spared?: number, calm = true): Promise<readonly Broken[]> {
  const { world, run } = await appliedOnce(arm);
  return judged(world, [run], spared === undefined ? [] : [spared], calm);
}

async function judged(
  world: Fleet,
  runs: readonly FleetRun[],
  spared: readonly number[],
  calm = true,
): Promise<readonly Broken[]> {
  network.hook = () => {};
  disk.before = () => {};
  const found = [
    ...runs.flatMap((run) => brokenIn(world, run, calm && runs.length === 1)),
    ...spared.flatMap((nth) => noticed(world, nth)),
  ];
  return found.length > 0 ? found : healed(world);
}

function brokenIn({ members }: Fleet, { runs }: FleetRun, calm: boolean): Broken[] {
  return members.flatMap(({ sim, workload, config }, nth) => {
    const run = runs[nth];
    return run ? brokenBy({ sim, workload, run, calm }).map((one) => `${one} (${config})`) : [];
  });
}

/** A fault of one official account is none of the other's, and one of the server that remembers both is overcome. */
function noticed({ members }: Fleet, nth: number): Broken[] {
  const member = members[nth];
  const missing = member && notAsWanted(member.sim, new Set(), member.folder);
  return missing ? [`members apart: ${member.config} is not as wanted: ${missing}`] : [];
}

/** Once faults stop and what a dead one held is unlocked: two clean runs, and a third that has nothing to do. */
async function healed(world: Fleet): Promise<readonly Broken[]> {
  const { members, state } = world;
  for (const { sim } of members) sim.world.faults.length = 0;
  state.mishap = () => undefined;
  state.unlock();
  await pass(settleMs * 2);
  let last: FleetRun | undefined;
  for (let nth = 1; nth <= 3; nth += 1) {
    const before = members.map(({ sim }) => sim.arrivals.length);
    const documents = JSON.stringify([...state.documents].filter(([path]) => !path.endsWith('-history')));
    last = startFleetApply(world, await planned(world));
    await until(last.over);
    const found = brokenIn(world, last, true);
    if (found.length > 0) return found.map((one) => `${one} (clean run ${nth})`);
    if (nth < 3) continue;
    const writes = members.flatMap(({ sim }, at) =>
      sim.arrivals.slice(before[at]).filter(({ path }) => isWrite(path)),
    );
    if (writes.length > 0) return [`idempotent: a run with nothing to do sent ${writes[0]?.path}`];
    if (JSON.stringify([...state.documents].filter(([path]) => !path.endsWith('-history'))) !== documents)
      return ['idempotent: a run with nothing to do wrote its record'];
  }
  if (state.locks.size > 0) return ['converges: a lock stays'];
  return members.flatMap(({ sim, folder: at, config }, nth) => {
    const missing = notAsWanted(sim, new Set(), at);
    const run = last?.runs[nth];
    return missing ? [`converges: ${config}: ${missing}: ${run && told(run)}`] : [];
  });
}
