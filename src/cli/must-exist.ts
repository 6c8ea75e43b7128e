import { access } from 'node:fs/promises';
import { Failure } from '../model/failure.ts';
import type { Saying } from '../model/saying.ts';
import { visible } from '../model/visible.ts';
import { say } from '../words/en/files.ts';
import { told } from '../words/say.ts';

/** Rejects for a config that is not there: of a misspelt one, nothing is remembered either, and that must not look like good news. */
export async function mustExist(config: string, written: string, hint: Saying): Promise<void> {
  try {
    await access(config);
  } catch (error) {
    throw new Failure(
      'config',
      'config-not-found',
      told(say('config-not-found', { file: visible(written) }), hint),
      { cause: error },
    );
  }
}
