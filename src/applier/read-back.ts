import type { AccountId, LiveAccount, LiveAccounts } from '../model/account.ts';
import { Failure } from '../model/failure.ts';
import type { AccountReader, Clock } from '../model/ports.ts';
import type { Settle } from './context.ts';

/** The live account of that id, or null. */
export function find(live: LiveAccounts, id: AccountId): LiveAccount | null {
  return live.accounts.find((account) => account.id === id) ?? null;
}

/**
 * Reads the list until `isThere` holds, for at most `settle.readBackMs`. Resolves to the last list read and whether it
 * held; `undefined` when no reading succeeded. Never rejects for what WeChat or the network does.
 */
export async function readUntil(
  reader: AccountReader,
  clock: Clock,
  settle: Settle,
  isThere: (live: LiveAccounts) => boolean,
): Promise<{ live: LiveAccounts; held: boolean } | undefined> {
  const seen = await pollUntil(() => reader.list(), clock, settle, isThere);
  return seen && { live: seen.value, held: seen.held };
}

/** The same for any reading: the last value read, and whether `holds` held of it. */
export async function pollUntil<Value>(
  read: () => Promise<Value>,
  clock: Clock,
  settle: Settle,
  holds: (value: Value) => boolean,
): Promise<{ value: Value; held: boolean } | undefined> {
  const step = Math.max(1, settle.lagMs / 4);
  let last: { readonly value: Value } | undefined;
  for (let waited = 0; ; ) {
    last = (await tried(read)) ?? last;
    if (last && holds(last.value)) return { value: last.value, held: true };
    if (waited >= settle.readBackMs) return last && { value: last.value, held: false };
    const pause = Math.min(step + waited / 2, settle.readBackMs - waited);
    await clock.sleep(pause);
    waited += pause;
  }
}

const mostReadings = 5;

/**
 * Reads the list until two readings at least `settle.lagMs` apart are equal: one reading that lacks an account is no
 * proof that it is gone. Rejects with a `Failure` when WeChat can't be read.
 */
export async function settledList(
  reader: AccountReader,
  clock: Clock,
  settle: Settle,
): Promise<LiveAccounts> {
  let before = await reader.list();
  for (let reading = 2; reading <= mostReadings; reading++) {
    await clock.sleep(settle.lagMs);
    const now = await reader.list();
    if (JSON.stringify(now) === JSON.stringify(before)) return now;
    before = now;
  }
  throw new Failure(
    'unreachable',
    'list-unsettled',
    `getkflist answered differently ${mostReadings} times in a row, so nothing can be said for sure.`,
    { hint: 'Someone else may be editing. Run kefu plan in a few minutes.' },
  );
}

async function tried<Value>(read: () => Promise<Value>): Promise<{ readonly value: Value } | undefined> {
  try {
    return { value: await read() };
  } catch (error) {
    if (error instanceof Failure) return undefined;
    throw error;
  }
}
