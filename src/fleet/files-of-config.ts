import { dirname, resolve } from 'node:path';
import { type ConfigWorld, resolveOffline } from '../config/config.ts';
import { mediaWants } from '../kinds/media/states.ts';

/**
 * Absolute paths of the files that decide what a config says, and perhaps of some that do not; undefined when it can't be
 * read as one. A picture's path starts at the file it is written in, which may be any of those the config extends.
 */
export async function filesOfConfig(config: string, world: ConfigWorld): Promise<string[] | undefined> {
  const resolved = await resolveOffline(config, world);
  if (!resolved.ok) return undefined;
  const { desired, files } = resolved.value;
  const avatars = desired.accounts.flatMap(({ avatar }) => avatar?.path ?? []);
  const media = mediaWants(desired).map(({ file: { path } }) => path);
  const written = [...avatars, ...media];
  return [...files, ...files.flatMap((file) => written.map((path) => resolve(dirname(file), path)))];
}
