import { placeOf } from './layers-as-meant.ts';
import type { Loaded } from './load.ts';
import type { Span } from './mask.ts';
import { type AllowedFolders, allowedFolders } from './open-file.ts';
import { startsOf } from './source.ts';
import type { ConfigWorld } from './world.ts';

/** Where files may lie that are named at a place of the text: in the folder of the file the place is in. */
export type FoldersByPlace = (place: Span) => AllowedFolders;

/** The same for all places of one file. */
export function foldersByPlace({ file, layers }: Loaded, world: ConfigWorld): FoldersByPlace {
  if (layers === undefined) {
    const folders = allowedFolders(file, world);
    return () => folders;
  }
  const starts = startsOf(layers.parts.map(({ source }) => source));
  const all = layers.parts.map((part) => allowedFolders(part.file, world));
  return ({ start }) => all[placeOf(starts, start)] as AllowedFolders;
}
