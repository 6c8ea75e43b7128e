import { applyIn, resetNumbers } from '../world/runs.ts';
import { resetWanted, wantedIn } from '../world/wanted.ts';
import type { Workload } from '../world/workloads.ts';
import { openWorld, type SimWorld } from '../world/world.ts';

/** One call at a time, and as many as kefu sends by default. */
export const widths = [1, 8];

/** A world as the workload says. */
export function begin(workload: Workload, seed = 1): SimWorld {
  resetNumbers();
  resetWanted();
  const sim = openWorld(workload, seed);
  wantedIn();
  return sim;
}

/** Requests of an apply without a fault. */
export async function callsOf(workload: Workload, width: number): Promise<number> {
  const sim = begin(workload);
  await applyIn(sim, { width });
  return sim.arrivals.length;
}

/** Tells when something comes for the nth time. */
export function nthTime(nth: number): { readonly isNow: () => boolean; readonly seen: () => number } {
  let seen = 0;
  return {
    isNow: () => {
      seen += 1;
      return seen === nth;
    },
    seen: () => seen,
  };
}
