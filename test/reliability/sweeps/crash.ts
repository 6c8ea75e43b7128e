import { cutPower, disk } from '../world/disk.ts';
import { type Broken, brokenBy } from '../world/invariants.ts';
import { network } from '../world/network.ts';
import { kill } from '../world/process.ts';
import { applyIn } from '../world/runs.ts';
import { applied, type Workload } from '../world/workloads.ts';
import type { SimWorld } from '../world/world.ts';
import { begin, nthTime, widths } from './begin.ts';
import { heal } from './heal.ts';
import type { Tally } from './tally.ts';

/** How a run may end in the middle, or be kept from writing. */
const ends = {
  'killed before a call': (nth) => {
    const { isNow, seen } = nthTime(nth);
    network.hook = (phase, process) => (phase === 'before' && isNow() ? kill(process) : undefined);
    return seen;
  },
  'killed after a call': (nth) => {
    const { isNow, seen } = nthTime(nth);
    network.hook = (phase, process) => (phase === 'after' && isNow() ? kill(process) : undefined);
    return seen;
  },
  'killed before a file operation': (nth) => {
    const { isNow, seen } = nthTime(nth);
    disk.before = (_, process) => (process > 0 && isNow() ? kill(process) : undefined);
    return seen;
  },
  'power cut after a call': (nth) => {
    const { isNow, seen } = nthTime(nth);
    network.hook = (phase, process) => (phase === 'after' && isNow() ? cutAt(process) : undefined);
    return seen;
  },
  'power cut before a file operation': (nth) => {
    const { isNow, seen } = nthTime(nth);
    disk.before = (_, process) => (process > 0 && isNow() ? cutAt(process) : undefined);
    return seen;
  },
  'ENOSPC once': (nth) => {
    const { isNow, seen } = nthTime(nth);
    disk.before = (operation) => (operation !== 'remove' && isNow() ? fail('ENOSPC') : undefined);
    return seen;
  },
  'EIO once': (nth) => {
    const { isNow, seen } = nthTime(nth);
    disk.before = () => (isNow() ? fail('EIO') : undefined);
    return seen;
  },
  'ENOSPC from then on': (nth) => {
    let seen = 0;
    disk.before = (operation) => {
      if (operation === 'remove') return;
      seen += 1;
      if (seen >= nth) fail('ENOSPC');
    };
    return () => seen;
  },
} satisfies Record<string, (nth: number) => () => number>;

function cutAt(process: number): Promise<never> {
  const dead = kill(process);
  cutPower();
  return dead;
}

function fail(code: string): never {
  throw Object.assign(new Error(code), { code });
}

/** Every way to end, at every place where it can: between calls, and at every operation of the disk; also where no picture may be looked at. */
export async function crash(tally: Tally): Promise<void> {
  for (const workload of applied) {
    for (const width of widths) {
      for (const fetchAvatars of workload.name.startsWith('avatars') ? [true, false] : [true]) {
        for (const [name, arm] of Object.entries(ends)) {
          for (let nth = 1, isReached = true; isReached && !tally.isOver; nth += 1) {
            const where = `${workload.name}, width ${width}, ${fetchAvatars ? '' : 'not looking, '}${name} ${nth}`;
            await tally.point(where, async () => {
              const sim = begin(workload);
              const seen = arm(nth);
              const found = await endedRun(sim, workload, width, fetchAvatars);
              isReached = seen() >= nth;
              return isReached ? found() : 'nowhere';
            });
            if (nth > mostPlaces) isReached = false;
          }
        }
      }
    }
  }
}

/** No run of these workloads has so many. */
const mostPlaces = 400;

async function endedRun(
  sim: SimWorld,
  workload: Workload,
  width: number,
  fetchAvatars: boolean,
): Promise<() => Promise<readonly Broken[]>> {
  const run = await applyIn(sim, { width, fetchAvatars });
  network.hook = () => {};
  return async () => {
    const found = brokenBy({ sim, workload, run, calm: true });
    return found.length > 0 ? found : heal(sim, workload, fetchAvatars);
  };
}
