// PostgreSQL: one row a record, an advisory lock an official account, tables that kefu makes itself.
import type { Backend } from '../../model/backend.ts';
import type { BackendWorld } from '../backend-world.ts';
import { databaseAddress } from './address.ts';
import { type Database, openDatabase } from './database.ts';
import { fleetWorkIn } from './fleet-work.ts';
import { LockSession } from './lock-session.ts';
import { memoryIn } from './memory.ts';

/** Remembers in the database at this address. Throws a `Failure` for an address that can't be used. */
export function postgresBackend(address: string, world: BackendWorld): Backend {
  const named = databaseAddress(address);
  let database: Promise<Database> | undefined;
  let session: Promise<LockSession> | undefined;
  const opened = () => {
    database ??= openDatabase(named, world.clock);
    return database;
  };
  const openSession = async () => LockSession.open(await opened());
  const living = async (): Promise<LockSession> => {
    const last = await session?.catch(() => undefined);
    if (last && !last.hasEnded) return last;
    session = openSession();
    return session;
  };
  /** One at a time: callers at once share a session instead of making one each. */
  let turn: Promise<unknown> = Promise.resolve();
  const inTurn = (): Promise<LockSession> => {
    const next = turn.then(living);
    turn = next.catch(() => undefined);
    return next;
  };
  const shared = { world, database: opened, session: inTurn, place: named.place };
  return {
    kind: 'postgres',
    memoryOf: (account) => memoryIn(account, shared),
    fleetWork: (digest) => fleetWorkIn(digest, shared),
    close: async () => {
      const last = await session?.catch(() => undefined);
      await last?.close();
      await (await database)?.close();
    },
  };
}
