import { load } from './load.ts';
import { isOfficialAccountName } from './official-account-rules.ts';
import { textOf, valueAt } from './tree.ts';
import { withLayers } from './with-layers.ts';
import type { ConfigWorld } from './world.ts';

/**
 * The name of the official account that a config is about, without secrets and network, whatever else is wrong with the file.
 * Undefined when it can't be known: the file is no YAML, or has no name that is one.
 */
export async function nameInConfig(file: string, world: ConfigWorld): Promise<string | undefined> {
  const own = await load(file, world);
  if (!('tree' in own)) return undefined;
  const whole = await withLayers(own, world);
  // What a file says itself stands above what it extends.
  const { tree } = 'tree' in whole ? whole : own;
  const name = textOf(valueAt(valueAt(tree, 'officialAccount'), 'name'));
  return name !== undefined && isOfficialAccountName(name) ? name : undefined;
}
