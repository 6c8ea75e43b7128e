import { Failure } from '../model/failure.ts';

/** The lock is no longer this run's. `how`: one sentence. */
export function lockLost(how: string, cause?: unknown): Failure {
  return new Failure('busy', 'lock-lost', `The lock was lost: ${how}`, {
    hint: 'No new write was started. Run kefu again: it settles what is open, under the lock.',
    cause,
  });
}
