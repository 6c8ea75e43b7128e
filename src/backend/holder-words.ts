// What people read about a lock.
import type { LockHolder } from '../model/lock.ts';
import { visible } from '../model/visible.ts';
import type { SeenLock } from './seen-lock.ts';

/** What a lock is for, in the words about it. */
export interface LockUse {
  readonly run: 'apply' | 'sending';
  readonly wait: string;
  /** The command that removes it. */
  readonly unlock: string;
}

export const ofApply: LockUse = {
  run: 'apply',
  wait: 'Wait for it (--lock-timeout SECONDS)',
  unlock: 'kefu unlock',
};

/** The lock of a delivery journal. */
export function ofSending(file: string): LockUse {
  const name = /^[\w./@-]+$/.test(file) ? file : `'${visible(file).replaceAll("'", "'\\''")}'`;
  return { run: 'sending', wait: 'Wait for it', unlock: `kefu unlock --journal ${name}` };
}

/** Who has the lock, since when, and whether that can be seen: one sentence. */
export function lockedWords(
  { path, holder, liveness, here }: SeenLock,
  nowMs: number,
  { run }: LockUse = ofApply,
): string {
  const file = visible(path);
  if (!holder) {
    const since = liveness === 'gone' ? 'was cut off' : 'was made just now, or was cut off';
    return `The lock ${file} does not say who holds it: it ${since}.`;
  }
  const who = holderWords(holder, nowMs);
  if (liveness === 'lives') return `Another ${run} is running: ${who} holds ${file}.`;
  if (liveness === 'gone') return `${file} was left behind by ${who}, which is gone.`;
  const isThisMachine = holder.boot !== undefined && holder.boot === here.boot;
  const where = isThisMachine ? 'in another container' : `on another machine (${visible(holder.host)})`;
  return `Another ${run} may be running ${where}: ${who} holds ${file}. Whether it still runs can't be seen from here.`;
}

/** What to do about it. */
export function lockedHint(
  { holder, liveness }: Pick<SeenLock, 'holder' | 'liveness'>,
  { run, wait, unlock }: LockUse = ofApply,
): string {
  if (liveness === 'gone') return `Nothing to do: the next ${run} takes it over.`;
  if (!holder) return 'Run kefu again in a few seconds: a lock that was cut off is then taken over.';
  if (liveness === 'lives') return `${wait}, or end that process.`;
  return `${wait}. If you are sure that it is gone: ${unlock}`;
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
