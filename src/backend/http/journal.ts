import { createHash } from 'node:crypto';
import { basename } from 'node:path';
import type { DeliveryJournals, Ending, OpenJournal, Recipient } from '../../model/delivery.ts';
import { Failure } from '../../model/failure.ts';
import { ofSending } from '../holder-words.ts';
import { hashedOpenId } from '../journal-lines.ts';
import { earlierWord, inUse, mustBeNew, mustBeThere } from '../journal-refusals.ts';
import { putText, textAt } from './documents.ts';
import { type JournalDocument, journalText, newJournal, readJournalText } from './journal-document.ts';
import { giveBack, lookAtLock, takeLock } from './lock.ts';
import type { LockInfo } from './lock-info.ts';
import type { Served } from './served.ts';

/**
 * The delivery journals of an official account: a document each, with a lock of its own, so that the server refuses what is
 * written without it. `servedAs`: a document of that name.
 */
export function journalsAt(
  name: string,
  servedAs: (name: string, use: Served['use']) => Served,
): DeliveryJournals {
  const named = (file: string): Journal => {
    const journal = basename(file);
    // A server may allow fewer letters in a name than a file system does.
    const document = `${name}-journal-${createHash('sha256').update(journal).digest('hex').slice(0, 16)}`;
    const served = servedAs(document, ofSending(journal));
    return { journal, place: `${journal} at ${served.place}`, served };
  };
  const soFar = async ({ served, place }: Journal) => {
    const text = await textAt(served, served.address.state);
    return text === undefined ? undefined : readJournalText(text, place);
  };
  return {
    begin: (file, message) =>
      opened(named(file), async (journal, lock) => {
        mustBeNew(journal.place, await soFar(journal), message);
        const document = newJournal(message, journal.served.world.clock.now());
        const open = new JournalAt(journal, lock, document);
        await open.put(document);
        return open;
      }),
    resume: (file, message) =>
      opened(named(file), async (journal, lock) => {
        const before = await soFar(journal);
        mustBeThere(journal.place, before, message);
        return new JournalAt(journal, lock, before);
      }),
    mayBegin: async (file, message) => {
      const journal = named(file);
      mustBeNew(journal.place, await soFar(journal), message);
    },
    mayResume: async (file, message) => {
      const journal = named(file);
      mustBeThere(journal.place, await soFar(journal), message);
    },
    lookAtLock: (file) => lookAtLock(named(file).served),
  };
}

interface Journal {
  readonly journal: string;
  /** For people. */
  readonly place: string;
  readonly served: Served;
}

/** Under its lock: two runs at once could both find that a customer has nothing yet. */
async function opened(
  journal: Journal,
  open: (journal: Journal, lock: LockInfo) => Promise<OpenJournal>,
): Promise<OpenJournal> {
  const { served } = journal;
  const lock = await takeLock(served, 0).catch(async (error) => {
    if (!(error instanceof Failure) || error.kind !== 'busy') throw error;
    throw await heldByAnother(journal, error);
  });
  try {
    return await open(journal, lock);
  } catch (error) {
    await giveBack(served, lock);
    throw error;
  }
}

async function heldByAnother({ place, journal, served }: Journal, cause?: unknown): Promise<Failure> {
  const lock = await lookAtLock(served).catch(() => undefined);
  return inUse(place, journal, { lock, nowMs: served.world.clock.now(), cause });
}

class JournalAt implements OpenJournal {
  readonly #journal: Journal;
  readonly #lock: LockInfo;
  readonly #lost = new AbortController();
  /** As it was when it was opened: what this run does itself is not earlier. */
  readonly #before: JournalDocument['last'];
  #document: JournalDocument;

  constructor(journal: Journal, lock: LockInfo, document: JournalDocument) {
    this.#journal = journal;
    this.#lock = lock;
    this.#before = document.last;
    this.#document = document;
  }

  earlier(openid: string): 'sent' | 'unknown' | undefined {
    return earlierWord(this.#before.get(hashedOpenId(this.#document.message, openid)));
  }

  intend(to: Recipient): Promise<void> {
    return this.#note(to, 'intended');
  }

  conclude(to: Recipient, ending: Ending, code?: number | string): Promise<void> {
    return this.#note(to, ending, code);
  }

  async close(): Promise<void> {
    await giveBack(this.#journal.served, this.#lock);
  }

  async #note(
    { openid, line }: Recipient,
    status: Ending | 'intended',
    code?: number | string,
  ): Promise<void> {
    const { message, serial, customers } = this.#document;
    await this.#mustBeAsLeft();
    const at = new Date(this.#journal.served.world.clock.now()).toISOString();
    const noted = new Map(customers).set(hashedOpenId(message, openid), { status, line, code, at });
    await this.put({ ...this.#document, serial: serial + 1, customers: noted });
  }

  /** A server need not refuse a write without its lock: whoever writes second sees what the first wrote. */
  async #mustBeAsLeft(): Promise<void> {
    const { served, place } = this.#journal;
    const text = await textAt(served, served.address.state);
    const now = text === undefined ? undefined : readJournalText(text, place);
    if (now?.serial !== this.#document.serial) throw await heldByAnother(this.#journal);
  }

  async put(document: JournalDocument): Promise<void> {
    const { served } = this.#journal;
    await putText(served, served.address.state, journalText(document), this.#lost, this.#lock.ID);
    this.#document = document;
  }
}
