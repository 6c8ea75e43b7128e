// A fleet in waves of one official account, where the next begins only when the one before is well; and in shards, each applied by a
// process of its own at the same time.
import type { FaultInput } from '../../../src/emulator/faults/fault.ts';
import { type Fleet, type FleetRun, startFleetApply } from '../world/fleet.ts';
import { type Broken, notAsWanted } from '../world/invariants.ts';
import { isWrite } from '../world/is-write.ts';
import { network } from '../world/network.ts';
import { kill } from '../world/process.ts';
import { until } from '../world/time.ts';
import { nthTime } from './begin.ts';
import { faultName, faults } from './faults.ts';
import { judged, openAnew, planned } from './fleet-rest.ts';
import type { Tally } from './tally.ts';

/** The official accounts fall to two of three parts, the other has none. */
const parts = 3;

const rollout = { canary: 1, waveSize: 1, maxFailureRate: 0 };

/** Every kind of fault at every call of the first wave, and the process killed after every call of both. */
export async function everyWave(tally: Tally): Promise<void> {
  const calls = await callsOfFirst();
  for (let nth = 1; nth <= calls; nth += 1)
    for (const fault of faults)
      await tally.point(`waves, call ${nth} of the first: ${faultName(fault)}`, async () => {
        const { world, run } = await inWaves(({ members }) =>
          members[0]?.sim.inject({ ...fault, path: '*', nth } as FaultInput),
        );
        const found = outOfTurn(world, run);
        return found.length > 0 ? found : judged(world, [run], [], fault.kind !== 'late');
      });
  await tally.series('waves, killed after call', async (nth) => {
    const { isNow, seen } = nthTime(nth);
    const { world, run } = await inWaves(() => {
      network.hook = (phase, process) => (phase === 'after' && isNow() ? kill(process) : undefined);
    });
    const found = outOfTurn(world, run);
    return { seen: seen(), judge: async () => (found.length > 0 ? found : judged(world, [run], [])) };
  });
}

async function inWaves(
  arm: (world: Fleet) => void,
): Promise<{ readonly world: Fleet; readonly run: FleetRun }> {
  const world = openAnew();
  const plan = await planned(world);
  arm(world);
  const run = startFleetApply(world, plan, { rollout });
  await until(run.over);
  return { world, run };
}

async function callsOfFirst(): Promise<number> {
  const { world } = await inWaves(() => {});
  return world.members[0]?.sim.arrivals.length ?? 0;
}

/** waves: nothing is written to the second official account unless the first ended as configured. */
function outOfTurn({ members }: Fleet, { runs: [first, second] }: FleetRun): Broken[] {
  const written = members[1]?.sim.arrivals.find(({ run, path }) => run === second?.number && isWrite(path));
  if (!written || isWell(first)) return [];
  // One that was killed can't tell: what it made of the first stands there.
  if (
    first?.outcome?.kind === 'killed' &&
    members[0] &&
    !notAsWanted(members[0].sim, new Set(), members[0].folder)
  )
    return [];
  return [`waves: ${written.path} was sent to the second, and the first ended as ${first?.outcome?.kind}`];
}

function isWell(run: FleetRun['runs'][number]): boolean {
  const { outcome } = run ?? {};
  return (
    outcome?.kind === 'ended' &&
    outcome.ending.kind === 'applied' &&
    ['as-configured', 'differs'].includes(outcome.ending.report.verdict.status)
  );
}

/** Each shard in a process of its own, all at once; one of them is killed after each of its calls, and the others don't notice. */
export async function everyShard(tally: Tally): Promise<void> {
  for (const victim of [0, 1])
    await tally.series(`shards, that of official account ${victim + 1} killed after call`, async (nth) => {
      const world = openAnew();
      const plan = await planned(world);
      const { isNow, seen } = nthTime(nth);
      const struck: { number?: number | undefined } = {};
      network.hook = (phase, process) =>
        phase === 'after' && process === struck.number && isNow() ? kill(process) : undefined;
      const runs = Array.from({ length: parts }, (_, index) =>
        startFleetApply(world, plan, { shard: { part: index + 1, of: parts } }),
      );
      const owners = runs.filter(({ runs: own }) => own[victim]);
      struck.number = owners[0]?.runs[victim]?.number;
      await until(Promise.all(runs.map(({ over }) => over)));
      const shared = owners.length === 1 ? [] : [`shards: ${owners.length} have one official account`];
      const judge = async () => (shared.length > 0 ? shared : judged(world, runs, [1 - victim], true));
      return { seen: seen(), judge };
    });
}
