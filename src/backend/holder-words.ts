// What people read about a lock.
import type { HeldLock, LockHolder } from '../model/lock.ts';
import type { Saying } from '../model/saying.ts';
import { visible } from '../model/visible.ts';
import { type LockedRun, say } from '../words/en/locks.ts';
import { inEnglish } from '../words/say.ts';
import type { SeenLock } from './seen-lock.ts';

/** What a lock is for, in the words about it. */
export interface LockUse {
  readonly run: LockedRun;
  /** The command that removes it. */
  readonly unlock: string;
}

export const ofApply: LockUse = { run: 'apply', unlock: 'kefu unlock' };

/** The lock of a delivery journal. */
export function ofSending(file: string): LockUse {
  const name = /^[\w./@-]+$/.test(file) ? file : `'${visible(file).replaceAll("'", "'\\''")}'`;
  return { run: 'sending', unlock: `kefu unlock --journal ${name}` };
}

/** Who has the lock, since when, and whether that can be seen: one sentence. */
export function lockedWords(
  { path, holder, liveness, here }: SeenLock,
  nowMs: number,
  { run }: LockUse = ofApply,
): Saying {
  const file = visible(path);
  if (!holder) return say(liveness === 'gone' ? 'lock-cut-off' : 'lock-new-or-cut-off', { file });
  const who = holderWords(holder, nowMs);
  if (liveness === 'lives') return say('lock-held', { run, who, file });
  if (liveness === 'gone') return say('lock-left-behind', { who, file });
  const isThisMachine = holder.boot !== undefined && holder.boot === here.boot;
  if (isThisMachine) return say('lock-in-container', { run, who, file });
  return say('lock-on-machine', { run, who, file, host: visible(holder.host) });
}

/** What to do about it. */
export function lockedHint(
  { holder, liveness }: Pick<SeenLock, 'holder' | 'liveness'>,
  use: LockUse = ofApply,
): Saying {
  if (liveness === 'gone') return say('next-takes-over', { run: use.run });
  if (!holder) return say('again-in-seconds');
  return liveness === 'lives' ? waitOrEnd(use) : waitOrUnlock(use);
}

/** What to do about a lock whose holder lives. */
export function waitOrEnd({ run }: LockUse): Saying {
  return say(run === 'apply' ? 'wait-or-end-apply' : 'wait-or-end-sending');
}

/** What to do about a lock of which nobody knows whether its holder lives. */
export function waitOrUnlock({ run, unlock }: LockUse): Saying {
  return say(run === 'apply' ? 'wait-or-unlock-apply' : 'wait-or-unlock-sending', { unlock });
}

/** "process 12 on ci-7 since 2026-11-25T10:00:00.000Z (3 hours ago), job https://…" */
export function holderWords({ pid, host, since, job }: LockHolder, nowMs: number): Saying {
  const known = { pid, host: visible(host), since: visible(since) };
  const age = ageWords(ageSeconds(since, nowMs));
  const holder = age === undefined ? say('holder', known) : say('holder-with-age', { ...known, age });
  return job === undefined ? holder : say('holder-with-job', { holder, job: visible(job) });
}

/** What a `HeldLock` holds of what is said of it. */
export function lockTold(words: Saying, hint: Saying): Pick<HeldLock, 'words' | 'hint' | 'said'> {
  return { words: inEnglish(words), hint: inEnglish(hint), said: { words, hint } };
}

/** Undefined when `since` is no time. */
export function ageSeconds(since: string, nowMs: number): number | undefined {
  const sinceMs = Date.parse(since);
  return Number.isNaN(sinceMs) ? undefined : Math.max(0, Math.floor((nowMs - sinceMs) / 1000));
}

function ageWords(seconds: number | undefined): Saying | undefined {
  if (seconds === undefined) return undefined;
  const [key, size] = units.find(([, least]) => seconds >= least * 2) ?? (['age-seconds', 1] as const);
  return say(key, { count: Math.floor(seconds / size) });
}

const units = [
  ['age-days', 86_400],
  ['age-hours', 3600],
  ['age-minutes', 60],
] as const;
