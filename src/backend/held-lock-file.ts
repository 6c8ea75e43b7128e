import type { HeldLock } from '../model/lock.ts';
import type { Clock } from '../model/ports.ts';
import { type LockUse, lockedHint, lockedWords, lockTold } from './holder-words.ts';
import { breakLock, lookAtLock } from './lock.ts';

/** Who holds the lock beside a file; undefined when nobody does. Rejects with a `Failure`. */
export async function heldLockBeside(
  file: string,
  use: LockUse,
  clock: Clock,
): Promise<HeldLock | undefined> {
  const lock = await lookAtLock(file, clock);
  if (lock === undefined) return undefined;
  const { path: place, holder, liveness } = lock;
  return {
    place,
    holder,
    liveness,
    ...lockTold(lockedWords(lock, clock.now(), use), lockedHint(lock, use)),
    break: () => breakLock(lock, clock),
  };
}
