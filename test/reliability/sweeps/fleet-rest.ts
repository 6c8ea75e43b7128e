// A fleet planned, judged and brought to rest.
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
import { resetNumbers, settleMs } from '../world/runs.ts';
import { pass, until } from '../world/time.ts';
import { resetWanted } from '../world/wanted.ts';
import { told } from './heal.ts';

/** A fleet that nothing was done with. */
export function openAnew(): Fleet {
  resetNumbers();
  resetWanted();
  return openFleet();
}

export async function planned(fleetOf: Fleet): Promise<FleetPlan> {
  const plan = await planOfFleet(fleetOf);
  if (plan === 'killed' || plan.failures.length > 0)
    throw new Error(`the fleet can't be planned: ${plan === 'killed' ? plan : plan.failures.join()}`);
  return plan;
}

/** What runs broke, what a spared official account noticed of it, and whether all comes to rest as wanted. */
export async function judged(
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
