import { Failure } from '../../model/failure.ts';
import { say } from '../../words/en/locks.ts';
import { say as again } from '../../words/en/places.ts';
import { told } from '../../words/say.ts';
import { asWritten } from '../written-holder.ts';
import { type Lockable, lookAtLock } from './held-lock.ts';
import type { LockSession, SessionLock } from './lock-session.ts';
import type { Shared } from './shared.ts';

/** Also without a word from the holder: one that was killed says none. */
const pollMs = 250;

/** Takes a lock, waiting for another holder. Rejects with a `Failure`. */
export async function takeLock(
  lockable: Lockable,
  timeoutMs: number,
  shared: Shared,
): Promise<{ readonly session: LockSession; readonly lock: SessionLock }> {
  const { clock, env } = shared.world;
  const began = clock.uptime();
  for (;;) {
    const session = await shared.session();
    const holder = JSON.stringify(asWritten(clock.now(), env));
    const lock = await session.tryToTake(lockable.key, holder);
    if (lock) return { session, lock };
    const leftMs = timeoutMs - (clock.uptime() - began);
    if (leftMs <= 0) throw await busy(lockable, shared);
    const awake = new AbortController();
    const forget = session.onChange(() => awake.abort());
    await clock.sleep(Math.min(pollMs, leftMs), awake.signal);
    forget();
  }
}

async function busy(lockable: Lockable, shared: Shared): Promise<Failure> {
  const { name, use } = lockable;
  const lock = await lookAtLock(lockable, shared);
  if (lock?.said.words && lock.said.hint)
    return new Failure('busy', 'locked', told(lock.said.words, lock.said.hint));
  const what = say('lock-of-until-now', { run: use.run, place: name });
  return new Failure('busy', 'locked', told(what, again('run-again')));
}
