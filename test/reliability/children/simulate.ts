// One sweep, or random schedules, over the simulated world. Prints one JSON line: how many points, and what was broken at which.
import { appliers } from '../sweeps/appliers.ts';
import { clean } from '../sweeps/clean.ts';
import { clocks } from '../sweeps/clocks.ts';
import { crash } from '../sweeps/crash.ts';
import { editors } from '../sweeps/editors.ts';
import { fleet } from '../sweeps/fleet.ts';
import { guards } from '../sweeps/guards.ts';
import { lasting } from '../sweeps/lasting.ts';
import { late } from '../sweeps/late.ts';
import { pairs } from '../sweeps/pairs.ts';
import { pictures } from '../sweeps/pictures.ts';
import { random, randomDense } from '../sweeps/random.ts';
import { readings } from '../sweeps/readings.ts';
import { records } from '../sweeps/records.ts';
import { sends } from '../sweeps/sends.ts';
import { signals } from '../sweeps/signals.ts';
import { single } from '../sweeps/single.ts';
import type { Tally } from '../sweeps/tally.ts';
import { tallied, tell } from './tallied.ts';

const sweeps: Readonly<Record<string, (tally: Tally) => Promise<void>>> = {
  appliers,
  clean,
  clocks,
  crash,
  editors,
  fleet,
  guards,
  lasting,
  late,
  pairs,
  pictures,
  readings,
  records,
  sends,
  signals,
  single,
};

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
