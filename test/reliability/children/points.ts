// The points of sweeps, one by one, for a program that tries them in an order of its own: mutation testing.
import { sweeps } from '../sweeps/all.ts';
import { randomDense } from '../sweeps/random.ts';
import { hashOf, notThereAgain, Tally } from '../sweeps/tally.ts';
import type { Broken } from '../world/invariants.ts';

export { hashOf };

/** A point: its name, and what is wrong with the world when it is tried. */
export interface Point {
  readonly where: string;
  readonly attempt: () => Promise<readonly Broken[]>;
}

class Collected extends Tally {
  readonly found: Point[] = [];

  override async point(where: string, attempt: () => Promise<readonly Broken[] | 'nowhere'>): Promise<void> {
    this.found.push({ where, attempt: async () => told(await attempt()) });
  }
}

/** A course that a change to the code makes shorter is no fault. */
function told(what: readonly Broken[] | 'nowhere'): readonly Broken[] {
  return what === 'nowhere' || what.includes(notThereAgain) ? [] : what;
}

/** Every point of these sweeps. */
export async function pointsOf(names: readonly string[]): Promise<readonly Point[]> {
  const tally = new Collected();
  for (const name of names) {
    const before = tally.found.length;
    await sweeps[name]?.(tally);
    tally.found.splice(before, Infinity, ...tally.found.slice(before).map(named(name)));
  }
  return tally.found;
}

function named(sweep: string): (point: Point) => Point {
  return ({ where, attempt }) => ({ where: `${sweep}: ${where}`, attempt });
}

/** So many random schedules, each of a seed of its own. */
export function schedules(count: number): readonly Point[] {
  return Array.from({ length: count }, (_, nth) => ({
    where: `random: seed ${nth + 1}`,
    attempt: async () => {
      const { broken } = await randomDense({ count: 1, seed: nth + 1, path: undefined }, new Tally());
      return broken === undefined ? [] : [broken];
    },
  }));
}
