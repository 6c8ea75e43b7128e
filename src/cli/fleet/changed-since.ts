import { execFile } from 'node:child_process';
import { resolve } from 'node:path';
import { promisify } from 'node:util';
import { filesOfConfig } from '../../fleet/files-of-config.ts';
import { Failure } from '../../model/failure.ts';
import { visible } from '../../model/visible.ts';
import { say } from '../../words/en/fleets.ts';
import { told } from '../../words/say.ts';
import type { CommandWorld } from '../command.ts';

const git = promisify(execFile);

/**
 * The configs that differ from a commit of git, or whose pictures, media or shared pieces do; files that git does not know
 * yet count as changed. A config that can't be read is kept, so that its fault is told. Rejects with a `Failure` when git
 * can't tell.
 */
export async function configsChangedSince(
  ref: string,
  configs: readonly string[],
  { cwd, env }: CommandWorld,
): Promise<string[]> {
  const changed = await changedFiles(ref, cwd);
  const kept: string[] = [];
  for (const config of configs) {
    const files = await filesOfConfig(config, { cwd, env });
    if (files === undefined || files.some((file) => changed.has(file))) kept.push(config);
  }
  return kept;
}

/** Absolute paths. */
async function changedFiles(ref: string, cwd: string): Promise<Set<string>> {
  const [root = ''] = await listed(['rev-parse', '--show-toplevel'], '\n', ref, cwd);
  const [commit = ''] = await listed(
    ['rev-parse', '--verify', '--quiet', '--end-of-options', `${ref}^{commit}`],
    '\n',
    ref,
    cwd,
  );
  const tracked = await listed(['diff', '--name-only', '--no-renames', '-z', commit, '--'], '\0', ref, root);
  const untracked = await listed(['ls-files', '--others', '--exclude-standard', '-z'], '\0', ref, root);
  return new Set([...tracked, ...untracked].map((path) => resolve(root, path)));
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
