import type { Diagnostic } from '../model/diagnostic.ts';
import { assembled } from './assemble.ts';
import { readLayers } from './layers.ts';
import type { Loaded } from './load.ts';
import { entryOf } from './tree.ts';
import type { ConfigWorld } from './world.ts';

/** The configuration with what it extends; the same when it extends nothing, or the faults that keep a file from being read. */
export async function withLayers(
  loaded: Loaded,
  world: ConfigWorld,
): Promise<Loaded | readonly Diagnostic[]> {
  const { file, source, tree } = loaded;
  if (entryOf(tree, 'extends') === undefined && entryOf(tree, 'without') === undefined) return loaded;
  const layers = await readLayers({ file, source, tree }, world);
  return 'parts' in layers ? assembled(layers) : layers;
}
