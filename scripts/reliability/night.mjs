// A night in pieces: which of its series held, when, at which commit, so that pieces of different times add up to one.
import { execFileSync } from 'node:child_process';
import { appendFileSync, existsSync, readFileSync } from 'node:fs';

/** A file of one line a series that ended; a series that did not hold is run again. */
export function openNight(file) {
  const series = existsSync(file)
    ? readFileSync(file, 'utf8')
        .split('\n')
        .filter(Boolean)
        .map((line) => JSON.parse(line))
    : [];
  const held = () => series.filter(({ broken }) => broken === 0);
  return {
    /** Whether this job, a series of random schedules, held before, whatever the commit. */
    hasHeld: ({ name, args }) =>
      held().some((one) => one.name === name && one.schedules === Number(args[args.indexOf('--random') + 1])),
    add({ name }, { points, broken, seconds, unpromised, first }) {
      const [what] = first.flatMap((one) => one.what);
      const one = { name, schedules: points, broken, seconds, unpromised, what, ...here() };
      series.push(one);
      appendFileSync(file, `${JSON.stringify(one)}\n`);
    },
    tell: (all) => console.log(told(held(), all).join('\n')),
  };
}

function here() {
  const git = (...args) => execFileSync('git', args, { encoding: 'utf8' }).trim();
  const isChanged =
    git('status', '--porcelain', '--untracked-files=no', '--', 'src', 'test/reliability') !== '';
  return {
    commit: `${git('rev-parse', '--short', 'HEAD')}${isChanged ? '+' : ''}`,
    node: process.versions.node,
    ended: new Date().toISOString(),
  };
}

/** All of it, and below it each piece: what ran at one commit with one version of Node.js. */
function told(held, all) {
  const pieces = groupedBy(held, ({ commit, node }) => `at ${commit}, Node ${node}`);
  const sum = (some, key) => some.reduce((total, one) => total + one[key], 0);
  const number = (count) => count.toLocaleString('en');
  return [
    `night: ${number(sum(held, 'schedules'))} of ${number(all)} schedules held`,
    ...[...pieces].map(
      ([piece, some]) =>
        `  ${number(sum(some, 'schedules'))} ${piece}, ${some.length} series until ${some.at(-1).ended}, ${(sum(some, 'seconds') / 3600).toFixed(2)} hours of a core`,
    ),
  ];
}

function groupedBy(items, keyOf) {
  const groups = new Map();
  for (const item of items) groups.set(keyOf(item), [...(groups.get(keyOf(item)) ?? []), item]);
  return groups;
}
