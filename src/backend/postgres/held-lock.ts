import type { HeldLock } from '../../model/lock.ts';
import { visible } from '../../model/visible.ts';
import { say } from '../../words/en/locks.ts';
import { holderWords, type LockUse, lockTold, waitOrEnd } from '../holder-words.ts';
import { readWritten } from '../written-holder.ts';
import { breakWords, channel, keyOf } from './lock-session.ts';
import type { Shared } from './shared.ts';

/** What can be locked. */
export interface Lockable {
  /** An AppID, or a journal of one. */
  readonly key: string;
  /** What it is, for people. */
  readonly name: string;
  readonly use: LockUse;
}

type Row = { readonly attempt: string; readonly holder: string | null; readonly pid: number | null };

/** Who has a lock. Rejects with a `Failure`. */
export async function lookAtLock(
  { name, key, use }: Lockable,
  shared: Shared,
): Promise<HeldLock | undefined> {
  const row = await rowOf(key, shared);
  if (row === undefined || (row.holder === null && row.pid === null)) return undefined;
  const holder = readWritten(row.holder ?? undefined);
  const lives = row.pid !== null;
  const who = holder ? holderWords(holder, shared.world.clock.now()) : say('holder-unknown');
  const place = `${shared.place} ${visible(name)}`;
  const known = { run: use.run, who, name: visible(name), place: shared.place };
  return {
    place,
    holder,
    liveness: lives ? 'lives' : 'gone',
    ...(lives
      ? lockTold(say('lock-in-held', known), waitOrEnd(use))
      : lockTold(say('lock-in-left-behind', known), say('next-takes-over', { run: use.run }))),
    break: () => breakLock(key, row, shared),
  };
}

async function rowOf(key: string, shared: Shared): Promise<Row | undefined> {
  const database = await shared.database();
  const [row] = await database.ask<Row>(
    `SELECT attempt::text, holder, (${holdingPid}) AS pid FROM kefu_lock, (SELECT ${keyOf('$1')} AS key) AS k WHERE app_id = $1`,
    [key],
  );
  return row;
}

/** https://www.postgresql.org/docs/current/view-pg-locks.html: a bigint key stands in two halves, with objsubid 1. */
const holdingPid = `SELECT pid FROM pg_locks WHERE locktype = 'advisory' AND granted AND objsubid = 1
  AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
  AND classid::bigint = ((k.key >> 32) & 4294967295) AND objid::bigint = (k.key & 4294967295) LIMIT 1`;

/**
 * Removes a lock: its holder is told to give it up, and its session is ended when it does not. From then on what it writes is
 * refused. Rejects with a `Failure`.
 */
async function breakLock(key: string, { attempt }: Row, shared: Shared): Promise<boolean> {
  const database = await shared.database();
  const broken = await database.persist(async (client) => {
    const { rowCount } = await client.query(
      'UPDATE kefu_lock SET attempt = attempt + 1, holder = NULL WHERE app_id = $1 AND attempt = $2::bigint',
      [key, attempt],
    );
    if (rowCount === 1) await client.query(`SELECT pg_notify('${channel}', $1)`, [breakWords(key, attempt)]);
    return rowCount === 1;
  });
  if (broken) await waitUntilFree(key, shared);
  return broken;
}

async function waitUntilFree(key: string, shared: Shared): Promise<void> {
  for (let waited = 0; waited < graceMs; waited += pollMs) {
    if (((await rowOf(key, shared))?.pid ?? null) === null) return;
    await shared.world.clock.sleep(pollMs);
  }
  const pid = (await rowOf(key, shared))?.pid ?? null;
  const database = await shared.database();
  if (pid !== null) await database.ask('SELECT pg_terminate_backend($1)', [pid]);
}

/** How long a holder may take to give up by itself. */
const graceMs = 2000;
const pollMs = 50;
