// Proves what docs/reliability.md promises: sweeps and random schedules over the simulated world, then defects sown one at a
// time, which the same sweeps have to find. Ends with one line for machines; fails when anything broke or a defect was missed.
//   --schedules N    random schedules, 10,000 by default
//   --seed N         where they begin; 1 by default
//   --only NAMES     sweeps by name, with commas; "random" and "seeded" are two of them
//   --replay X       one schedule, as a failure prints it
//   --hostile LINE   the last line of npm run reliability:hostile, to be told in one
import { execFile, execFileSync } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs, promisify } from 'node:util';
import { seededBugs } from '../../test/reliability/seeded-bugs.mjs';
import { bundleSimulation } from './bundle.mjs';

const text = { type: 'string' };
const { values } = parseArgs({
  options: { schedules: text, seed: text, only: text, replay: text, hostile: text },
});
const parts = 2;
const run = promisify(execFile);
const began = Date.now();

/** Sweeps by the word of the last line that counts their points. */
const sweeps = {
  crash: ['crash', 'late'],
  single: ['clean', 'single', 'lasting', 'readings', 'sends', 'guards'],
  others: ['signals', 'appliers', 'editors', 'pictures'],
};

const only = values.only?.split(',');
const isWanted = (name) => only === undefined || only.includes(name);

execFileSync(process.execPath, ['scripts/build-validators.mjs'], { stdio: 'inherit' });
const folder = await mkdtemp(join(tmpdir(), 'kefu-reliability-'));
try {
  process.exitCode = values.replay ? await replay(values.replay) : await prove();
} finally {
  await rm(folder, { recursive: true, force: true });
}

/** One process over the simulated world; what it counted. */
async function simulated(program, args) {
  const limits = { maxBuffer: 64 * 1024 * 1024, timeout: 30 * 60_000 };
  const { stdout } = await run(process.execPath, ['--max-semi-space-size=64', program, ...args], limits);
  return JSON.parse(stdout);
}

async function replay(given) {
  const [seed, ...path] = given.split('/');
  const program = join(folder, 'world.mjs');
  await bundleSimulation(program);
  const { broken, first } = await simulated(program, [
    '--random',
    '1',
    '--seed',
    seed,
    '--path',
    path.join('/'),
  ]);
  console.log(broken === 0 ? 'It holds.' : first[0].what[0]);
  return broken === 0 ? 0 : 1;
}

async function prove() {
  const program = join(folder, 'world.mjs');
  await bundleSimulation(program);
  const jobs = [...sweepJobs(program), ...(await randomJobs(program)), ...seededJobs()];
  const told = await inParallel(jobs);
  return conclusion(told);
}

function sweepJobs(program) {
  return Object.entries(sweeps).flatMap(([word, names]) =>
    names
      .filter(isWanted)
      .flatMap((name) =>
        shares(name).map((share) => ({ word, name, work: () => simulated(program, [name, ...share]) })),
      ),
  );
}

/** Orders of two appliers follow from each other, so one process walks through all of them. */
function shares(name) {
  if (['appliers', 'clean', 'guards'].includes(name)) return [[]];
  return Array.from({ length: parts }, (_, part) => ['--part', String(part), '--parts', String(parts)]);
}

/** Seeds that once found something come first, for ever. */
async function randomJobs(program) {
  if (!isWanted('random')) return [];
  const kept = (await readFile('test/reliability/seeds.txt', 'utf8'))
    .split('\n')
    .filter((line) => /^\d+$/.test(line));
  const count = Number(values.schedules ?? 10_000);
  const first = Number(values.seed ?? 1);
  const size = Math.ceil(count / 20);
  const job = (seed, many) => ({
    word: 'random',
    name: `random from seed ${seed}`,
    work: () => simulated(program, ['--random', String(many), '--seed', String(seed)]),
  });
  const drawn = Array.from({ length: Math.ceil(count / size) }, (_, nth) =>
    job(first + nth, Math.min(size, count - nth * size)),
  );
  return [...kept.map((seed) => job(Number(seed), 20)), ...drawn];
}

function seededJobs() {
  if (!isWanted('seeded')) return [];
  return seededBugs.map((bug, nth) => ({
    word: 'seeded',
    name: bug.name,
    work: async () => {
      const program = join(folder, `seeded-${nth}.mjs`);
      await bundleSimulation(program, bug);
      const where = bug.where ? ['--where', bug.where] : [];
      const found = await simulated(program, [...(bug.sweeps ?? ['single']), '--first', ...where]);
      await rm(program);
      return found;
    },
  }));
}

async function inParallel(jobs) {
  const told = [];
  const waiting = [...jobs];
  const worker = async () => {
    for (let job = waiting.shift(); job; job = waiting.shift()) {
      const counted = await job
        .work()
        .catch((error) => ({ points: 0, leftOut: 0, broken: 1, first: [], fault: String(error.message) }));
      told.push({ ...job, ...counted });
      tell({ ...job, ...counted });
    }
  };
  await Promise.all(Array.from({ length: Math.min(2, availableParallelism()) }, worker));
  return told;
}

function tell({ word, name, points, broken, first, fault }) {
  if (word === 'seeded') {
    const [found] = first;
    console.log(
      found
        ? `seeded  caught at point ${points}: ${name}\n        ${found.where}: ${found.what[0].split('\n')[0]}`
        : `seeded  MISSED in ${points} points: ${name} ${fault ?? ''}`,
    );
    return;
  }
  console.log(`${name.padEnd(24)} ${points - broken}/${points}${fault ? ` ${fault}` : ''}`);
  for (const { where, what } of first) console.log(`  ${where}\n    ${what.join('\n    ')}`);
}

/** The last line. A sown defect counts as caught when a point broke, not when its process did. */
function conclusion(told) {
  const plain = told.filter(({ word }) => word !== 'seeded');
  const sown = told.filter(({ word }) => word === 'seeded');
  const caught = sown.filter(({ first }) => first.length > 0);
  const sum = (word) => {
    const own = plain.filter((one) => one.word === word);
    const points = own.reduce((all, one) => all + one.points, 0);
    return `${points - own.reduce((all, one) => all + one.broken, 0)}/${points}`;
  };
  const about = (...names) =>
    plain
      .flatMap(({ first }) => first)
      .filter(({ what }) => what.some((one) => names.some((name) => one.includes(name)))).length;
  const schedules = plain
    .filter(({ word }) => word === 'random')
    .reduce((all, { points }) => all + points, 0);
  const hostile = /hostile=(\d+)/.exec(values.hostile ?? '')?.[1];
  const line = [
    'reliability:',
    `crash=${sum('crash')} single=${sum('single')} others=${sum('others')} random=${schedules} seeded=${caught.length}/${sown.length}`,
    ...(hostile ? [`hostile=${hostile}`] : []),
    `leaks=${about('no secret')} duplicates=${about('no duplicates', 'at most once')} lost=${about('never lost')} untrue=${about('truthful report')}`,
  ].join(' ');
  const broken = plain.reduce((all, one) => all + one.broken, 0);
  console.log(
    `${Math.round((Date.now() - began) / 1000)} s, ${broken} broken, ${sown.length - caught.length} missed`,
  );
  console.log(line);
  return broken === 0 && caught.length === sown.length ? 0 : 1;
}
