// Shared work on a fleet plan: one row a member says how it ended, and the lock that a process has on a member says whose it
// is. There is no queue: what is open, taken and ended is what the rows and the locks say.
import type { FleetWork, TakenMember } from '../../model/backend.ts';
import { say } from '../../words/en/locks.ts';
import { lockLost } from '../lock-lost.ts';
import { asWritten } from '../written-holder.ts';
import type { LockSession, SessionLock } from './lock-session.ts';
import type { Shared } from './shared.ts';

/** The work on the fleet plan of this digest. */
export function fleetWorkIn(digest: string, shared: Shared): FleetWork {
  const database = () => shared.database();
  const ask = async <Row extends Record<string, unknown>>(sql: string, ...values: unknown[]) =>
    (await database()).ask<Row>(sql, [digest, ...values]);
  const persist = async (sql: string, ...values: unknown[]) =>
    (await database()).persist(async (client) => (await client.query(sql, [digest, ...values])).rowCount);
  const taken = (position: number, session: LockSession, lock: SessionLock): TakenMember => ({
    position,
    again: lock.attempt !== '1',
    end: async (ending, counts) => {
      const isFailed = counts === 'failed';
      const isShared = counts !== 'neither';
      const count = await persist(endSql, position, ending, isFailed, lock.key, lock.attempt, isShared);
      if (count !== 1) throw lockLost(say('lost-official-account'));
      await session.giveBack(lock);
    },
    putBack: () => session.giveBack(lock),
  });
  /** It may have ended between the question and the lock; then, and when that can't be told, it is given back. */
  const isOpen = async (member: TakenMember): Promise<boolean> => {
    let open = false;
    try {
      const [row] = await ask<{ ending: string | null }>(endingSql, member.position);
      open = row?.ending === null;
      return open;
    } finally {
      if (!open) await member.putBack();
    }
  };
  return {
    announce: async (members) => {
      await persist(
        announceSql,
        members.map((_, position) => position),
        members.map(({ wave }) => wave),
        members.map(({ ending }) => ending ?? null),
        members.map(({ failed = false }) => failed),
      );
    },
    take: async () => {
      const session = await shared.session();
      const holder = JSON.stringify(asWritten(shared.world.clock.now(), shared.world.env));
      for (const { position } of await ask<{ position: number }>(openSql)) {
        const lock = await session.tryToTake(`fleet ${digest} ${position}`, holder);
        if (lock === undefined) continue;
        const member = taken(position, session, lock);
        if (await isOpen(member)) return member;
      }
      return undefined;
    },
    tally: async () => {
      const [row] = await ask<{ ended: number; failed: number; open: number }>(tallySql);
      return row ?? { ended: 0, failed: 0, open: 0 };
    },
    changed: async (mostMs) => {
      const session = await shared.session();
      const awake = new AbortController();
      const forget = session.onChange(() => awake.abort());
      await shared.world.clock.sleep(mostMs, awake.signal);
      forget();
    },
    endings: async function* () {
      for (let from = 0; ; from += page) {
        const rows = await ask<{ ending: string | null }>(endingsSql, from, from + page);
        for (const { ending } of rows) yield ending ?? undefined;
        if (rows.length < page) return;
      }
    },
  };
}

/** Endings that are read at a time: an official account with many changes takes some hundred kilobytes. */
const page = 50;

const announceSql = `INSERT INTO kefu_fleet (digest, position, wave, shared, ending, failed)
  SELECT $1, position, wave, ending IS NULL, ending, failed
  FROM unnest($2::int[], $3::int[], $4::text[], $5::boolean[]) AS member (position, wave, ending, failed)
  ON CONFLICT (digest, position) DO NOTHING`;

/** Waves go by one after the other. */
const openSql = `SELECT position FROM kefu_fleet
  WHERE digest = $1 AND ending IS NULL
    AND wave = (SELECT min(wave) FROM kefu_fleet WHERE digest = $1 AND ending IS NULL)
  ORDER BY position`;

const endingSql = 'SELECT ending FROM kefu_fleet WHERE digest = $1 AND position = $2';

/** Only under the lock's own attempt: who was taken for dead and was not must not overwrite its successor. */
const endSql = `WITH held AS (SELECT 1 FROM kefu_lock WHERE app_id = $5 AND attempt = $6::bigint FOR SHARE)
  UPDATE kefu_fleet SET ending = $3, failed = $4, shared = $7, ended = now()
  WHERE digest = $1 AND position = $2 AND (ending IS NULL OR ending = $3) AND EXISTS (SELECT 1 FROM held)`;

/** What nothing was done with counts as neither. */
const tallySql = `SELECT (count(*) FILTER (WHERE shared AND ending IS NOT NULL))::int AS ended,
    (count(*) FILTER (WHERE failed))::int AS failed,
    (count(*) FILTER (WHERE ending IS NULL))::int AS open
  FROM kefu_fleet WHERE digest = $1`;

const endingsSql = `SELECT ending FROM kefu_fleet
  WHERE digest = $1 AND position >= $2 AND position < $3 ORDER BY position`;
