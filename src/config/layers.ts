// A configuration and the files it extends: read one by one, then put together as one text and one tree.
import { realpath } from 'node:fs/promises';
import type { Diagnostic } from '../model/diagnostic.ts';
import { cycle, deepestChain, extendedPaths, extendedTwice, mostFiles, tooMany } from './extends.ts';
import { foldersForExtends, outsideOfExtends } from './extends-folders.ts';
import { type AllowedFolders, findInside } from './open-file.ts';
import type { Part } from './part.ts';
import { createSharedReader } from './shared-files.ts';
import { shownPath } from './shown-path.ts';
import { diagnosticsOf, type Fault, type Source } from './source.ts';
import type { Scalar } from './tree.ts';
import type { ConfigWorld } from './world.ts';

/** The files of a configuration, its own first, and which of them each extends. */
export interface Layers {
  readonly parts: readonly [Part, ...Part[]];
  /** By the place of the extending file: the places of those it extends, in its order. */
  readonly extended: readonly (readonly number[])[];
}

/** A file on the way from the configuration to what is being read. */
interface Step {
  readonly real: string;
  readonly shown: string;
}

/** Reads what a file extends, and what that extends: each file once. All that keeps files from being read is told at once. */
export async function readLayers(own: Part, world: ConfigWorld): Promise<Layers | readonly Diagnostic[]> {
  const read = world.readShared ?? createSharedReader();
  const parts: [Part, ...Part[]] = [own];
  const extended: number[][] = [];
  const places = new Map<string, number | undefined>();
  const told: Diagnostic[] = [];
  let isFull = false;
  const real = await realpath(own.file).catch(() => own.file);
  await follow(0, [{ real, shown: own.source.file }]);
  return told.length > 0 ? told : { parts, extended };

  async function follow(place: number, chain: readonly Step[]) {
    const { file, source, tree } = parts[place] as Part;
    const { paths, faults } = extendedPaths(source, tree);
    tell(source, faults);
    const found: number[] = [];
    extended[place] = found;
    const folders = paths.length === 0 ? undefined : await foldersForExtends(own.file, file, world);
    for (const written of paths) {
      const next = folders && !isFull ? await placeOf(written, folders, source, chain) : undefined;
      if (next === undefined) continue;
      if (found.includes(next)) tell(source, [extendedTwice(source, written.at)]);
      else found.push(next);
    }
  }

  /** The place of an extended file, read and followed when it is new; undefined when it can't be had. */
  async function placeOf(
    written: Scalar,
    folders: AllowedFolders,
    source: Source,
    chain: readonly Step[],
  ): Promise<number | undefined> {
    const at = written.at;
    const file = await findInside(folders, written.value);
    if (!file.ok) return refuse(source, outsideOfExtends(file, at));
    const again = chain.findIndex(({ real }) => real === file.real);
    const shown = shownPath(file.wanted, world.cwd);
    if (again !== -1)
      return refuse(source, cycle(at, [...chain.slice(again).map((step) => step.shown), shown]));
    if (places.has(file.real)) return places.get(file.real);
    if (parts.length >= mostFiles || chain.length > deepestChain) {
      isFull = true;
      return refuse(source, tooMany(at));
    }
    // What can't be read is told once.
    places.set(file.real, undefined);
    const part = await read(file, shown);
    if ('fault' in part) return refuse(source, outsideOfExtends(part.fault, at));
    if ('diagnostics' in part) {
      told.push(...part.diagnostics);
      return undefined;
    }
    const place = parts.push(part) - 1;
    places.set(file.real, place);
    await follow(place, [...chain, { real: file.real, shown }]);
    return place;
  }

  function refuse(source: Source, fault: Fault): undefined {
    tell(source, [fault]);
  }

  function tell(source: Source, faults: readonly Fault[]): void {
    told.push(...diagnosticsOf(source, faults));
  }
}
