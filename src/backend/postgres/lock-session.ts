// One session of the database that holds the locks of many official accounts. They live and die with it: the server frees
// them the moment the session ends, so a process that is killed holds nothing. When it ends while this process lives, every
// run that had a lock in it is told.
import type { Client } from 'pg';
import { say } from '../../words/en/locks.ts';
import { lockLost } from '../lock-lost.ts';
import type { Database } from './database.ts';
import { databaseFailure, SessionEnded } from './faults.ts';

/** A lock in this session. */
export interface SessionLock {
  /** What is locked: an AppID, or a journal of one. */
  readonly key: string;
  /** Grows with every taking: a write of an earlier taking is refused. */
  readonly attempt: string;
  readonly lost: AbortController;
}

/** How often the server is asked whether it is still there. Milliseconds; with the silence of a query less than {@link serverKeepalive}. */
const heartbeatMs = 2500;

/**
 * The server frees the locks of a machine that vanished after 10 + 3 × 5 seconds. This side notices in half of that, so it has
 * stopped before anybody else can begin.
 */
const serverKeepalive = [
  'SET tcp_keepalives_idle = 10',
  'SET tcp_keepalives_interval = 5',
  'SET tcp_keepalives_count = 3',
  'SET tcp_user_timeout = 25000',
];

export const channel = 'kefu_lock';

export class LockSession {
  readonly #client: Client;
  readonly #place: string;
  readonly #pid: number;
  readonly #held = new Map<string, SessionLock>();
  readonly #listeners = new Set<() => void>();
  #ended: Error | undefined;
  /** A session answers one query after the other. */
  #last: Promise<unknown> = Promise.resolve();
  #timer: NodeJS.Timeout | undefined;

  private constructor(client: Client, place: string, pid: number) {
    this.#client = client;
    this.#place = place;
    this.#pid = pid;
    client.on('error', (error) => this.#end(endedBy(error)));
    client.on('end', () => this.#end(new SessionEnded('the session ended')));
    client.on('notification', ({ payload = '' }) => this.#hear(payload));
  }

  /** Rejects with a `Failure`. */
  static async open(database: Database): Promise<LockSession> {
    const client = await database.session();
    try {
      for (const setting of serverKeepalive) await client.query(setting).catch(() => undefined);
      await client.query(`LISTEN ${channel}`);
      const { rows } = await client.query('SELECT pg_backend_pid() AS pid');
      return new LockSession(client, database.place, rows[0].pid);
    } catch (error) {
      await client.end().catch(() => undefined);
      throw databaseFailure(database.place, error);
    }
  }

  get hasEnded(): boolean {
    return this.#ended !== undefined;
  }

  /** Resolves to undefined when somebody else has it. Rejects with a `Failure`. */
  async tryToTake(key: string, holder: string): Promise<SessionLock | undefined> {
    // The server would give a session its own lock again.
    if (this.#held.has(key)) return undefined;
    const lost = new AbortController();
    const reserved: SessionLock = { key, attempt: '', lost };
    this.#held.set(key, reserved);
    try {
      const { rows } = await this.#query(
        `SELECT pg_try_advisory_lock(${keyOf('$1')}) AS taken, pg_backend_pid() AS pid`,
        [key],
      );
      this.#mustBeOneSession(rows[0].pid);
      if (!rows[0].taken) {
        this.#held.delete(key);
        return undefined;
      }
      const taken = await this.#query(takeSql, [key, holder]);
      const lock = { ...reserved, attempt: String(taken.rows[0].attempt) };
      this.#held.set(key, lock);
      this.#beat();
      return lock;
    } catch (error) {
      // The server may have given the lock, whatever this side heard of it; to give back what it did not give does no harm.
      await this.#unlock(key);
      this.#held.delete(key);
      throw databaseFailure(this.#place, error);
    }
  }

  /** Gives a lock back and wakes who waits. Never rejects: what can't be given back ends with the session. */
  async giveBack({ key, attempt }: SessionLock): Promise<void> {
    if (this.#held.get(key)?.attempt !== attempt) return;
    try {
      await this.#query('UPDATE kefu_lock SET holder = NULL WHERE app_id = $1 AND attempt = $2', [
        key,
        attempt,
      ]);
    } catch (error) {
      this.#end(endedBy(error));
    }
    await this.#unlock(key);
    this.#held.delete(key);
  }

  async #unlock(key: string): Promise<void> {
    try {
      await this.#query(`SELECT pg_advisory_unlock(${keyOf('$1')}), pg_notify('${channel}', $1)`, [key]);
    } catch (error) {
      // The session is of no use any more, and without it nothing is held.
      this.#end(endedBy(error));
    }
  }

  /** Calls back when a lock was given back, or this session ended. Returns the function that stops that. */
  onChange(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  async close(): Promise<void> {
    this.#end(new SessionEnded('the backend was closed'));
  }

  async #query(sql: string, values: unknown[]) {
    const turn = this.#last.then(() => {
      if (this.#ended) throw this.#ended;
      return this.#client.query(sql, values);
    });
    this.#last = turn.catch(() => undefined);
    return turn;
  }

  /** A pooler that gives each query another session would free locks that somebody counts on. */
  #mustBeOneSession(pid: number): void {
    if (pid === this.#pid) return;
    const error = new Error(
      'each query runs in another session, as behind a pooler in transaction mode: connect to the server itself',
    );
    this.#end(error);
    throw error;
  }

  /** Asks the server now and then, as long as a lock is held: a network that went silent tells nothing by itself. */
  #beat(): void {
    if (this.#timer) return;
    this.#timer = setTimeout(async () => {
      this.#timer = undefined;
      if (this.#ended || this.#held.size === 0) return;
      try {
        const { rows } = await this.#query('SELECT pg_backend_pid() AS pid', []);
        this.#mustBeOneSession(rows[0].pid);
        this.#beat();
      } catch (error) {
        this.#end(endedBy(error));
      }
    }, heartbeatMs);
    this.#timer.unref();
  }

