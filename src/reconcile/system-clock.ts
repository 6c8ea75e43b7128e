import { setTimeout as delay } from 'node:timers/promises';
import type { Clock, SteadyClock } from '../model/ports.ts';

/** The machine's clock. */
export const systemClock: SteadyClock = {
  now: () => Date.now(),
  uptime: () => performance.now(),
  sleep: async (ms, signal) => {
    try {
      await delay(ms, undefined, signal ? { signal } : {});
    } catch (error) {
      if (!signal?.aborted) throw error;
    }
  },
};

/** A clock of whoever uses the library, with `now` for the uptime where it has none; the machine's when none is given. */
export function steady(clock?: Clock): SteadyClock {
  if (clock === undefined) return systemClock;
  return {
    now: () => clock.now(),
    uptime: () => clock.uptime?.() ?? clock.now(),
    sleep: (ms, signal) => clock.sleep(ms, signal),
  };
}
