import type fc from 'fast-check';
import { disk } from '../world/disk.ts';
import { type Broken, brokenBy } from '../world/invariants.ts';
import { network } from '../world/network.ts';
import type { Run, SavedPlans } from '../world/runs.ts';
import type { Workload } from '../world/workloads.ts';
import type { SimWorld } from '../world/world.ts';
import type { PossibleWorlds } from './model.ts';

/** What a command works on. */
export interface Course {
  readonly sim: SimWorld;
  readonly workload: Workload;
  readonly plans: SavedPlans;
  readonly possible: PossibleWorlds;
  /** Whether nobody else writes, and nothing is still to come. */
  calm: boolean;
}

export type Command = fc.AsyncCommand<object, Course>;

/** A command by its name and what it does; breaks the schedule by what it throws. */
export function command(name: string, act: (course: Course) => Promise<readonly Broken[]>): Command {
  return {
    check: () => true,
    run: async (_, course) => {
      const found = [...(await act(course)), ...course.possible.check(course.sim)];
      network.hook = () => {};
      disk.before = () => {};
      if (found.length > 0) throw new Error(found.join('\n'));
    },
    toString: () => name,
  };
}

/** What runs broke, and what they may have made true. */
export function judged(course: Course, runs: readonly Run[], calm: boolean): Broken[] {
  const { sim, workload } = course;
  for (const run of runs) course.possible.ran(run);
  return runs.flatMap((run) => brokenBy({ sim, workload, run, calm }));
}
