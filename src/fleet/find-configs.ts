import { type Dirent, readdir, statSync } from 'node:fs';
import { lstat, stat } from 'node:fs/promises';
import { join, posix, relative, resolve, sep } from 'node:path';
import { Failure } from '../model/failure.ts';
import { naturally } from '../model/natural-order.ts';
import { visible } from '../model/visible.ts';
import { say } from '../words/en/fleets.ts';
import { told } from '../words/say.ts';

/** What a name on the command line stands for. */
export type Named = 'file' | 'folder' | 'glob';

/** More configs than any agency has; a folder that holds more was named by mistake. */
const mostConfigs = 20_000;

/**
 * What each name stands for. What exists is what it is, also when its name has a star; what does not exist is a glob when it
 * has the signs of one, else a file that is missing, which reading it will tell.
 */
export function kindOfName(name: string, cwd: string): Named {
  const stats = statsOf(resolve(cwd, name));
  if (stats) return stats.isDirectory() ? 'folder' : 'file';
  return hasGlobSigns(name) ? 'glob' : 'file';
}

/** What is there; undefined also where nobody may look. */
function statsOf(path: string) {
  try {
    return statSync(path);
  } catch {
    return undefined;
  }
}

/** Whether these names ask for many official accounts: several of them, a folder, or a glob. */
export function namesFleet(names: readonly string[], cwd: string): boolean {
  if (names.length !== 1) return names.length > 1;
  return kindOfName(names[0] ?? '', cwd) !== 'file';
}

/**
 * The configs that files, folders and globs name, each once, in natural order, as paths relative to `cwd` where that is
 * shorter. A folder stands for every `.yaml` and `.yml` below it; names that begin with `_` or `.` are shared pieces or
 * other programs' files and are taken only when they are named themselves. Links to folders are not followed. Whatever else has
 * the name of a config is found (a link, a pipe), so that reading it tells. Rejects with a `Failure` that names everything that
 * stands for nothing, or a folder below that can't be listed.
 */
export async function findConfigs(names: readonly string[], cwd: string): Promise<string[]> {
  const found = new Map<string, string>();
  const empty: string[] = [];
  for (const name of names) {
    const configs = await configsOf(name, cwd);
    if (configs.length === 0) empty.push(name);
    for (const config of configs) found.set(resolve(cwd, config), config);
  }
  if (empty.length > 0) throw standsForNothing(empty);
  if (found.size > mostConfigs) throw tooMany(found.size);
  return [...found.values()].sort(naturally);
}

async function configsOf(name: string, cwd: string): Promise<string[]> {
  switch (kindOfName(name, cwd)) {
    case 'file':
      return [name];
    case 'folder':
      return matching('**/*.{yaml,yml}', resolve(cwd, name), cwd);
    case 'glob':
      return matching(name.split(sep).join(posix.sep), cwd, cwd);
  }
}

async function matching(pattern: string, from: string, cwd: string): Promise<string[]> {
  const { glob } = await import('tinyglobby');
  const unlisted = new Map<string, NodeJS.ErrnoException>();
  const found = await glob(pattern, {
    cwd: from,
    followSymbolicLinks: false,
    fs: { readdir: listing((folder, error) => unlisted.set(folder, error)) },
    expandDirectories: false,
    ignore: ['**/node_modules/**', '**/_*', '**/_*/**'],
  });
  if (unlisted.size > 0) throw cannotBeListed(unlisted, cwd);
  const files: string[] = [];
  for (const path of found) {
    const whole = resolve(from, path);
    // A link to a config is told of by who reads it; one to a folder stands for nothing.
    if (!(await stat(whole).catch(() => lstat(whole))).isDirectory()) files.push(shown(whole, cwd));
  }
  return files;
}

/**
 * How a glob lists a folder. All but folders are files to it, and a folder that can't be listed is told of: else it leaves
 * them out without a word.
 */
function listing(cannotList: (folder: string, error: NodeJS.ErrnoException) => void): typeof readdir {
  const list = (
    folder: string,
    options: { withFileTypes: true },
    tell: (error: NodeJS.ErrnoException | null, entries: Dirent[]) => void,
  ) => {
    readdir(folder, options, (error, entries = []) => {
      if (error && error.code !== 'ENOENT') cannotList(folder, error);
      for (const entry of entries) if (!entry.isDirectory()) entry.isFile = () => true;
      tell(error, entries);
    });
  };
  return list as typeof readdir;
}

function shown(path: string, cwd: string): string {
  const near = relative(cwd, path);
  return near.startsWith('..') && join(cwd, near).length > path.length ? path : near;
}

function hasGlobSigns(name: string): boolean {
  return /[*?{[]/.test(name);
}

function standsForNothing(names: readonly string[]): Failure {
  const quoted = names.map((name) => `"${visible(name)}"`);
  const missing = told(say('no-config-named', { names: quoted }), say('name-configs'));
  return new Failure('config', 'no-configs', missing);
}

/** Official accounts may be in there, so the fleet would not be whole. */
function cannotBeListed(folders: ReadonlyMap<string, NodeJS.ErrnoException>, cwd: string): Failure {
  const listed = [...folders].map(([folder, { code }]) => `"${visible(shown(folder, cwd))}" (${code})`);
  return new Failure(
    'config',
    'folder-unreadable',
    told(say('folders-unlistable', { names: listed }), say('let-read-folder')),
  );
}

function tooMany(count: number): Failure {
  const message = say('too-many-configs', { count, most: mostConfigs });
  return new Failure('config', 'too-many-configs', told(message, say('split-run')));
}
