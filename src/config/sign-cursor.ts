import type { SignSlip } from './sign-slip.ts';

/** Spaces that are none for YAML, as the inside of a character class. */
const odd = String.raw`\u00A0\u1680\u2000-\u200B\u202F\u205F\u2060\u3000\uFEFF`;

/** The patterns that know which spaces there are; those with `y` look at the cursor. */
export const spaces = {
  oddOne: new RegExp(`[${odd}]`),
  any: new RegExp(`[ \\t${odd}]*`, 'y'),
  withOdd: new RegExp(`[ \\t]*[${odd}][ \\t${odd}]*`, 'y'),
  last: new RegExp(`[ \\t]*[${odd}][ \\t${odd}]*$`),
  inClass: `[ \\t${odd}]`,
} as const;

/** A place in one line of a text after the other, and the slips found so far. */
export class SignCursor {
  readonly slips: SignSlip[] = [];
  line = '';
  at = 0;
  #start = 0;

  /** Goes to the start of a line, whose first character stands at `start` of the text. */
  enter(line: string, start: number): void {
    this.line = line;
    this.#start = start;
    this.at = 0;
  }

  get isAtEnd(): boolean {
    return this.at >= this.line.length;
  }

  /** The sign at the cursor, or one before or behind it; empty beyond the line. */
  sign(offset = 0): string {
    return this.line[this.at + offset] ?? '';
  }

  end(): void {
    this.at = this.line.length;
  }

  /** Moves behind what a sticky pattern finds at the cursor. */
  match(pattern: RegExp): RegExpExecArray | undefined {
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.line) ?? undefined;
    if (found !== undefined) this.at = pattern.lastIndex;
    return found;
  }

  /** Whether a sticky pattern fits at a place of the line. */
  fits(pattern: RegExp, at: number): boolean {
    pattern.lastIndex = at;
    return pattern.test(this.line);
  }

  /** Moves behind spaces of any kind, and notes those that are none for YAML. */
  skipSpaces(): void {
    const found = this.match(spaces.withOdd)?.[0];
    if (found !== undefined) this.noteSpaces(this.at - found.length, found);
    this.match(/[ \t]+/y);
  }

  noteSpaces(at: number, found: string, instead = ' '): void {
    const first = spaces.oddOne.exec(found)?.[0];
    if (first !== undefined) this.note(at, at + found.length, instead, first);
  }

  note(from: number, to: number, instead: string, sign: string, kind: SignSlip['kind'] = 'sure'): void {
    this.slips.push({ start: this.#start + from, end: this.#start + to, instead, sign, kind });
  }
}
