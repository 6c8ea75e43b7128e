import type { Span } from './mask.ts';
import { parse } from './parse.ts';
import { scan } from './scan.ts';
import { literalSecrets } from './secret-rules.ts';
import { signFaults } from './sign-faults.ts';
import { signSlips } from './sign-scan.ts';
import { asMeant, type Meant, type SignSlip } from './sign-slip.ts';
import { type Fault, lineOf, type Source, sourceOf } from './source.ts';
import type { Tree } from './tree.ts';

/*
 * A Chinese colon leads the parser astray, and what it then says helps nobody. So a text with faults is read once more,
 * with the signs that were likely meant. When that has fewer faults, the signs are told, and what is left of the faults.
 */

/** A text with its slips mended. */
export interface Mended {
  readonly slips: readonly SignSlip[];
  readonly meant: Meant;
  /** The mended text, its secrets masked. */
  readonly source: Source;
  readonly tree?: Tree;
  readonly faults: readonly Fault[];
}

/** The faults of a text that is no YAML, told as slips of signs where mending them leaves fewer. */
export function syntaxFaultsAsMeant(source: Source, faults: readonly Fault[]): readonly Fault[] {
  const slips = signSlips(source.text);
  const sure = slips.filter(({ kind }) => kind === 'sure');
  for (const tried of [sure, slips]) {
    const mended = mend(source, tried);
    if (mended !== undefined && (mended.tree !== undefined || mended.faults.length < faults.length))
      return [...signFaults(source, tried, mended.source), ...placedIn(mended.faults, mended.meant)];
  }
  return faults;
}

/** The text of a YAML file with its slips near faults mended; undefined when there are none, or it would be no YAML. */
export function mendedNear(
  source: Source,
  errors: readonly Fault[],
): (Mended & { readonly tree: Tree }) | undefined {
  const places = errors.flatMap(({ at }) => at ?? []);
  const near = signSlips(source.text).filter((slip) => isNear(source, slip, places));
  const wide = places.flatMap((place) => wideLetters(source, place));
  const mended = mend(source, [
    ...near,
    ...wide.filter((slip) => !near.some((other) => overlap(slip, other))),
  ]);
  return mended?.tree === undefined ? undefined : { ...mended, tree: mended.tree };
}

/** Whether the errors left in a mended text are fewer, or what was wrong with the shape of the file is gone. */
export function isBetter(before: readonly Fault[], left: readonly Fault[]): boolean {
  if (left.length < before.length) return true;
  const shape = before.filter(({ code }) => shapeCodes.has(code));
  return shape.length > 0 && !left.some(({ code }) => shapeCodes.has(code));
}

const shapeCodes = new Set(['wrong-type', 'unknown-key', 'missing-key', 'wrong-indentation', 'account-name']);

/** Faults of the mended text, at their places in the text as it is. */
export function placedIn(faults: readonly Fault[], { placeOf }: Meant): Fault[] {
  return faults.map((fault) => {
    const { at } = fault;
    if (at === undefined) return fault;
    const start = placeOf(at.start);
    return { ...fault, at: { start, end: Math.max(start, placeOf(at.end)) } };
  });
}

function mend(source: Source, slips: readonly SignSlip[]): Mended | undefined {
  if (slips.length === 0) return undefined;
  const meant = asMeant(source.text, slips);
  const unmasked = sourceOf(source.file, meant.text);
  if (scan(meant.text).length > 0) return undefined;
  const { tree, faults } = parse(unmasked);
  const masked = tree === undefined ? unmasked : sourceOf(source.file, meant.text, literalSecrets(tree));
  return { slips, meant, source: masked, faults, ...(tree && { tree }) };
}

/** On the lines of a fault; for what may be meant as it stands, on the line where the fault begins. */
function isNear(source: Source, slip: SignSlip, places: readonly Span[]): boolean {
  const line = lineOf(source, slip);
  return places.some((place) => {
    const first = lineOf(source, place);
    if (slip.kind !== 'sure') return line === first;
    return (
      first <= line && line <= lineOf(source, { start: Math.max(place.start, place.end - 1), end: place.end })
    );
  });
}

/** Letters and digits in full width where a fault stands that is no text in Chinese: １０１ for 101. */
function wideLetters(source: Source, { start, end }: Span): SignSlip[] {
  const text = source.text.slice(start, end);
  const sign = /[\uFF01-\uFF5E]/.exec(text)?.[0];
  if (sign === undefined || text.length > longestName || /\p{Script=Han}|\n/u.test(text)) return [];
  return [{ start, end, instead: text.normalize('NFKC'), sign, kind: 'sure' }];
}

const longestName = 100;

function overlap(one: Span, other: Span): boolean {
  return one.start < other.end && other.start < one.end;
}
