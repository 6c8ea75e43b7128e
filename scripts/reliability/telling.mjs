// How the course and the end of a proof are told.

/** A line for each job when it ends, and below it what was broken. */
export function tell({ word, name, all, points, broken, first, fault, seconds = 0, said }) {
  if (word === 'seeded') {
    const [found] = first;
    console.log(
      found
        ? `seeded  caught at point ${points}: ${name}\n        ${found.where}: ${found.what[0].split('\n')[0]}`
        : `seeded  MISSED in ${points} points: ${name} ${fault ?? ''}`,
    );
    return;
  }
  const part = all > points ? `, of ${all} points` : '';
  console.log(
    `${name.padEnd(24)} ${points - broken}/${points}${part}, ${Math.round(seconds)} s ${fault ?? ''}`,
  );
  if (said) console.log(said.replaceAll(/^/gm, '  '));
  for (const { where, what } of first) console.log(`  ${where}\n    ${what.join('\n    ')}`);
}

/** The last lines; the exit code. A sown defect counts as caught when a point broke, not when its process did. */
export function conclusion(told, seconds) {
  const plain = told.filter(({ word }) => word !== 'seeded');
  const sown = told.filter(({ word }) => word === 'seeded');
  const caught = sown.filter(({ first }) => first.length > 0);
  const broken = total(plain, 'broken');
  tellUnpromised(plain);
  console.log(`${seconds} s, ${broken} broken, ${sown.length - caught.length} missed`);
  console.log(lineOf(plain, `${caught.length}/${sown.length}`));
  return broken === 0 && caught.length === sown.length ? 0 : 1;
}

function total(jobs, key) {
  return jobs.reduce((all, one) => all + one[key], 0);
}

/** What nobody can promise: at how many points it came about. */
function tellUnpromised(plain) {
  for (const [sweep, jobs] of grouped(plain)) {
    const kinds = new Set(jobs.flatMap(({ unpromised }) => Object.keys(unpromised)));
    for (const kind of kinds) {
      const met = jobs.reduce((all, { unpromised }) => all + (unpromised[kind] ?? 0), 0);
      console.log(`not promised: ${kind}: ${met} of ${total(jobs, 'points')} points of ${sweep}`);
    }
  }
}

function grouped(jobs) {
  const groups = new Map();
  for (const job of jobs) groups.set(sweepOf(job), [...(groups.get(sweepOf(job)) ?? []), job]);
  return groups;
}

const sweepOf = ({ name }) => name.split(' ')[0];

function lineOf(plain, seeded) {
  const of = (word) => plain.filter((one) => one.word === word);
  const held = (word) =>
    `${total(of(word), 'points') - total(of(word), 'broken')}/${total(of(word), 'points')}`;
  const about = (...names) =>
    plain
      .flatMap(({ first }) => first)
      .filter(({ what }) => what.some((one) => names.some((name) => one.includes(name)))).length;
  return [
    'reliability:',
    `crash=${held('crash')} single=${held('single')} others=${held('others')}`,
    `random=${total(of('random'), 'points')} seeded=${seeded} hostile=${total(of('hostile'), 'points')}`,
    `leaks=${about('no secret')} duplicates=${about('no duplicates', 'at most once')}`,
    `lost=${about('never lost')} untrue=${about('truthful report')}`,
  ].join(' ');
}
