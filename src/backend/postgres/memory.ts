import { randomUUID } from 'node:crypto';
import type { PoolClient } from 'pg';
import { historyLine, readHistoryLine } from '../../documents/history.ts';
import type { HeldLock, Lock, Memory, Remembered } from '../../model/backend.ts';
import { Failure } from '../../model/failure.ts';
import type { HistoryEntry } from '../../model/history.ts';
import type { Recorded } from '../../model/recorded.ts';
import { visible } from '../../model/visible.ts';
import { inversePlanPath } from '../inverse-folder.ts';
import { lockLost } from '../lock-lost.ts';
import { readStateText, stateMoved, stateText } from '../state-text.ts';
import { lookAtLock } from './held-lock.ts';
import type { LockSession, SessionLock } from './lock-session.ts';
import type { Shared } from './shared.ts';
import { takeLock } from './take-lock.ts';

/** What a database remembers of one official account: its record by the name, its lock and history by the AppID. */
export function memoryIn({ name, appId, stateFile }: Remembered, shared: Shared): Memory {
  const place = `${shared.place} ${visible(name)}`;
  const words = `The state of ${visible(name)} in ${shared.place}`;
  const { kinds } = shared.world;
  const ask = async <Row extends Record<string, unknown>>(sql: string, values: unknown[]) =>
    (await shared.database()).ask<Row>(sql, values);
  const read = async (): Promise<Recorded | undefined> => {
    const [row] = await ask<{ document: string }>('SELECT document FROM kefu_state WHERE name = $1', [name]);
    return row && readStateText(row.document, words, kinds);
  };
  const lockOf = (session: LockSession, held: SessionLock): Lock => ({
    state: { read, write: (recorded) => write(recorded, held) },
    history: { put: (entry) => put(entry, held) },
    lost: held.lost.signal,
    release: () => session.giveBack(held),
  });
  const write = async (recorded: Recorded, held: SessionLock) => {
    const writeId = randomUUID();
    const values = [appId, held.attempt, name, recorded.serial, stateText(recorded), writeId, recorded.appId];
    await (await shared.database()).persist(async (client) => {
      const { rowCount } = await client.query(writeSql, values);
      if (rowCount !== 1) await refuseUnlessWritten(client, writeId, held);
    });
  };
  const refuseUnlessWritten = async (client: PoolClient, writeId: string, held: SessionLock) => {
    // The answer of an earlier try may have been lost with the connection.
    const { rows } = await client.query('SELECT 1 FROM kefu_state WHERE name = $1 AND write_id = $2', [
      name,
      writeId,
    ]);
    if (rows.length === 1) return;
    await mustBeHeld(client, held);
    throw stateMoved(words);
  };
  const put = async (entry: HistoryEntry, held: SessionLock) =>
    (await shared.database()).persist(async (client) => {
      const values = [appId, held.attempt, entry.id, entry.began, historyLine(entry)];
      const { rowCount } = await client.query(putSql, values);
      if (rowCount !== 1) await mustBeHeld(client, held);
    });
  return {
    place,
    lockPlace: `of ${visible(name)} in ${shared.place}`,
    state: { read },
    history: {
      read: async ({ sinceMs = 0, most }) => {
        const rows = await ask<{ entry: string }>(historySql, [
          appId,
          new Date(sinceMs).toISOString(),
          most ?? null,
        ]);
        return rows.map(({ entry }) => entryIn(entry, place)).reverse();
      },
    },
    inversePlan: inversePlanPath(stateFile),
    takeLock: async (timeoutMs) => {
      const { session, lock } = await takeLock({ name, appId }, timeoutMs, shared);
      return lockOf(session, lock);
    },
    lookAtLock: (): Promise<HeldLock | undefined> => lookAtLock({ name, appId }, shared),
    others: async () => {
      const rows = await ask<{ name: string }>(
        'SELECT name FROM kefu_state WHERE app_id = $1 AND name <> $2 ORDER BY name',
        [appId, name],
      );
      return rows.map((row) => row.name);
    },
  };
}

/** Somebody took the lock since: what this run would write is about a world that moved on. */
async function mustBeHeld(client: PoolClient, { appId, attempt, lost }: SessionLock): Promise<void> {
  const { rows } = await client.query('SELECT 1 FROM kefu_lock WHERE app_id = $1 AND attempt = $2', [
    appId,
    attempt,
  ]);
  if (rows.length === 1) return;
  const why = lockLost('another run has taken it since.');
  lost.abort(why);
  throw why;
}

function entryIn(line: string, place: string): HistoryEntry {
  const entry = readHistoryLine(line);
  if (entry) return entry;
  throw new Failure(
    'config',
    'history-unreadable',
    `The history in ${place} holds something else than an apply.`,
    {
      hint: 'Look at the table kefu_history: kefu did not write that.',
    },
  );
}

/** A share of the lock's row: who takes the lock waits for a write under it, and a later write sees that it was taken. */
const held = 'WITH held AS (SELECT 1 FROM kefu_lock WHERE app_id = $1 AND attempt = $2::bigint FOR SHARE)';

const writeSql = `${held}
  INSERT INTO kefu_state (name, app_id, serial, document, write_id)
  SELECT $3, $7, $4::bigint, $5, $6::uuid FROM held
  ON CONFLICT (name) DO UPDATE SET app_id = excluded.app_id, serial = excluded.serial, document = excluded.document,
    write_id = excluded.write_id, written = now()
  WHERE kefu_state.serial = excluded.serial - 1`;

const putSql = `${held}
  INSERT INTO kefu_history (id, app_id, began, entry) SELECT $3, $1, $4::timestamptz, $5 FROM held
  ON CONFLICT (id) DO UPDATE SET entry = excluded.entry`;

const historySql = `SELECT entry FROM kefu_history WHERE app_id = $1 AND began >= $2::timestamptz
  ORDER BY began DESC, id DESC LIMIT $3`;
