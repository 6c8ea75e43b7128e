import { Failure } from '../model/failure.ts';
import type { Saying } from '../model/saying.ts';
import { say } from '../words/en/locks.ts';
import { told } from '../words/say.ts';

/** The lock is no longer this run's. `how`: one sentence. */
export function lockLost(how: Saying, cause?: unknown): Failure {
  return new Failure('busy', 'lock-lost', told(say('lock-lost', { how }), say('no-new-write')), { cause });
}
