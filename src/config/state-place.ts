import path from 'node:path';
import type { ConfigWorld } from './world.ts';

/**
 * Where the state of a config is recorded, with its lock and its inverse plans: `kefu.state.json` beside `kefu.yaml`, or
 * where the operator says by `--state` or KEFU_STATE: a file that ends in `.json`, or a folder for the states of many configs.
 * An absolute path.
 */
export function stateFileOf(configFile: string, { env, cwd }: ConfigWorld): string {
  const { dir, name } = path.parse(configFile);
  const file = `${name}.state.json`;
  const asked = env.KEFU_STATE;
  if (asked === undefined || asked === '') return path.join(dir, file);
  const place = path.resolve(cwd, asked);
  return place.endsWith('.json') ? place : path.join(place, file);
}
