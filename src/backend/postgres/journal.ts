import { randomUUID } from 'node:crypto';
import { basename } from 'node:path';
import type {
  DeliveryJournals,
  Ending,
  JournaledMessage,
  OpenJournal,
  Recipient,
} from '../../model/delivery.ts';
import { Failure } from '../../model/failure.ts';
import type { HeldLock } from '../../model/lock.ts';
import { visible } from '../../model/visible.ts';
import { ofSending } from '../holder-words.ts';
import { hashedOpenId } from '../journal-lines.ts';
import { earlierWord, inUse, type JournalSoFar, mustBeNew, mustBeThere } from '../journal-refusals.ts';
import { held, mustBeHeld } from './fence.ts';
import { type Lockable, lookAtLock } from './held-lock.ts';
import type { LockSession, SessionLock } from './lock-session.ts';
import type { Shared } from './shared.ts';
import { takeLock } from './take-lock.ts';

/** The delivery journals of an official account: a row each, and a row for each customer. */
export function journalsIn(
  { name, appId }: { readonly name: string; readonly appId: string },
  shared: Shared,
): DeliveryJournals {
  const named = (file: string): Journal => {
    const journal = basename(file);
    const place = `${journal} of ${name} in ${shared.place}`;
    // An AppID has no blank in it.
    const key = `${appId} ${journal}`;
    return {
      appId,
      journal,
      place,
      lockable: { key, name: visible(`the journal ${journal} of ${name}`), use: ofSending(journal) },
    };
  };
  return {
    begin: (file, message) =>
      opened(named(file), shared, async (journal, lock) => {
        mustBeNew(journal.place, await soFar(journal, shared), message);
        await putHead(journal, message, lock, shared);
        return new JournalRows(journal, message, shared, new Map(), lock);
      }),
    resume: (file, message) =>
      opened(named(file), shared, async (journal, lock) => {
        const before = await soFar(journal, shared);
        mustBeThere(journal.place, before, message);
        return new JournalRows(journal, message, shared, before.last, lock);
      }),
    mayBegin: async (file, message) => {
      const journal = named(file);
      mustBeNew(journal.place, await soFar(journal, shared), message);
    },
    mayResume: async (file, message) => {
      const journal = named(file);
      mustBeThere(journal.place, await soFar(journal, shared), message);
    },
    lookAtLock: (file): Promise<HeldLock | undefined> => lookAtLock(named(file).lockable, shared),
  };
}

interface Journal {
  readonly appId: string;
  readonly journal: string;
  /** For people. */
  readonly place: string;
  readonly lockable: Lockable;
}

interface Taken {
  readonly session: LockSession;
  readonly lock: SessionLock;
}

/** Under its lock: two runs at once could both find that a customer has nothing yet. */
async function opened(
  journal: Journal,
  shared: Shared,
  open: (journal: Journal, taken: Taken) => Promise<OpenJournal>,
): Promise<OpenJournal> {
  const taken = await takeLock(journal.lockable, 0, shared).catch(async (error) => {
    if (!(error instanceof Failure) || error.kind !== 'busy') throw error;
    throw await heldByAnother(journal, shared, error);
  });
  try {
    return await open(journal, taken);
  } catch (error) {
    await taken.session.giveBack(taken.lock);
    throw error;
  }
}

async function heldByAnother(
  { place, journal, lockable }: Journal,
  shared: Shared,
  cause?: unknown,
): Promise<Failure> {
  const lock = await lookAtLock(lockable, shared).catch(() => undefined);
  return inUse(place, journal, { lock, nowMs: shared.world.clock.now(), cause });
}

async function soFar({ appId, journal }: Journal, shared: Shared): Promise<JournalSoFar | undefined> {
  const database = await shared.database();
  const [head] = await database.ask<{ there: boolean }>(
    `SELECT to_regclass('kefu_delivery') IS NOT NULL AS there`,
    [],
  );
  // Looking makes no tables, and an older kefu's have none of these.
  if (!head?.there) return undefined;
  const [row] = await database.ask<{ template: string; message: string }>(
    'SELECT template, message FROM kefu_journal WHERE app_id = $1 AND name = $2',
    [appId, journal],
  );
  if (row === undefined) return undefined;
  const rows = await database.ask<{ customer: string; status: Ending | 'intended' }>(
    'SELECT customer, status FROM kefu_delivery WHERE app_id = $1 AND journal = $2',
    [appId, journal],
  );
  return {
    message: { appId, template: row.template, digest: row.message },
    last: new Map(rows.map(({ customer, status }) => [customer, status])),
  };
}

