// What the programs that sweep have in common: which points are theirs, and how they tell of them.
import { parseArgs } from 'node:util';
import { Tally } from '../sweeps/tally.ts';

const text = { type: 'string' } as const;

/** The arguments of a sweep, and a tally that takes the points they name. */
export function tallied() {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      part: text,
      parts: text,
      first: { type: 'boolean' },
      where: text,
      random: text,
      dense: { type: 'boolean' },
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
  return { tally, values, names: positionals };
}

/** Prints one JSON line: how many points, and what was broken at which. */
export function tell({ all, points, leftOut, broken, unpromised }: Tally): void {
  process.stdout.write(
    `${JSON.stringify({ all, points, leftOut, broken: broken.length, first: broken.slice(0, 8), unpromised })}\n`,
  );
}
