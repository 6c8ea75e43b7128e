import type { Broken } from '../world/invariants.ts';
import { takeMet } from '../world/unpromised.ts';

/** One place of a course: how many it has seen so far, and what is wrong with what came of it. */
export interface Place {
  readonly seen: number;
  readonly judge: () => Promise<readonly Broken[]>;
}

/** What is wrong where a place of a course that nothing was done to is not reached another time. */
export const notThereAgain = 'deterministic: a place that was there is not there again';

/** No course has so many places. */
const beyond = 1_000_000;

/** Counts points, and keeps what was broken. */
export class Tally {
  /** Points that there are, and those of them that were tried. */
  all = 0;
  points = 0;
  /** Series that were longer than anybody looks. */
  leftOut = 0;
  readonly broken: { readonly where: string; readonly what: readonly Broken[] }[] = [];
  /** How many points met what nobody can promise. */
  readonly unpromised: Record<string, number> = {};
  readonly #onlyFirst: boolean;
  readonly #where: string;
  readonly #part: number;
  readonly #parts: number;

  /** `parts`: how many processes share the points; this one takes each `part`-th. `where`: what the name of a point must hold. */
  constructor({ onlyFirst = false, part = 0, parts = 1, where = '' } = {}) {
    this.#onlyFirst = onlyFirst;
    this.#where = where;
    this.#part = part;
    this.#parts = parts;
  }

  /** Whether looking on makes no sense: one broken point is enough. */
  get isOver(): boolean {
    return this.#onlyFirst && this.broken.length > 0;
  }

  /** Tries one point, unless it is another process's; `nowhere`: there is no such point. */
  async point(where: string, attempt: () => Promise<readonly Broken[] | 'nowhere'>): Promise<void> {
    if (this.isOver || !where.includes(this.#where)) return;
    this.all += 1;
    if (hashOf(where) % this.#parts !== this.#part) return;
    takeMet();
    const what = await attempt().catch((error): readonly Broken[] => [`broken: ${(error as Error).stack}`]);
    if (what === 'nowhere') {
      this.all -= 1;
      return;
    }
    this.points += 1;
    if (what.length > 0) this.broken.push({ where, what });
    this.count();
  }

  /** Counts what nobody can promise and was met since the last time. */
  count(): void {
    for (const what of takeMet()) this.unpromised[what] = (this.unpromised[what] ?? 0) + 1;
  }

  /** A point at each place of a course, named by the series and its number. It has as many as when nothing is done to it, since until then nothing was. */
  async series(name: string, at: (nth: number) => Promise<Place>): Promise<void> {
    if (this.isOver || !name.includes(this.#where.replace(/ \d+$/, ''))) return;
    const { seen: places } = await at(beyond);
    for (let nth = 1; nth <= places && !this.isOver; nth += 1) {
      await this.point(`${name} ${nth}`, async () => {
        const { seen, judge } = await at(nth);
        return seen < nth ? [notThereAgain] : judge();
      });
    }
  }
}

/** FNV-1a, its bits mixed: neighbours must not follow each other through the parts. */
export function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (const character of text) hash = Math.imul(hash ^ character.charCodeAt(0), 0x01000193);
  return (hash ^ (hash >>> 13)) >>> 0;
}
