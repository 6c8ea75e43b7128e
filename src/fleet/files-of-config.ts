import { dirname, resolve } from 'node:path';
import { type ConfigWorld, resolveOffline } from '../config/config.ts';
import { mediaWants } from '../kinds/media/states.ts';

/** Absolute paths of the files that decide what a config says; undefined when it can't be read as one. */
export async function filesOfConfig(config: string, world: ConfigWorld): Promise<string[] | undefined> {
  const resolved = await resolveOffline(config, world);
  if (!resolved.ok) return undefined;
  const file = resolve(world.cwd, config);
  const { desired } = resolved.value;
  const avatars = desired.accounts.flatMap(({ avatar }) => avatar?.path ?? []);
  const media = mediaWants(desired).map(({ file: { path } }) => path);
  return [file, ...[...avatars, ...media].map((path) => resolve(dirname(file), path))];
}
