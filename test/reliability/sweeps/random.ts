// Schedules of commands drawn by fast-check, judged after every command; at the end everything stops, and the world has to
// come to rest as wanted.
import fc from 'fast-check';
import { accounts, avatars, heirs, media, type Workload } from '../world/workloads.ts';
import { begin } from './begin.ts';
import { commands } from './commands.ts';
import type { Command, Course } from './course.ts';
import { heal, lossesAllowed } from './heal.ts';
import { PossibleWorlds } from './model.ts';
import type { Tally } from './tally.ts';

const workloads = [accounts, avatars, heirs, media];

async function schedule(nth: number, steps: Iterable<Command>, tally: Tally): Promise<void> {
  const workload = workloads[nth] as Workload;
  const sim = begin(workload, nth + 1);
  const course: Course = { sim, workload, plans: new Map(), possible: new PossibleWorlds(sim), calm: true };
  await fc.asyncModelRun(() => ({ model: {}, real: course }), steps as never);
  const found = await heal(sim, workload, true, lossesAllowed);
  tally.count();
  if (found.length > 0) throw new Error(found.join('\n'));
}

/** So many schedules from a seed; resolves to what is wrong with the first that breaks, with the line that replays it. */
export async function random(
  count: number,
  seed: number,
  path: string | undefined,
  tally: Tally,
): Promise<{ readonly runs: number; readonly broken?: string }> {
  const property = fc.asyncProperty(
    fc.nat(workloads.length - 1),
    fc.commands(commands, { maxCommands: 6, ...(path ? { replayPath: path.split('|')[1] ?? '' } : {}) }),
    (nth: number, steps: Iterable<Command>) => schedule(nth, steps, tally),
  );
  const details = await fc.check(property as never, {
    seed,
    numRuns: count,
    ...(path ? { path: path.split('|')[0] ?? '', endOnFailure: true } : {}),
  });
  if (!details.failed) return { runs: details.numRuns };
  const [, drawn] = (details.counterexample ?? []) as [number, unknown];
  const replayPath = /replayPath="([^"]*)"/.exec(String(drawn))?.[1] ?? '';
  const line = `npm run reliability -- --replay '${details.seed}/${details.counterexamplePath}|${replayPath}'`;
  return {
    runs: details.numRuns,
    broken: `${String(drawn)}\n${String((details.errorInstance as Error)?.message)}\n  ${line}`,
  };
}
