// Proves what docs/reliability.md promises: sweeps and random schedules over the simulated world, defects sown one at a time,
// which the same sweeps have to find, and hostile input. Ends with one line for machines; fails when anything broke or a
// defect was missed.
//   --ci             the share of CI: every 40th point of the sweeps, a twentieth of the hostile input, all the rest
//   --nightly        a million schedules, nine of ten dense, and every pair of faults
//   --schedules N    random schedules, 10,000 by default
//   --seed N         where they begin, and which points --ci takes; 1 by default
//   --only NAMES     parts by name, with commas: sweeps, "random", "seeded", "hostile"
//   --keep FILE      appends what each job found; a run that was broken off goes on from there, as long as no source changed
//   --night FILE     the random schedules of the night in pieces that add up: appends each series, and skips those that held before,
//                    at whatever commit; may be ended at any time
//   --replay X       one schedule, as a failure prints it
import { execFile, execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs, promisify } from 'node:util';
import { bundleReal, bundleSimulation } from './bundle.mjs';
import { jobsFor } from './jobs.mjs';
import { openNight } from './night.mjs';
import { conclusion, tell } from './telling.mjs';

const text = { type: 'string' };
const { values } = parseArgs({
  options: {
    ci: { type: 'boolean' },
    nightly: { type: 'boolean' },
    schedules: text,
    seed: text,
    only: text,
    keep: text,
    night: text,
    replay: text,
  },
});
const run = promisify(execFile);
const folder = await mkdtemp(join(tmpdir(), 'kefu-reliability-'));
const simulation = 'simulate.ts';
/** Programs that strike the built command line. */
const strikesBuilt = ['strike.ts', 'postgres.ts'];
/** Nearly all that a run makes is thrown away with it: with more room it is collected less often. */
const roomy = ['--max-semi-space-size=64', '--min-semi-space-size=64', '--initial-old-space-size=512'];
const bundleOf = (program = simulation) => join(folder, program.replace(/ts$/, 'mjs'));

execFileSync(process.execPath, ['scripts/build-validators.mjs'], { stdio: 'inherit' });
try {
  await bundleSimulation(bundleOf());
  process.exitCode = values.replay ? await replay(values.replay) : await prove();
} finally {
  await rm(folder, { recursive: true, force: true });
}

async function replay(given) {
  const isDense = given.startsWith('dense ');
  const [seed, ...path] = given.replace('dense ', '').split('/');
  const args = ['--random', '1', '--seed', seed, '--path', path.join('/'), ...(isDense ? ['--dense'] : [])];
  const { broken, first } = await simulated(bundleOf(), args);
  console.log(broken === 0 ? 'It holds.' : first[0].what[0]);
  return broken === 0 ? 0 : 1;
}

async function prove() {
  const began = Date.now();
  const only = values.only?.split(',');
  const schedules = Number(values.schedules ?? (values.nightly ? 1_000_000 : 10_000));
  const jobs = jobsFor({
    isWanted: (name) => only === undefined || only.includes(name),
    isShare: values.ci ?? false,
    isNightly: values.nightly ?? false,
    schedules,
    seed: Number(values.seed ?? 1),
  });
  await makeReady(jobs);
  const night = values.night ? openNight(values.night) : undefined;
  night?.tell(schedules);
  const waiting = jobs.filter((job) => !(job.word === 'random' && night?.hasHeld(job)));
  const told = await inParallel(waiting, night);
  night?.tell(schedules);
  return conclusion(told, Math.round((Date.now() - began) / 1000));
}

/** Bundles what goes through real sockets, and builds the command line where that is struck. */
async function makeReady(jobs) {
  const programs = new Set(jobs.map(({ program = simulation }) => program));
  for (const program of programs) if (program !== simulation) await bundleReal(program, bundleOf(program));
  if (strikesBuilt.some((program) => programs.has(program)))
    execFileSync(process.execPath, ['scripts/build.mjs'], { stdio: 'inherit' });
}

/** As many jobs at a time as there are cores; hostile input, which takes all of them, at the end. */
async function inParallel(jobs, night) {
  const known = readKept();
  const told = [];
  const waiting = jobs.filter(({ word }) => word !== 'hostile');
  const next = async (job) => {
    const found = known.get(keyOf(job)) ?? (await counted(job));
    told.push({ ...job, ...found });
    tell({ ...job, ...found });
    if (job.word === 'random') night?.add(job, found);
    // One that could not be run found nothing: it is tried again.
    if (values.keep && !known.has(keyOf(job)) && found.fault === undefined)
      appendFileSync(values.keep, `${JSON.stringify([keyOf(job), found])}\n`);
  };
  const worker = async () => {
    for (let job = waiting.shift(); job; job = waiting.shift()) await next(job);
  };
  await Promise.all(Array.from({ length: availableParallelism() }, worker));
  for (const job of jobs.filter(({ word }) => word === 'hostile')) await next(job);
  return told;
}

/** What earlier runs with the same sources found. */
function readKept() {
  if (!values.keep || !existsSync(values.keep)) return new Map();
  const lines = readFileSync(values.keep, 'utf8').split('\n').filter(Boolean);
  return new Map(lines.map((line) => JSON.parse(line)));
}

function keyOf({ name, program, args, bug }) {
  // What is struck is the built command line: the names in this file hold the hashes of all the rest of it.
  const built = strikesBuilt.includes(program) ? readFileSync('dist/program.cjs') : '';
  return createHash('sha256')
    .update(readFileSync(bundleOf(program)))
    .update(built)
    .update(JSON.stringify([name, args, bug]))
    .digest('hex');
}

async function counted(job) {
  const began = Date.now();
  try {
    const found = await (job.word === 'hostile' ? hostile(job) : simulatedWith(job));
    return { ...found, seconds: (Date.now() - began) / 1000 };
  } catch (error) {
    return {
      all: 0,
      points: 0,
      leftOut: 0,
      broken: 1,
      first: [],
      unpromised: {},
      fault: String(error.message),
    };
  }
}

async function simulatedWith({ program, bug, args }) {
  if (!bug) return simulated(bundleOf(program), args);
  const own = join(folder, `${createHash('sha256').update(bug.name).digest('hex')}.mjs`);
  await bundleSimulation(own, bug);
  try {
    return await simulated(own, args);
  } finally {
    await rm(own);
  }
}

/** One process that sweeps; what it counted. */
async function simulated(bundle, args) {
  const env = { ...process.env, KEFU_PROJECT: process.cwd() };
  const limits = { maxBuffer: 64 * 1024 * 1024, timeout: 3 * 60 * 60_000, env };
  const { stdout } = await run(process.execPath, [...roomy, bundle, ...args], limits);
  return JSON.parse(stdout);
}

async function hostile({ args }) {
  const { stdout } = await run(process.execPath, ['scripts/reliability/hostile.mjs', ...args], {
    maxBuffer: 64 * 1024 * 1024,
  }).catch((error) => error);
  const [, met = '0', faults = '1'] = /hostile=(\d+) faults=(\d+)/.exec(stdout) ?? [];
  const [all, broken] = [Number(met), Number(faults)];
  return { all, points: all, leftOut: 0, broken, first: [], unpromised: {}, said: stdout.trimEnd() };
}
