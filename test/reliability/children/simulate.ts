// One sweep, or random schedules, over the simulated world. Prints one JSON line: how many points, and what was broken at which.
import { sweeps } from '../sweeps/all.ts';
import { random, randomDense } from '../sweeps/random.ts';
import { tallied, tell } from './tallied.ts';

const { tally, values, names } = tallied();
for (const name of names) await sweeps[name]?.(tally);
if (values.random !== undefined) {
  const draw = values.dense ? randomDense : random;
  const { runs, broken } = await draw(
    { count: Number(values.random), seed: Number(values.seed ?? 1), path: values.path },
    tally,
  );
  tally.points += runs;
  tally.all += runs;
  if (broken !== undefined) tally.broken.push({ where: `seed ${values.seed}`, what: [broken] });
}
tell(tally);
