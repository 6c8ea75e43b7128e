import type { Liveness } from '../model/lock.ts';
import type { Holder, Vantage } from './holder.ts';
import { probePresence } from './presence.ts';
import { bootedMs, isRunning, processFacts } from './process-facts.ts';

/**
 * Judges a holder of the lock in `folder`. A number alone says little: numbers are used again, and the first process of
 * every container is number 1. So a holder is asked through its socket, else told by the start of machine and process.
 */
export async function livenessOf(holder: Holder, folder: string, here: Vantage): Promise<Liveness> {
  // Windows and the Linux inside it have one name, and each its own numbers.
  if (holder.platform !== undefined && holder.platform !== here.platform) return 'unknown';
  const isThisBoot = holder.boot !== undefined && holder.boot === here.boot;
  if (isThisBoot && holder.socket) {
    const answer = await probePresence(folder, holder.socket);
    if (answer) return answer;
  }
  const isThisHost = holder.host === here.host;
  if (!isThisBoot && !isThisHost) return 'unknown';
  if (!isThisBoot) {
    // Two machines that share a folder may have one name: only of the same machine another start is an earlier one.
    if (holder.boot !== undefined && here.boot !== undefined)
      return isSameMachine(holder, here) ? 'gone' : 'unknown';
    if (await isFromBefore(holder)) return 'gone';
  }
  if (!seesNumbersOf(holder, here, isThisHost)) return 'unknown';
  return (await isStillTheSame(holder)) ? 'lives' : 'gone';
}

function isSameMachine({ machine }: Holder, here: Vantage): boolean {
  return machine !== undefined && machine === here.machine;
}

/** Whether it was written before this machine was started. */
async function isFromBefore({ since }: Holder): Promise<boolean> {
  const booted = await bootedMs();
  return booted !== undefined && Date.parse(since) < booted - toleranceMs;
}

function seesNumbersOf({ pidNamespace }: Holder, here: Vantage, isThisHost: boolean): boolean {
  if (pidNamespace === undefined || here.pidNamespace === undefined) return isThisHost;
  return pidNamespace === here.pidNamespace;
}

/** Whether the process that has the holder's number now is the one that took the lock. */
async function isStillTheSame({ pid, start, since }: Holder): Promise<boolean> {
  if (!isRunning(pid)) return false;
  const facts = await processFacts(pid);
  if (facts === undefined) return true;
  if (facts.ended) return false;
  if (start !== undefined) return facts.start === start;
  const { startedMs } = facts;
  return startedMs === undefined || !(Date.parse(since) < startedMs - toleranceMs);
}

/** The wall clock is set now and then, and the system tells its start in whole seconds. */
const toleranceMs = 5000;
