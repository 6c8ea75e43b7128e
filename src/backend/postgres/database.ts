import type { Client, Pool, PoolClient, QueryResultRow } from 'pg';
import type { SteadyClock } from '../../model/ports.ts';
import type { DatabaseAddress } from './address.ts';
import { databaseFailure, isConnectionFault } from './faults.ts';
import { migrate, schemaVersion } from './schema.ts';

/** A few sessions are enough for short queries of many official accounts. */
const mostSessions = 4;
/** After so long a query is not waited for: the network is silent. Milliseconds. */
const silenceMs = 5000;
/** How long a write waits for a server that is started again. Milliseconds. */
const patienceMs = 15_000;

/** Queries to one database. Every method rejects with a `Failure`. */
export interface Database {
  readonly place: string;
  /** Rows of a question; none while the tables were never made. */
  ask<Row extends QueryResultRow>(sql: string, values: readonly unknown[]): Promise<readonly Row[]>;
  /**
   * Does something that may be done twice, again and again while the server is away, for a quarter of a minute.
   */
  persist<Result>(act: (client: PoolClient) => Promise<Result>): Promise<Result>;
  /** A session of its own, with the tables there. */
  session(): Promise<Client>;
  close(): Promise<void>;
}

/** Opens a database; nothing is connected to yet. */
export async function openDatabase(
  { place, connection }: DatabaseAddress,
  clock: SteadyClock,
): Promise<Database> {
  // The driver is loaded by those alone who use it.
  const { default: pg } = await import('pg');
  const settings = {
    ...connection,
    connectionTimeoutMillis: silenceMs,
    query_timeout: silenceMs,
    keepAlive: true,
    application_name: 'kefu',
  };
  const pool: Pool = new pg.Pool({ ...settings, max: mostSessions, allowExitOnIdle: true });
  // An idle session that ends is replaced by the next that is needed.
  pool.on('error', () => {});
  pool.on('connect', (client) => {
    client.on('error', () => {});
  });
  const durable = new WeakSet<PoolClient>();
  let isMigrated = false;
  const inSession = async <Result>(act: (client: PoolClient) => Promise<Result>): Promise<Result> => {
    const client = await pool.connect();
    try {
      if (!durable.has(client)) await client.query(alwaysDurable);
      durable.add(client);
      const result = await act(client);
      client.release();
      return result;
    } catch (error) {
      // One that failed is not used again: what of it may still come can't disturb another query.
      client.release(true);
      throw error;
    }
  };
  const ready = async (client: Pick<Client, 'query'>) => {
    if (!isMigrated) await migrate(client, place);
    isMigrated = true;
  };
  return {
    place,
    ask: async (sql, values) => {
      try {
        return await inSession(async (client) => {
          if (!isMigrated && (await schemaVersion(client, place)) === 0) return [];
          return (await client.query(sql, [...values])).rows;
        });
      } catch (error) {
        throw databaseFailure(place, error);
      }
    },
    persist: async (act) => {
      const since = clock.uptime();
      for (;;) {
        try {
          return await inSession(async (client) => {
            await ready(client);
            return act(client);
          });
        } catch (error) {
          if (!isConnectionFault(error) || clock.uptime() - since >= patienceMs) {
            throw databaseFailure(place, error);
          }
          await clock.sleep(retryMs);
        }
      }
    },
    session: async () => {
      const client: Client = new pg.Client(settings);
      client.on('error', () => {});
      try {
        await client.connect();
        await ready(client);
        return client;
      } catch (error) {
        await client.end().catch(() => undefined);
        throw databaseFailure(place, error);
      }
    },
    close: () => pool.end(),
  };
}

const retryMs = 200;

/** What is answered has to outlive a crash of the server, whatever its owner prefers for others. */
const alwaysDurable = `SELECT set_config('synchronous_commit', 'on', false)
  WHERE current_setting('synchronous_commit') IN ('off', 'local')`;
