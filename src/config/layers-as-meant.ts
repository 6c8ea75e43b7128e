// A configuration read once more with the signs that were likely meant, each of its files by itself.
import { assembled, movedBy } from './assemble.ts';
import type { Layers } from './layers.ts';
import type { Loaded } from './load.ts';
import { type Mended, mendedNear } from './read-as-meant.ts';
import { signFaults } from './sign-faults.ts';
import { type Fault, startsOf } from './source.ts';

/** The configuration as meant, and how its faults are told at their places in the text as it is. */
export interface LoadedAsMeant {
  readonly loaded: Loaded;
  /** The signs that were mended. */
  readonly slips: readonly Fault[];
  placed(faults: readonly Fault[]): Fault[];
}

/** The same files with their slips near faults mended; undefined when there are none. */
export function loadedAsMeant(loaded: Loaded, errors: readonly Fault[]): LoadedAsMeant | undefined {
  const { parts, extended } = layersOf(loaded);
  const starts = startsOf(parts.map(({ source }) => source));
  const mended = parts.map(({ source }, place) => {
    const near = errors.filter(({ at }) => at !== undefined && placeOf(starts, at.start) === place);
    if (near.length === 0) return undefined;
    return mendedNear(
      source,
      near.map((fault) => movedBy(fault, -(starts[place] ?? 0))),
    );
  });
  if (mended.every((one) => one === undefined)) return undefined;
  const [first, ...others] = parts.map((part, place) => ({ ...part, ...pickText(mended[place]) }));
  if (first === undefined) return undefined;
  const meant: Layers = { parts: [first, ...others], extended };
  const meantStarts = startsOf(meant.parts.map(({ source }) => source));
  return {
    loaded: { ...assembled(meant), file: loaded.file },
    slips: mended.flatMap((one, place) => slipsOf(one, place)),
    placed: (faults) => faults.map(placedBack),
  };

  function slipsOf(one: Mended | undefined, place: number): Fault[] {
    const part = parts[place];
    if (one === undefined || part === undefined) return [];
    return signFaults(part.source, one.slips, one.source).map((fault) => movedBy(fault, starts[place] ?? 0));
  }

  function placedBack(fault: Fault): Fault {
    const { at } = fault;
    if (at === undefined) return fault;
    const place = placeOf(meantStarts, at.start);
    const [from, to] = [meantStarts[place] ?? 0, starts[place] ?? 0];
    const back = (offset: number) => to + (mended[place]?.meant.placeOf(offset - from) ?? offset - from);
    const start = back(at.start);
    return { ...fault, at: { start, end: Math.max(start, back(at.end)) } };
  }
}

function pickText(mended: (Mended & { readonly tree: Loaded['tree'] }) | undefined) {
  return mended && { source: mended.source, tree: mended.tree };
}

/** The files of a configuration; of one that extends nothing, itself. */
function layersOf({ file, source, tree, layers }: Loaded): Layers {
  return layers ?? { parts: [{ file, source, tree }], extended: [[]] };
}

/** The number of the part that begins at or before an offset. */
export function placeOf(starts: readonly number[], offset: number): number {
  return Math.max(
    0,
    starts.findLastIndex((start) => start <= offset),
  );
}
