// The commands of a schedule: runs, faults, deaths, other people, changes of the config, of the token, of the clock, of files.
import fc from 'fast-check';
import type { FaultInput } from '../../../src/emulator/faults/fault.ts';
import { cutPower, disk, overwrite, textAt } from '../world/disk.ts';
import { network } from '../world/network.ts';
import { kill } from '../world/process.ts';
import { applyIn, planIn, startApply } from '../world/runs.ts';
import { pass, until } from '../world/time.ts';
import { wantedIn } from '../world/wanted.ts';
import { foreignPicture } from '../world/workloads.ts';
import { nthTime } from './begin.ts';
import { type Course, command, judged } from './course.ts';
import { faults } from './faults.ts';

const yaml = '/sim/kefu.yaml';
const state = '/sim/kefu.state.json';
const plan = '/sim/plan.json';

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
    await planIn(sim, { saveAs: plan, plans });
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

/** Faults and deaths come twice as often as the rest. */
export const commands = [
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
