// Where the files may lie that a configuration extends.

import { realpath } from 'node:fs/promises';
import path from 'node:path';
import { say } from '../words/en/files.ts';
import { told } from '../words/say.ts';
import type { FileFault } from './found-file.ts';
import type { Span } from './mask.ts';
import { type AllowedFolders, allowedFolders } from './open-file.ts';
import type { Fault } from './source.ts';
import type { ConfigWorld } from './world.ts';

/**
 * The folder of the configuration, those of KEFU_ALLOW_PATHS, and the working directory when the configuration lies in it:
 * a fleet's `shops/berlin.yaml` extends `../base.yaml`. It is the operator, not the YAML, who chooses where kefu is run; at
 * the top of the disk or in a home folder that says nothing. Paths start at the folder of `extending`.
 */
export async function foldersForExtends(
  configFile: string,
  extending: string,
  world: ConfigWorld,
): Promise<AllowedFolders> {
  const within = (await isTrustedFor(configFile, world)) ? [world.cwd] : [];
  const folders = allowedFolders(configFile, world, within);
  return { ...folders, root: path.dirname(extending) };
}

async function isTrustedFor(configFile: string, { cwd, env }: ConfigWorld): Promise<boolean> {
  const [config, folder, home] = await Promise.all(
    [path.dirname(configFile), cwd, env.HOME ?? env.USERPROFILE ?? cwd].map((named) =>
      realpath(named).catch(() => named),
    ),
  );
  if (config === undefined || folder === undefined || folder === path.parse(folder).root) return false;
  if (folder === home && (env.HOME ?? env.USERPROFILE) !== undefined) return false;
  return config === folder || config.startsWith(folder + path.sep);
}

/** A file that `extends` names and that can't be had, at the place where it is named. */
export function outsideOfExtends({ code, what, hint }: FileFault, at: Span): Fault {
  const more = code === 'file-outside' ? say('run-in-common-folder') : hint;
  return { severity: 'error', code, ...told(what, more), at };
}
