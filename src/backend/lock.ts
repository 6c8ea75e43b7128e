import { randomUUID } from 'node:crypto';
import { dirname } from 'node:path';
import { Failure } from '../model/failure.ts';
import type { Clock } from '../model/ports.ts';
import { told } from '../words/say.ts';
import { asHolder, type Holder, ownVantage, type Vantage } from './holder.ts';
import { lockedHint, lockedWords } from './holder-words.ts';
import { chainOf, createLock, type Link, removeLock, replaceLock } from './lock-file.ts';
import { type Presence, showPresence } from './presence.ts';
import { type SeenLock, seeLock } from './seen-lock.ts';

/** The lock of a state file lies beside it. */
export function lockPathOf(stateFile: string): string {
  return `${stateFile}.lock`;
}

/** A lock file that this process has. */
export interface TakenLock {
  /** Whether the lock still is this process's own. */
  isOurs(): Promise<boolean>;
  /** Gives it back. Rejects with a `Failure`: what can't be given back is taken over when this process has ended, where that can be seen. */
  release(): Promise<void>;
}

/**
 * Takes the lock beside a state file, so that two applies don't run at once. Waits up to `timeoutMs` for another holder; a
 * lock whose holder is gone, also in another container, and one that is empty or cut is taken over. Rejects with a `Failure`
 * of kind `busy`, or `config` when the folder can't be written or the lock is no file.
 */
export async function takeLock(
  stateFile: string,
  clock: Clock,
  timeoutMs: number,
  env: NodeJS.ProcessEnv = process.env,
): Promise<TakenLock> {
  const path = lockPathOf(stateFile);
  const candidate = new Candidate(path, await ownVantage(), clock, env);
  try {
    await waitFor(path, candidate, clock, timeoutMs);
  } catch (error) {
    await candidate.withdraw();
    throw error;
  }
  return {
    isOurs: async () => (await ownLink(path, await candidate.asHolder())) !== undefined,
    release: async () => {
      try {
        await giveBack(path, await candidate.asHolder());
      } finally {
        await candidate.withdraw();
      }
    },
  };
}

/** Somebody who wants the lock, and shows that they live from the moment they reach for it. */
class Candidate {
  readonly here: Vantage;
  readonly #path: string;
  readonly #clock: Pick<Clock, 'now'>;
  readonly #env: NodeJS.ProcessEnv;
  #presence: Presence | undefined;
  #holder: Holder | undefined;

  constructor(path: string, here: Vantage, clock: Pick<Clock, 'now'>, env: NodeJS.ProcessEnv) {
    this.here = here;
    this.#path = path;
    this.#clock = clock;
    this.#env = env;
  }

  async asHolder(): Promise<Holder> {
    this.#presence ??= await showPresence(dirname(this.#path));
    this.#holder ??= await asHolder(this.here, this.#presence, this.#clock.now(), this.#env);
    return this.#holder;
  }

  async withdraw(): Promise<void> {
    await this.#presence?.end();
  }
}

const pollMs = 250;

/** Resolves when the candidate holds the lock. */
async function waitFor(path: string, candidate: Candidate, clock: Clock, timeoutMs: number): Promise<void> {
  const firstSeen = new Map<string, number>();
  let waited = 0;
  const standingMs = ({ key, modifiedMs }: Link) => {
    const seen = firstSeen.get(key) ?? waited;
    firstSeen.set(key, seen);
    // The disk's clock may be another machine's: what we saw standing ourselves counts too.
    return Math.max(clock.now() - modifiedMs, waited - seen);
  };
  for (;;) {
    const chain = await chainOf(path);
    if (chain.length === 0) {
      if (await createLock(path, await candidate.asHolder())) return;
      continue;
    }
    const seen = await seeLock(path, chain, candidate.here, standingMs);
    if (seen.liveness === 'gone') {
      if (await replaceLock(path, chain, await candidate.asHolder())) return;
      continue;
    }
    if (waited >= timeoutMs) throw busy(seen, clock.now());
    await clock.sleep(pollMs);
    waited += pollMs;
  }
}

/** The lock as it is, when it is this holder's and nobody claims it. */
async function ownLink(path: string, holder: Holder): Promise<readonly Link[] | undefined> {
  const chain = await chainOf(path);
  return chain.length === 1 && chain[0]?.key === holder.nonce ? chain : undefined;
}

async function giveBack(path: string, holder: Holder): Promise<void> {
  const chain = await ownLink(path, holder);
  // The claim must not look like the lock it is made on.
  if (chain) await removeLock(path, chain, { ...holder, nonce: randomUUID() });
}

function busy(seen: SeenLock, nowMs: number): Failure {
  return new Failure('busy', 'locked', told(lockedWords(seen, nowMs), lockedHint(seen)));
}

/** The lock beside a state file as it is now; undefined when nobody holds it. Rejects with a `Failure`. */
export async function lookAtLock(
  stateFile: string,
  clock: Pick<Clock, 'now'>,
): Promise<SeenLock | undefined> {
  const path = lockPathOf(stateFile);
  const chain = await chainOf(path);
  if (chain.length === 0) return undefined;
  return seeLock(path, chain, await ownVantage(), ({ modifiedMs }) => clock.now() - modifiedMs);
}

/**
 * Removes the very lock that was looked at, whoever holds it; resolves to false when it is another one by now.
 * Rejects with a `Failure` when the folder can't be written.
 */
export async function breakLock({ path, chain }: SeenLock, clock: Pick<Clock, 'now'>): Promise<boolean> {
  const breaker = new Candidate(path, await ownVantage(), clock, {});
  try {
    return await removeLock(path, chain, await breaker.asHolder());
  } finally {
    await breaker.withdraw();
  }
}
