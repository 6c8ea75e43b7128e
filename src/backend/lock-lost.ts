import { Failure } from '../model/failure.ts';
import { say } from '../words/en/locks.ts';
import { type InBoth, told } from '../words/say.ts';

/** The lock is no longer this run's. `how`: one sentence. */
export function lockLost(how: InBoth, cause?: unknown): Failure {
  return new Failure('busy', 'lock-lost', told(say('lock-lost', { how }), say('no-new-write')), { cause });
}
