import type { ClientBase } from 'pg';
import { Failure } from '../../model/failure.ts';
import { say } from '../../words/en/backends.ts';
import { told } from '../../words/say.ts';

/**
 * The tables, step by step; a step is never changed once it was released. They lie in the first schema of the search path.
 * Their own number of steps stands in `kefu_schema`.
 */
const steps = [
  `CREATE TABLE kefu_state (
     name text PRIMARY KEY,
     app_id text NOT NULL,
     serial bigint NOT NULL,
     document text NOT NULL,
     write_id uuid NOT NULL,
     written timestamptz NOT NULL DEFAULT now()
   );
   CREATE INDEX kefu_state_app_id ON kefu_state (app_id);
   CREATE TABLE kefu_lock (
     app_id text PRIMARY KEY,
     attempt bigint NOT NULL,
     holder text,
     taken timestamptz NOT NULL DEFAULT now()
   );
   CREATE TABLE kefu_history (
     id text PRIMARY KEY,
     app_id text NOT NULL,
     began timestamptz NOT NULL,
     entry text NOT NULL
   );
   CREATE INDEX kefu_history_app_id ON kefu_history (app_id, began);`,
  `CREATE TABLE kefu_fleet (
     digest text NOT NULL,
     position int NOT NULL,
     wave int NOT NULL,
     shared boolean NOT NULL,
     ending text,
     failed boolean NOT NULL DEFAULT false,
     ended timestamptz,
     PRIMARY KEY (digest, position)
   );`,
  `CREATE TABLE kefu_journal (
     app_id text NOT NULL,
     name text NOT NULL,
     template text NOT NULL,
     message text NOT NULL,
     begun timestamptz NOT NULL,
     PRIMARY KEY (app_id, name)
   );
   CREATE TABLE kefu_delivery (
     app_id text NOT NULL,
     journal text NOT NULL,
     customer text NOT NULL,
     line int,
     status text NOT NULL,
     code text,
     at timestamptz NOT NULL,
     write_id uuid NOT NULL,
     PRIMARY KEY (app_id, journal, customer),
     FOREIGN KEY (app_id, journal) REFERENCES kefu_journal (app_id, name)
   );`,
  `CREATE TABLE kefu_token (
     app_id text PRIMARY KEY,
     sealed text NOT NULL,
     written timestamptz NOT NULL DEFAULT now()
   );`,
];

/** The number of steps that were taken; 0 when there are no tables yet. Throws a `Failure` for a newer kefu's tables. */
export async function schemaVersion(client: Pick<ClientBase, 'query'>, place: string): Promise<number> {
  const { rows: found } = await client.query(`SELECT to_regclass('kefu_schema') IS NOT NULL AS there`);
  return found[0]?.there ? knownVersion(client, place) : 0;
}

async function knownVersion(client: Pick<ClientBase, 'query'>, place: string): Promise<number> {
  const { rows } = await client.query('SELECT coalesce(max(version), 0)::int AS version FROM kefu_schema');
  const version: number = rows[0]?.version ?? 0;
  if (version <= steps.length) return version;
  throw new Failure(
    'config',
    'backend-newer',
    told(say('backend-newer', { place, version, known: steps.length }), say('use-their-version')),
  );
}

/** Brings the tables up to date in one transaction, one process at a time. */
export async function migrate(client: Pick<ClientBase, 'query'>, place: string): Promise<void> {
  if ((await schemaVersion(client, place)) === steps.length) return;
  await client.query('BEGIN');
  try {
    await client.query(`SELECT pg_advisory_xact_lock(hashtextextended('kefu:schema', 0))`);
    // Not asked whether it is there: what was waited for can still be unknown to this session's memory of names.
    await client.query(
      'CREATE TABLE IF NOT EXISTS kefu_schema (version int PRIMARY KEY, applied timestamptz NOT NULL DEFAULT now())',
    );
    const done = await knownVersion(client, place);
    for (const [index, step] of steps.entries()) {
      if (index < done) continue;
      await client.query(step);
      await client.query('INSERT INTO kefu_schema (version) VALUES ($1)', [index + 1]);
    }
    await client.query('COMMIT');
  } catch (error) {
    await client.query('ROLLBACK').catch(() => undefined);
    throw error;
  }
}
