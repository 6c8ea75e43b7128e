// Writes of a lock that somebody else has taken since are refused by its attempt number.
import type { PoolClient } from 'pg';
import { say } from '../../words/en/locks.ts';
import { lockLost } from '../lock-lost.ts';
import type { SessionLock } from './lock-session.ts';

/** A share of the lock's row: who takes the lock waits for a write under it, and a later write sees that it was taken. */
export const held =
  'WITH held AS (SELECT 1 FROM kefu_lock WHERE app_id = $1 AND attempt = $2::bigint FOR SHARE)';

/** Somebody took the lock since: what this run would write is about a world that moved on. */
export async function mustBeHeld(client: PoolClient, { key, attempt, lost }: SessionLock): Promise<void> {
  const { rows } = await client.query('SELECT 1 FROM kefu_lock WHERE app_id = $1 AND attempt = $2', [
    key,
    attempt,
  ]);
  if (rows.length === 1) return;
  const why = lockLost(say('lost-to-another-run'));
  lost.abort(why);
  throw why;
}