async function putHead(
  { appId, journal, lockable }: Journal,
  { template, digest }: JournaledMessage,
  { lock }: Taken,
  shared: Shared,
): Promise<void> {
  const begun = new Date(shared.world.clock.now()).toISOString();
  const values = [lockable.key, lock.attempt, appId, journal, template, digest, begun];
  await (await shared.database()).persist(async (client) => {
    const { rowCount } = await client.query(headSql, values);
    // Written by an earlier try whose answer was lost, or refused by the fence.
    if (rowCount !== 1) await mustBeHeld(client, lock);
  });
}

class JournalRows implements OpenJournal {
  readonly #journal: Journal;
  readonly #message: JournaledMessage;
  readonly #shared: Shared;
  readonly #last: JournalSoFar['last'];
  readonly #taken: Taken;
  /** The intent of each customer that is open. */
  readonly #intents = new Map<string, string>();

  constructor(
    journal: Journal,
    message: JournaledMessage,
    shared: Shared,
    last: JournalSoFar['last'],
    taken: Taken,
  ) {
    this.#journal = journal;
    this.#message = message;
    this.#shared = shared;
    this.#last = last;
    this.#taken = taken;
  }

  earlier(openid: string): 'sent' | 'unknown' | undefined {
    return earlierWord(this.#last.get(hashedOpenId(this.#message, openid)));
  }

  async intend(to: Recipient): Promise<void> {
    const { appId, journal, lockable } = this.#journal;
    const { lock } = this.#taken;
    this.#mustBeOurs();
    const customer = hashedOpenId(this.#message, to.openid);
    const intent = randomUUID();
    const values = [
      lockable.key,
      lock.attempt,
      appId,
      journal,
      customer,
      to.line ?? null,
      this.#now(),
      intent,
    ];
    const written = await (await this.#shared.database()).persist(async (client) => {
      if ((await client.query(intendSql, values)).rowCount === 1) return true;
      // The answer of an earlier try may have been lost with the connection.
      const { rowCount } = await client.query(
        'SELECT 1 FROM kefu_delivery WHERE app_id = $1 AND journal = $2 AND customer = $3 AND write_id = $4::uuid',
        [appId, journal, customer, intent],
      );
      if (rowCount !== 1) await mustBeHeld(client, lock);
      return rowCount === 1;
    });
    if (!written) throw await heldByAnother(this.#journal, this.#shared);
    this.#intents.set(to.openid, intent);
    if (!lock.lost.signal.aborted) return;
    // Nothing was sent yet, and nothing will be: then nobody needs to wonder.
    await this.conclude(to, 'not-sent').catch(() => undefined);
    this.#mustBeOurs();
  }

  /** Also without the lock: how a message ended is true whoever has it by now, and nobody sends it again meanwhile. */
  async conclude(to: Recipient, ending: Ending, code?: number | string): Promise<void> {
    const { appId, journal } = this.#journal;
    const customer = hashedOpenId(this.#message, to.openid);
    const intent = this.#intents.get(to.openid) ?? null;
    const values = [
      appId,
      journal,
      customer,
      ending,
      code === undefined ? null : String(code),
      this.#now(),
      intent,
    ];
    const written = await (await this.#shared.database()).persist(
      async (client) => (await client.query(concludeSql, values)).rowCount === 1,
    );
    if (!written) throw await heldByAnother(this.#journal, this.#shared);
  }

  async close(): Promise<void> {
    await this.#taken.session.giveBack(this.#taken.lock);
  }

  #mustBeOurs(): void {
    const { signal } = this.#taken.lock.lost;
    if (signal.aborted) throw signal.reason;
  }

  #now(): string {
    return new Date(this.#shared.world.clock.now()).toISOString();
  }
}

const headSql = `${held}
  INSERT INTO kefu_journal (app_id, name, template, message, begun)
  SELECT $3, $4, $5, $6, $7::timestamptz FROM held
  ON CONFLICT (app_id, name) DO NOTHING`;

/** Once a message was sent, or nobody knows whether it was, it is never intended again. */
const intendSql = `${held}
  INSERT INTO kefu_delivery (app_id, journal, customer, line, status, at, write_id)
  SELECT $3, $4, $5, $6::int, 'intended', $7::timestamptz, $8::uuid FROM held
  ON CONFLICT (app_id, journal, customer) DO UPDATE
  SET line = excluded.line, status = 'intended', code = NULL, at = excluded.at, write_id = excluded.write_id
  WHERE kefu_delivery.status = 'not-sent'`;

const concludeSql = `UPDATE kefu_delivery SET status = $4, code = $5, at = $6::timestamptz
  WHERE app_id = $1 AND journal = $2 AND customer = $3 AND write_id = $7::uuid`;
