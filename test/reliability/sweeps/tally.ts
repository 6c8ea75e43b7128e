import type { Broken } from '../world/invariants.ts';

/** Counts points, and keeps what was broken. */
export class Tally {
  points = 0;
  /** Series that were longer than anybody looks. */
  leftOut = 0;
  readonly broken: { readonly where: string; readonly what: readonly Broken[] }[] = [];
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
    if (this.isOver || !where.includes(this.#where) || hashOf(where) % this.#parts !== this.#part) return;
    const what = await attempt().catch((error): readonly Broken[] => [`broken: ${(error as Error).stack}`]);
    if (what === 'nowhere') return;
    this.points += 1;
    if (what.length > 0) this.broken.push({ where, what });
  }
}

function hashOf(text: string): number {
  let hash = 7;
  for (const character of text) hash = (Math.imul(hash, 31) + character.charCodeAt(0)) >>> 0;
  return hash;
}
