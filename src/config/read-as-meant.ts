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
  const mended = mendedSyntax(source, faults);
  return mended === undefined ? faults : toldOf(source, mended, mended.faults);
}

/** A text that is no YAML with its slips mended; undefined when that leaves as many faults. */
export function mendedSyntax(source: Source, faults: readonly Fault[]): Mended | undefined {
  const slips = signSlips(source.text);
  const sure = slips.filter(({ kind }) => kind === 'sure');
  const mended = mend(source, sure);
  if (mended?.tree !== undefined || sure.length === slips.length) return better(mended, faults);
  return better(mend(source, slips), faults) ?? better(mended, faults);
}

function better(mended: Mended | undefined, faults: readonly Fault[]): Mended | undefined {
  const isBetter = mended?.tree !== undefined || (mended && mended.faults.length < faults.length);
  return isBetter ? mended : undefined;
}

/** The slips as faults, and those that are left of the mended text, at their places in the text as it is. */
export function toldOf(source: Source, mended: Mended, left: readonly Fault[]): Fault[] {
  return [...signFaults(source, mended.slips, mended.source), ...placedIn(left, mended.meant)];
}

/** The text of a YAML file with its slips near faults mended; undefined when there are none, or it would be no YAML. */
export function mendedNear(
  source: Source,
  errors: readonly Fault[],
): (Mended & { readonly tree: Tree }) | undefined {
  const places = errors.flatMap(({ at }) => at ?? []).slice(0, mostErrors);
  const near = signSlips(source.text).filter((slip) => isNear(source, slip, places));
  const wide = places.flatMap((place) => wideLetters(source, place));
  const mended = mend(source, [
    ...near,
    ...wide.filter((slip) => !near.some((other) => overlap(slip, other))),
  ]);
  return mended?.tree === undefined ? undefined : { ...mended, tree: mended.tree };
}

/**
 * Whether a mended text is better: it has fewer errors, or what was wrong with its shape is right now and nothing else
 * became wrong with it. Both at their places in the text as it is.
 */
export function isBetter(before: readonly Fault[], left: readonly Fault[]): boolean {
  if (left.length < before.length) return true;
  const known = new Set(before.map(idOf));
  const kept = new Set(left.map(idOf));
  const mendedShapes = before.filter((fault) => shapeCodes.has(fault.code) && !kept.has(idOf(fault)));
  const newShapes = left.filter((fault) => misshapenCodes.has(fault.code) && !known.has(idOf(fault)));
  return mendedShapes.length > 0 && newShapes.length === 0;
}

const misshapenCodes = new Set(['wrong-type', 'unknown-key', 'wrong-indentation', 'account-name']);
const shapeCodes = new Set([...misshapenCodes, 'missing-key']);

function idOf({ code, at }: Fault): string {
  return `${code} ${at?.start}`;
}

/** More are not shown either. */
const mostErrors = 100;

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
  const masked =
    tree === undefined ? unmasked : sourceOf(source.file, meant.text, literalSecrets(meant.text, tree));
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
