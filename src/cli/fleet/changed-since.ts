import { execFile } from 'node:child_process';
import { realpath } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { filesOfConfig } from '../../fleet/files-of-config.ts';
import { Failure } from '../../model/failure.ts';
import { visible } from '../../model/visible.ts';
import { say } from '../../words/en/fleets.ts';
import { told } from '../../words/say.ts';
import type { CommandWorld } from '../command.ts';

const git = promisify(execFile);

/**
 * The configs that differ from a commit of git, or whose pictures, media or shared pieces do; files that git does not track,
 * ignored ones and those of a submodule too, count as changed. A config that can't be read is kept, so that its fault is told. Rejects with a `Failure` when git
 * can't tell.
 */
export async function configsChangedSince(
  ref: string,
  configs: readonly string[],
  { cwd, env }: CommandWorld,
): Promise<string[]> {
  const known = await filesOfGit(ref, cwd);
  const kept: string[] = [];
  for (const config of configs) {
    const files = await filesOfConfig(config, { cwd, env });
    const changed = files && (await Promise.all(files.map((file) => isChanged(file, known))));
    if (changed === undefined || changed.includes(true)) kept.push(config);
  }
  return kept;
}

/** Real absolute paths. */
interface FilesOfGit {
  readonly tracked: ReadonlySet<string>;
  readonly changed: ReadonlySet<string>;
}

/** Git goes by real paths, and of a link it tells both: where it leads, and what is there. One that is not there is none of it. */
async function isChanged(file: string, { tracked, changed }: FilesOfGit): Promise<boolean> {
  try {
    const target = await realpath(file);
    const itself = join(await realpath(dirname(file)), basename(file));
    return changed.has(itself) || changed.has(target) || !tracked.has(target);
  } catch {
    return false;
  }
}

async function filesOfGit(ref: string, cwd: string): Promise<FilesOfGit> {
  const [root = ''] = await listed(['rev-parse', '--show-toplevel'], '\n', ref, cwd);
  const [commit = ''] = await listed(
    ['rev-parse', '--verify', '--quiet', '--end-of-options', `${ref}^{commit}`],
    '\n',
    ref,
    cwd,
  );
  const changed = await listed(['diff', '--name-only', '--no-renames', '-z', commit, '--'], '\0', ref, root);
  const tracked = await listed(['ls-files', '-z'], '\0', ref, root);
  const paths = (names: readonly string[]) => new Set(names.map((name) => resolve(root, name)));
  return { tracked: paths(tracked), changed: paths(changed) };
}

async function listed(
  args: readonly string[],
  separator: string,
  ref: string,
  cwd: string,
): Promise<string[]> {
  try {
    const { stdout } = await git('git', [...args], { cwd, maxBuffer: 64 * 1024 * 1024 });
    return stdout.split(separator).filter((part) => part !== '');
  } catch (error) {
    throw new Failure(
      'config',
      'changed-since-unknown',
      told(say('git-can-not-tell', { ref: visible(ref) }), say('fetch-history')),
      { cause: error },
    );
  }
}
