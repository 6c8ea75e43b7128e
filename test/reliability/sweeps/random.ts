// Schedules of commands drawn by fast-check: runs, faults, deaths, other people, changes of the config, of the token, of the
// clock, of files. Judged after every command; at the end everything stops, and the world has to come to rest as wanted.
import fc from 'fast-check';
import type { FaultInput } from '../../../src/emulator/faults/fault.ts';
import { cutPower, disk, overwrite, textAt } from '../world/disk.ts';
import { type Broken, brokenBy } from '../world/invariants.ts';
import { network } from '../world/network.ts';
import { kill } from '../world/process.ts';
import { applyIn, planIn, type Run, type SavedPlans, startApply } from '../world/runs.ts';
import { pass, until } from '../world/time.ts';
import { wantedIn } from '../world/wanted.ts';
import { accounts, avatars, foreignPicture, heirs, media, type Workload } from '../world/workloads.ts';
import type { SimWorld } from '../world/world.ts';
import { begin, nthTime } from './begin.ts';
import { faults } from './faults.ts';
import { heal, lossesAllowed } from './heal.ts';
import { PossibleWorlds } from './model.ts';

const yaml = '/sim/kefu.yaml';
const state = '/sim/kefu.state.json';
const plan = '/sim/plan.json';

/** What a command works on. */
interface Course {
  readonly sim: SimWorld;
  readonly workload: Workload;
  readonly plans: SavedPlans;
  readonly possible: PossibleWorlds;
  /** Whether nobody else writes, and nothing is still to come. */
  calm: boolean;
}

type Command = fc.AsyncCommand<object, Course>;