  #hear(payload: string): void {
    const broken = [...this.#held.values()].find(({ key, attempt }) => payload === breakWords(key, attempt));
    if (broken) {
      broken.lost.abort(lockLost(say('lost-by-unlock')));
      void this.giveBack(broken);
    }
    for (const listener of this.#listeners) listener();
  }

  #end(error: Error): void {
    if (this.#ended) return;
    this.#ended = error;
    clearTimeout(this.#timer);
    const why = lockLost(say('lost-with-connection', { place: this.#place, reason: error.message }), error);
    for (const { lost } of this.#held.values()) lost.abort(why);
    this.#held.clear();
    for (const listener of this.#listeners) listener();
    // A silent network would keep a polite goodbye waiting.
    void this.#client.end().catch(() => undefined);
    streamOf(this.#client)?.destroy();
  }
}

/** What others that use the session are told: whatever the error was, it is theirs only as the end of the session. */
function endedBy(error: unknown): SessionEnded {
  return new SessionEnded((error as Error).message, { cause: error });
}

/** The number of the lock of an official account. Other programs' numbers in the same database are other hashes. */
export function keyOf(key: string): string {
  return `hashtextextended('kefu:lock:' || ${key}, 0)`;
}

/** What tells a holder that its lock was removed. */
export function breakWords(key: string, attempt: string): string {
  return `break ${attempt} ${key}`;
}

const takeSql = `INSERT INTO kefu_lock (app_id, attempt, holder) VALUES ($1, 1, $2)
  ON CONFLICT (app_id) DO UPDATE SET attempt = kefu_lock.attempt + 1, holder = excluded.holder, taken = now()
  RETURNING attempt::text`;

function streamOf(client: Client): { destroy(): void } | undefined {
  return (client as unknown as { connection?: { stream?: { destroy(): void } } }).connection?.stream;
}
