import { lstat } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { Diagnostic } from '../model/diagnostic.ts';
import { visible } from '../model/visible.ts';
import { say } from '../words/en/fleets.ts';
import { told } from '../words/say.ts';

/**
 * The fault of a config that is a link which nobody named: a folder that comes from a pull request could show any file of the
 * machine by it, and passing over it would leave an official account out without a word. Undefined for anything else.
 */
export async function unnamedLink(
  config: string,
  named: ReadonlySet<string>,
  cwd: string,
): Promise<Diagnostic | undefined> {
  if (named.has(config)) return undefined;
  const stats = await lstat(resolve(cwd, config)).catch(() => undefined);
  if (!stats?.isSymbolicLink()) return undefined;
  return {
    severity: 'error',
    code: 'config-is-link',
    ...told(say('config-is-link', { config: visible(config) }), say('file-or-name-link')),
  };
}