/** A command by its name and what it does; breaks the schedule by what it throws. */
function command(name: string, act: (course: Course) => Promise<readonly Broken[]>): Command {
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

function judged(course: Course, runs: readonly Run[], calm: boolean): Broken[] {
  const { sim, workload } = course;
  for (const run of runs) course.possible.ran(run);
  return runs.flatMap((run) => brokenBy({ sim, workload, run, calm }));
}

const width = fc.constantFrom(1, 8);
const place = fc.integer({ min: 1, max: 16 });
const someone = fc.constantFrom('alice', 'bob', 'dan', 'eve', 'carol', 'dora');
const hours = 3_600_000;

const apply = width.map((wide) =>
  command(`apply (width ${wide})`, async (course) =>
    judged(course, [await applyIn(course.sim, { width: wide })], course.calm),
  ),
);

const applyWithFault = fc
  .tuple(width, fc.constantFrom(...faults), place, fc.constantFrom(1, 2, 100))
  .map(([wide, fault, nth, times]) =>
    command(`apply (width ${wide}) with ${JSON.stringify({ ...fault, nth, times })}`, async (course) => {
      const { sim } = course;
      sim.inject({ ...fault, path: '*', nth, times } as FaultInput);
      const run = await applyIn(sim, { width: wide });
      sim.world.faults.length = 0;
      if (fault.kind === 'late') course.calm = false;
      return judged(course, [run], course.calm);
    }),
  );

const applyKilled = fc
  .tuple(
    width,
    place,
    fc.constantFrom('before a call', 'after a call', 'before a file operation'),
    fc.boolean(),
  )
  .map(([wide, nth, where, isPowerCut]) =>
    command(
      `apply (width ${wide}), ${isPowerCut ? 'power cut' : 'killed'} ${where} ${nth}`,
      async (course) => {
        const { isNow } = nthTime(nth);
        const end = (process: number) => {
          const dead = kill(process);
          if (isPowerCut) cutPower();
          return dead;
        };
        if (where === 'before a file operation')
          disk.before = (_, process) => (process > 0 && isNow() ? end(process) : undefined);
        else {
          const phase = where === 'after a call' ? 'after' : 'before';
          network.hook = (at, process) => (at === phase && isNow() ? end(process) : undefined);
        }
        return judged(course, [await applyIn(course.sim, { width: wide })], course.calm);
      },
    ),
  );

const applyStopped = fc.tuple(width, place).map(([wide, nth]) =>
  command(`apply (width ${wide}), a signal at call ${nth}`, async (course) => {
    const stop = new AbortController();
    const { isNow } = nthTime(nth);
    network.hook = () => {
      if (isNow()) stop.abort();
    };
    return judged(course, [await applyIn(course.sim, { width: wide, stop: stop.signal })], course.calm);
  }),
);

const applyWhileEdited = fc
  .tuple(width, place, someone, fc.constantFrom('名', '字', null))
  .map(([wide, nth, name, nickname]) =>
    command(
      `apply (width ${wide}), ${name} ${nickname ?? 'deleted'} by someone at call ${nth}`,
      async (course) => {
        const { isNow } = nthTime(nth);
        network.hook = () => {
          if (isNow()) edit(course, name, nickname, false);
        };
        const run = await applyIn(course.sim, { width: wide });
        return judged(course, [run], false);
      },
    ),
  );

function edit(
  { sim, possible, workload }: Course,
  name: string,
  nickname: string | null,
  isQuiet: boolean,
): void {
  const account = `${name}@kftest`;
  if (!sim.world.accounts.some((one) => one.account === account)) return;
  // The loss of an account by other hands is no loss by kefu's.
  if (nickname === null && workload.kept.includes(name)) return;
  sim.edit(account, nickname);
  possible.edited(account, nickname, isQuiet);
}

const editHuman = fc.tuple(someone, fc.constantFrom('人', '手', null)).map(([name, nickname]) =>
  command(`${name} ${nickname ?? 'deleted'} by someone`, async (course) => {
    edit(course, name, nickname, course.calm);
    return [];
  }),
);

const editPicture = someone.map((name) =>
  command(`${name} gets a picture by someone`, async ({ sim }) => {
    sim.editPicture(`${name}@kftest`, foreignPicture);
    return [];
  }),
);

const editConfig = fc.tuple(someone, fc.constantFrom('一', '二', '三')).map(([name, nickname]) =>
  command(`the config calls ${name} ${nickname}`, async () => {
    const text = textAt(yaml) ?? '';
    overwrite(yaml, text.replace(new RegExp(`( {2}${name}: \\{.*nickname: )[^,} ]+`), `$1${nickname}`));
    wantedIn();
    return [];
  }),
);

const savePlan = fc.constant(
  command('plan --out', async ({ sim, plans }) => {
    await planIn(sim, plan, plans);
    return [];
  }),
);

const applySaved = fc.tuple(width, fc.boolean()).map(([wide, strict]) =>
  command(`apply the saved plan (width ${wide}${strict ? ', strict' : ''})`, async (course) => {
    if (!course.plans.has(plan)) return [];
    const run = await applyIn(course.sim, { width: wide, saved: plan, strict });
    run.basis = course.plans.get(plan);
    return judged(course, [run], course.calm);
  }),
);

const clock = fc.constantFrom(1, 3, 30).map((count) =>
  command(`${count} hours later`, async (course) => {
    await pass(count * hours);
    course.calm = true;
    return [];
  }),
);

const token = fc.constant(
  command('all tokens are replaced by someone', async ({ sim }) => {
    for (const one of sim.world.tokens.issued) Object.assign(one, { expiresAt: 0 });
    return [];
  }),
);

const lag = fc.constantFrom(300, 1200, 1900).map((ms) =>
  command(`apply while lists lag ${ms} ms`, async (course) => {
    course.sim.inject({ kind: 'lag', ms });
    const run = await applyIn(course.sim, { width: 8 });
    course.sim.world.faults.length = 0;
    return judged(course, [run], course.calm);
  }),
);

const two = fc.tuple(width, width, fc.constantFrom(0, 60_000)).map(([one, other, lockTimeoutMs]) =>
  command(`two applies at once (widths ${one} and ${other}, waiting ${lockTimeoutMs} ms)`, async (course) => {
    const { sim } = course;
    const started = [one, other].map((wide) => startApply(sim, { width: wide, lockTimeoutMs }));
    const runs = await until(Promise.all(started.map(({ over }) => over)));
    return judged(course, runs, false);
  }),
);

const corrupt = fc
  .tuple(fc.constantFrom(state, plan), fc.double({ min: 0, max: 1, noNaN: true }))
  .map(([file, share]) =>
    command(
      `${file} is cut at ${Math.round(share * 100)} %, kefu refuses it, and it is put back`,
      async (course) => {
        const text = textAt(file);
        const length = Math.floor((text?.length ?? 0) * share);
        if (text === undefined || length >= text.trimEnd().length) return [];
        if (file === plan && !course.plans.has(plan)) return [];
        overwrite(file, text.slice(0, length));
        const run = await applyIn(course.sim, { width: 8, ...(file === plan ? { saved: plan } : {}) });
        overwrite(file, text);
        if (run.outcome?.kind !== 'failed') return ['guards before effects: a cut file was taken for whole'];
        return judged(course, [run], course.calm);
      },
    ),
  );

const commands = [
  apply,
  applyWithFault,
  applyWithFault,
  applyKilled,
  applyKilled,
  applyStopped,
  applyWhileEdited,
  editHuman,
  editPicture,
  editConfig,
  savePlan,
  applySaved,
  clock,
  token,
  lag,
  two,
  corrupt,
];

const workloads = [accounts, avatars, heirs, media];

async function schedule(nth: number, steps: Iterable<Command>): Promise<void> {
  const workload = workloads[nth] as Workload;
  const sim = begin(workload, nth + 1);
  const course: Course = { sim, workload, plans: new Map(), possible: new PossibleWorlds(sim), calm: true };
  await fc.asyncModelRun(() => ({ model: {}, real: course }), steps as never);
  const found = await heal(sim, workload, true, lossesAllowed);
  if (found.length > 0) throw new Error(found.join('\n'));
}

/** So many schedules from a seed; resolves to what is wrong with the first that breaks, with the line that replays it. */
export async function random(
  count: number,
  seed: number,
  path?: string,
): Promise<{ readonly runs: number; readonly broken?: string }> {
  const property = fc.asyncProperty(
    fc.nat(workloads.length - 1),
    fc.commands(commands, { maxCommands: 6, ...(path ? { replayPath: path.split('|')[1] ?? '' } : {}) }),
    schedule,
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
