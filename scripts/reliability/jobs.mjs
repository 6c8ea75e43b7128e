// What there is to do for a proof, each a process of its own.
import { readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { seededBugs } from '../../test/reliability/seeded-bugs.mjs';

/** Sweeps by the word of the last line that counts their points. */
const sweeps = {
  crash: ['crash', 'late'],
  single: ['single', 'lasting', 'readings', 'records', 'sends', 'guards', 'clean'],
  others: [
    'editors',
    'appliers',
    'pictures',
    'signals',
    'clocks',
    'fleet',
    'bytes',
    'strikes',
    'postgres',
    'pairs',
  ],
};

/** What is not tried in the simulated world, by name: the program that tries it, and what it is given. */
const onRealSockets = {
  bytes: { program: 'bytes.ts', args: [] },
  strikes: { program: 'strike.ts', args: ['SIGKILL', 'SIGINT', 'double SIGINT', 'SIGTERM'] },
  postgres: { program: 'postgres.ts', args: ['SIGKILL', 'sessions ended'] },
};

/** Too few points to be shared. */
const small = ['clean', 'guards'];
/** Eight points of strikes are tests, and a share of the others would take as long as all the rest of CI's. */
const notInShare = ['strikes', 'postgres'];
/** Of so many points one is tried in CI. Of pairs, which take hours, all only at night. */
const shareOfPoints = 40;
const sharesOfPairs = { ci: 2048, whole: 64 };
const shareOfHostile = 0.05;
/** A process gets faster for some thousand schedules; one that breaks off loses these. A night has many. */
const mostSchedules = { day: 2000, night: 5000 };
/** Of the night's schedules one in so many is as those of CI, the others are dense: docs/decisions/0022 has the reason. */
const denseAndOne = 10;

/**
 * Jobs in the order in which they are begun: those that take longest first. `isShare`: as much as CI does. `program`: which of
 * test/reliability/children, the simulated world if none.
 */
export function jobsFor({ isWanted, isShare, isNightly, schedules, seed }) {
  return [
    ...(isWanted('random') ? randomJobs(schedules, seed, isNightly) : []),
    ...Object.entries(sweeps).flatMap(([word, names]) =>
      names.filter(isWanted).flatMap((name) => sweepJobs(word, name, { isShare, isNightly, seed })),
    ),
    ...(isWanted('seeded') ? seededBugs.map(seededJob) : []),
    ...(isWanted('hostile')
      ? [{ word: 'hostile', name: 'hostile', args: isShare ? ['--share', String(shareOfHostile)] : [] }]
      : []),
  ];
}

/** Seeds that once found something come first, for ever. */
function randomJobs(count, first, isNightly) {
  const kept = readFileSync('test/reliability/seeds.txt', 'utf8').match(/^(?:dense )?\d+$/gm) ?? [];
  const isDense = (seed) => isNightly && seed % denseAndOne !== 0;
  return [
    ...kept.map((seed) => ({ ...randomJob(seed, 20), word: 'kept' })),
    ...seriesOf({ count, first, most: mostSchedules[isNightly ? 'night' : 'day'] }, (seed) =>
      isDense(seed) ? `dense ${seed}` : `${seed}`,
    ),
  ];
}

/** Jobs for so many schedules, each from a seed of its own. */
function seriesOf({ count, first, most }, seedOf) {
  const size = Math.min(most, Math.ceil(count / availableParallelism()));
  return Array.from({ length: Math.ceil(count / size) }, (_, nth) =>
    randomJob(seedOf(first + nth), Math.min(size, count - nth * size)),
  );
}

/** `seed`: a number, or `dense` and a number. */
function randomJob(seed, many) {
  const [number, ...kinds] = seed.split(' ').reverse();
  return {
    word: 'random',
    name: `random from seed ${seed}`,
    args: ['--random', String(many), '--seed', number, ...kinds.map((kind) => `--${kind}`)],
  };
}

function sweepJobs(word, name, { isShare, isNightly, seed }) {
  if (small.includes(name)) return [{ word, name, args: [name] }];
  if (isShare && notInShare.includes(name)) return [];
  const { program = 'simulate.ts', args = [name] } = onRealSockets[name] ?? {};
  const share = shareOf(name, isShare, isNightly);
  const pieces = name === 'pairs' ? sharesOfPairs.whole : availableParallelism();
  const parts = share > 1 ? share : pieces;
  const wanted = share > 1 ? [seed % parts] : Array.from({ length: parts }, (_, part) => part);
  return wanted.map((part) => ({
    word,
    name: share > 1 ? name : `${name} ${part + 1}/${parts}`,
    program,
    args: [...args, '--part', String(part), '--parts', String(parts)],
  }));
}

/** Of how many points one is tried. */
function shareOf(name, isShare, isNightly) {
  if (name === 'pairs') return isShare ? sharesOfPairs.ci : isNightly ? 1 : sharesOfPairs.whole;
  return isShare ? shareOfPoints : 1;
}

function seededJob(bug) {
  const where = bug.where ? ['--where', bug.where] : [];
  return {
    word: 'seeded',
    name: bug.name,
    bug,
    args: [...(bug.sweeps ?? ['single']), '--first', ...where],
  };
}
