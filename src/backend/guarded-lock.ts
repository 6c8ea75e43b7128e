import type { Lock } from '../model/backend.ts';
import type { Failure } from '../model/failure.ts';

/** A lock whose every write first asks `lostBy` whether it is lost, and why; what was lost once stays lost. */
export function guardedLock(
  { state, history, release }: Omit<Lock, 'lost'>,
  lostBy: () => Promise<Failure | undefined>,
): Lock {
  const lost = new AbortController();
  const ensureHeld = async () => {
    if (!lost.signal.aborted) {
      const why = await lostBy();
      if (why) lost.abort(why);
    }
    if (lost.signal.aborted) throw lost.signal.reason;
  };
  return {
    state: {
      read: state.read,
      write: async (recorded) => {
        await ensureHeld();
        await state.write(recorded);
      },
    },
    history: {
      put: async (entry) => {
        await ensureHeld();
        await history.put(entry);
      },
    },
    lost: lost.signal,
    release,
  };
}
