// One sweep, or random schedules, over the simulated world. Prints one JSON line: how many points, and what was broken at which.
import { parseArgs } from 'node:util';
import { appliers } from '../sweeps/appliers.ts';
import { clean } from '../sweeps/clean.ts';
import { crash } from '../sweeps/crash.ts';
import { editors } from '../sweeps/editors.ts';
import { guards } from '../sweeps/guards.ts';
import { lasting } from '../sweeps/lasting.ts';
import { late } from '../sweeps/late.ts';
import { pictures } from '../sweeps/pictures.ts';
import { random } from '../sweeps/random.ts';
import { readings } from '../sweeps/readings.ts';
import { sends } from '../sweeps/sends.ts';
import { signals } from '../sweeps/signals.ts';
import { single } from '../sweeps/single.ts';
import { Tally } from '../sweeps/tally.ts';

const sweeps: Readonly<Record<string, (tally: Tally) => Promise<void>>> = {
  appliers,
  clean,
  crash,
  editors,
  guards,
  lasting,
  late,
  pictures,
  readings,
  sends,
  signals,
  single,
};

const text = { type: 'string' } as const;
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    part: text,
    parts: text,
    first: { type: 'boolean' },
    where: text,
    random: text,
    seed: text,
    path: text,
  },
});
const tally = new Tally({
  onlyFirst: values.first ?? false,
  where: values.where ?? '',
  part: Number(values.part ?? 0),
  parts: Number(values.parts ?? 1),
});
for (const name of positionals) await sweeps[name]?.(tally);
if (values.random !== undefined) {
  const { runs, broken } = await random(Number(values.random), Number(values.seed ?? 1), values.path, tally);
  tally.points += runs;
  tally.all += runs;
  if (broken !== undefined) tally.broken.push({ where: `seed ${values.seed}`, what: [broken] });
}
const { all, points, leftOut, broken, unpromised } = tally;
process.stdout.write(
  `${JSON.stringify({ all, points, leftOut, broken: broken.length, first: broken.slice(0, 8), unpromised })}\n`,
);
