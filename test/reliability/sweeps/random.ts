// Schedules of commands drawn by fast-check, judged after every command; at the end everything stops, and the world has to
// come to rest as wanted. Dense ones have four to six commands, where `random` has up to six;
// every fourth of them looks closely.
import fc from 'fast-check';
import { accounts, avatars, heirs, media, type Workload } from '../world/workloads.ts';
import { begin } from './begin.ts';
import { commands } from './commands.ts';
import type { Command, Course } from './course.ts';
import { heal, lossesAllowed } from './heal.ts';
import { PossibleWorlds } from './model.ts';
import type { Tally } from './tally.ts';

const workloads = [accounts, avatars, heirs, media];

async function schedule(
  nth: number,
  run: (course: Course) => Promise<void>,
  tally: Tally,
  looksClosely = true,
): Promise<void> {
  const workload = workloads[nth] as Workload;
  const sim = begin(workload, nth + 1);
  sim.looksClosely = looksClosely;
  await run({ sim, workload, plans: new Map(), possible: new PossibleWorlds(sim), calm: true });
  const found = await heal(sim, workload, true, lossesAllowed);
  tally.count();
  if (found.length > 0) throw new Error(found.join('\n'));
}

interface Outcome {
  readonly runs: number;
  readonly broken?: string;
}

/** So many schedules from a seed, or the one at a path. */
interface Drawn {
  readonly count: number;
  readonly seed: number;
  readonly path: string | undefined;
}

/** Resolves to what is wrong with the first that breaks, with the line that replays it. */
export async function random({ count, seed, path }: Drawn, tally: Tally): Promise<Outcome> {
  const property = fc.asyncProperty(
    fc.nat(workloads.length - 1),
    fc.commands(commands, { maxCommands: 6, ...(path ? { replayPath: path.split('|')[1] ?? '' } : {}) }),
    (nth: number, steps: Iterable<Command>) =>
      schedule(nth, (course) => fc.asyncModelRun(() => ({ model: {}, real: course }), steps as never), tally),
  );
  return checked(property as never, { count, seed, path: path?.split('|')[0] }, ({ counterexample }) => {
    const [, drawn] = (counterexample ?? []) as [number, unknown];
    return { drawn: String(drawn), more: `|${/replayPath="([^"]*)"/.exec(String(drawn))?.[1] ?? ''}` };
  });
}

/** As `random`, dense ones. */
export async function randomDense(drawn: Drawn, tally: Tally): Promise<Outcome> {
  const property = fc.asyncProperty(
    fc.nat(workloads.length - 1),
    fc.nat(3),
    fc.array(fc.oneof(...(commands as fc.Arbitrary<Command>[])), { minLength: 4, maxLength: 6 }),
    (nth, closely, steps) =>
      schedule(
        nth,
        async (course) => {
          for (const step of steps) await step.run({}, course);
        },
        tally,
        closely === 0,
      ),
  );
  return checked(property as never, drawn, ({ counterexample }) => {
    const [, , steps] = (counterexample ?? []) as [number, number, readonly Command[]];
    return { drawn: steps?.map(String).join(', '), prefix: 'dense ' };
  });
}

async function checked(
  property: fc.IAsyncProperty<unknown>,
  { count, seed, path }: Drawn,
  toldOf: (details: fc.RunDetails<unknown>) => {
    readonly drawn: string;
    readonly prefix?: string;
    readonly more?: string;
  },
): Promise<Outcome> {
  const replayed = path === undefined ? {} : { path, endOnFailure: true };
  const details = await fc.check(property, { seed, numRuns: count, ...replayed });
  if (!details.failed) return { runs: details.numRuns };
  const { drawn, prefix = '', more = '' } = toldOf(details);
  const line = `npm run reliability -- --replay '${prefix}${details.seed}/${details.counterexamplePath}${more}'`;
  return {
    runs: details.numRuns,
    broken: `${drawn}\n${String((details.errorInstance as Error)?.message)}\n  ${line}`,
  };
}
