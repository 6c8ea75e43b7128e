import { randomUUID } from 'node:crypto';
import type { PoolClient } from 'pg';
import { historyLine, readHistoryLine } from '../../documents/history.ts';
import type { Lock, Memory, Remembered } from '../../model/backend.ts';
import { Failure } from '../../model/failure.ts';
import type { HistoryEntry } from '../../model/history.ts';
import type { HeldLock } from '../../model/lock.ts';
import type { Recorded } from '../../model/recorded.ts';
import { visible } from '../../model/visible.ts';
import { say } from '../../words/en/backends.ts';
import { told } from '../../words/say.ts';
import { ofApply } from '../holder-words.ts';
import { inversePlanPath } from '../inverse-folder.ts';
import { readStateText, stateMoved, stateText } from '../state-text.ts';
import { held, mustBeHeld } from './fence.ts';
import { lookAtLock } from './held-lock.ts';
import { journalsIn } from './journal.ts';
import type { LockSession, SessionLock } from './lock-session.ts';
import type { Shared } from './shared.ts';
import { takeLock } from './take-lock.ts';
import { tokenIn } from './token.ts';

/** What a database remembers of one official account: its record by the name, its lock and history by the AppID. */
export function memoryIn({ name, appId, stateFile }: Remembered, shared: Shared): Memory {
  const place = `${shared.place} ${visible(name)}`;
  const words = `The state of ${visible(name)} in ${shared.place}`;
  const { kinds } = shared.world;
  const lockable = { key: appId, name: visible(name), use: ofApply };
  const ask = async <Row extends Record<string, unknown>>(sql: string, values: unknown[]) =>
    (await shared.database()).ask<Row>(sql, values);
  const read = async (): Promise<Recorded | undefined> => {
    const [row] = await ask<{ document: string }>('SELECT document FROM kefu_state WHERE name = $1', [name]);
    return row && readStateText(row.document, words, kinds);
  };
  const lockOf = (session: LockSession, taken: SessionLock): Lock => ({
    state: { read, write: (recorded) => write(recorded, taken) },
    history: { put: (entry) => put(entry, taken) },
    lost: taken.lost.signal,
    release: () => session.giveBack(taken),
  });
  const write = async (recorded: Recorded, taken: SessionLock) => {
    const writeId = randomUUID();
    const values = [
      appId,
      taken.attempt,
      name,
      recorded.serial,
      stateText(recorded),
      writeId,
      recorded.appId,
    ];
    await (await shared.database()).persist(async (client) => {
      const { rowCount } = await client.query(writeSql, values);
      if (rowCount !== 1) await refuseUnlessWritten(client, writeId, taken);
    });
  };
  const refuseUnlessWritten = async (client: PoolClient, writeId: string, taken: SessionLock) => {
    // The answer of an earlier try may have been lost with the connection.
    const { rows } = await client.query('SELECT 1 FROM kefu_state WHERE name = $1 AND write_id = $2', [
      name,
      writeId,
    ]);
    if (rows.length === 1) return;
    await mustBeHeld(client, taken);
    throw stateMoved(words);
  };
  const put = async (entry: HistoryEntry, taken: SessionLock) =>
    (await shared.database()).persist(async (client) => {
      const values = [appId, taken.attempt, entry.id, entry.began, historyLine(entry)];
      const { rowCount } = await client.query(putSql, values);
      if (rowCount !== 1) await mustBeHeld(client, taken);
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
      const { session, lock } = await takeLock(lockable, timeoutMs, shared);
      return lockOf(session, lock);
    },
    lookAtLock: (): Promise<HeldLock | undefined> => lookAtLock(lockable, shared),
    deliveries: journalsIn({ name, appId }, shared),
    sealedToken: tokenIn(appId, shared),
    others: async () => {
      const rows = await ask<{ name: string }>(
        'SELECT name FROM kefu_state WHERE app_id = $1 AND name <> $2 ORDER BY name',
        [appId, name],
      );
      return rows.map((row) => row.name);
    },
  };
}

function entryIn(line: string, place: string): HistoryEntry {
  const entry = readHistoryLine(line);
  if (entry) return entry;
  throw new Failure(
    'config',
    'history-unreadable',
    told(say('history-in-other', { place }), say('look-at-table')),
  );
}

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
