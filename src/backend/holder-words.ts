// What people read about a lock.
import type { LockHolder } from '../model/backend.ts';
import { visible } from '../model/visible.ts';
import type { SeenLock } from './seen-lock.ts';

/** Who has the lock, since when, and whether that can be seen: one sentence. */
export function lockedWords({ path, holder, liveness, here }: SeenLock, nowMs: number): string {
  const file = visible(path);
  if (!holder) {
    const since = liveness === 'gone' ? 'was cut off' : 'was made just now, or was cut off';
    return `The lock ${file} does not say who holds it: it ${since}.`;
  }
  const who = holderWords(holder, nowMs);
  if (liveness === 'lives') return `Another apply is running: ${who} holds ${file}.`;
  if (liveness === 'gone') return `${file} was left behind by ${who}, which is gone.`;
  const isThisMachine = holder.boot !== undefined && holder.boot === here.boot;
  const where = isThisMachine ? 'in another container' : `on another machine (${visible(holder.host)})`;
  return `Another apply may be running ${where}: ${who} holds ${file}. Whether it still runs can't be seen from here.`;
}

/** What to do about it. */
export function lockedHint({ holder, liveness }: Pick<SeenLock, 'holder' | 'liveness'>): string {
  if (liveness === 'gone') return 'Nothing to do: the next apply takes it over.';
  if (!holder) return 'Run kefu again in a few seconds: a lock that was cut off is then taken over.';
  if (liveness === 'lives') return 'Wait for it (--lock-timeout SECONDS), or end that process.';
  return 'Wait for it (--lock-timeout SECONDS). If you are sure that it is gone: kefu unlock';
}

/** "process 12 on ci-7 since 2026-11-25T10:00:00.000Z (3 hours ago), job https://…" */
export function holderWords({ pid, host, since, job }: LockHolder, nowMs: number): string {
  const age = ageWords(ageSeconds(since, nowMs));
  const of = job === undefined ? '' : `, job ${job}`;
  return visible(`process ${pid} on ${host} since ${since}${age === undefined ? '' : ` (${age})`}${of}`);
}

/** Undefined when `since` is no time. */
export function ageSeconds(since: string, nowMs: number): number | undefined {
  const sinceMs = Date.parse(since);
  return Number.isNaN(sinceMs) ? undefined : Math.max(0, Math.floor((nowMs - sinceMs) / 1000));
}

function ageWords(seconds: number | undefined): string | undefined {
  if (seconds === undefined) return undefined;
  const [unit, size] = units.find(([, least]) => seconds >= least * 2) ?? ['second', 1];
  const count = Math.floor(seconds / size);
  return `${count} ${unit}${count === 1 ? '' : 's'} ago`;
}

const units = [
  ['day', 86_400],
  ['hour', 3600],
  ['minute', 60],
] as const;
