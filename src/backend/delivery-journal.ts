import { constants } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { dirname } from 'node:path';
import { readOpened } from '../files/read-carefully.ts';
import type {
  DeliveryJournal,
  DeliveryJournals,
  Ending,
  JournaledMessage,
  OpenJournal,
} from '../model/delivery.ts';
import { Failure } from '../model/failure.ts';
import type { Clock } from '../model/ports.ts';
import { visible } from '../model/visible.ts';
import { say } from '../words/en/locks.ts';
import { told } from '../words/say.ts';
import { unreadWords } from '../words/unread.ts';
import { heldLockBeside } from './held-lock-file.ts';
import { ofSending } from './holder-words.ts';
import { entryLine, hashedOpenId, headLine, type JournalContent, readJournal } from './journal-lines.ts';
import {
  earlierWord,
  inUse,
  mustBeNew,
  mustBeThere,
  nothingToResume,
  unreadable,
} from './journal-refusals.ts';
import { type TakenLock, takeLock } from './lock.ts';
import { syncFolder } from './write-durably.ts';

// A link could lead a journal of customers anywhere. Windows has no such flag.
const noLink = constants.O_NOFOLLOW ?? 0;
/** A journal of a hundred thousand customers has half of this. */
const mostBytes = 64 * 1024 * 1024;

type Environment = Readonly<Record<string, string | undefined>>;

/** Journals that are files, where they are named. */
export function journalFiles(clock: Clock, env: Environment): DeliveryJournals {
  return {
    begin: (file, message) => startJournal(file, message, clock, env),
    resume: (file, message) => resumeJournal(file, message, clock, env),
    mayBegin: refuseOldJournal,
    mayResume: refuseToResumeAnother,
    lookAtLock: (file) => heldLockBeside(file, ofSending(file), clock),
  };
}

/**
 * Begins a journal in a file that does not exist yet; only its owner may read it. Rejects with a `Failure`, as
 * {@link refuseOldJournal} does when there is one.
 */
export async function startJournal(
  path: string,
  message: JournaledMessage,
  clock: Clock,
  env: Environment = process.env,
): Promise<OpenJournal> {
  const lock = await lockOf(path, clock, env);
  try {
    await refuseOldJournal(path, message);
    const { O_WRONLY, O_APPEND, O_CREAT, O_EXCL } = constants;
    const file = await open(path, O_WRONLY | O_APPEND | O_CREAT | O_EXCL | noLink, 0o600).catch((error) => {
      throw notWritable(path, error);
    });
    const journal = new JournalFile({ path, file, message, clock, lock, last: new Map(), bytes: 0 });
    await journal.begin();
    return journal;
  } catch (error) {
    await lock.release();
    throw error;
  }
}

/**
 * Goes on with the journal of an earlier run. Rejects with a `Failure` when there is none, or when it is about another
 * message or official account.
 */
export async function resumeJournal(
  path: string,
  message: JournaledMessage,
  clock: Clock,
  env: Environment = process.env,
): Promise<OpenJournal> {
  const lock = await lockOf(path, clock, env);
  try {
    const file = await openOld(path, constants.O_RDWR | constants.O_APPEND);
    if (file === undefined) throw nothingToResume(path);
    try {
      const content = await contentOf(path, file);
      mustBeThere(path, content, message);
      const { last, wholeBytes: bytes } = content;
      // What a crash cut off would spoil the next line.
      if ((await file.stat()).size > bytes) await file.truncate(bytes);
      return new JournalFile({ path, file, message, clock, lock, last, bytes });
    } catch (error) {
      await file.close();
      throw error;
    }
  } catch (error) {
    await lock.release();
    throw error;
  }
}

/** Rejects with a `Failure` when there is a journal already, saying how far it came; nothing is written. */
async function refuseOldJournal(path: string, message: JournaledMessage): Promise<void> {
  const file = await openOld(path, constants.O_RDONLY);
  if (file === undefined) return;
  try {
    mustBeNew(path, await contentOf(path, file), message);
  } finally {
    await file.close();
  }
}

/** Rejects with a `Failure` unless there is a journal of this very message to go on with; nothing is written. */
async function refuseToResumeAnother(path: string, message: JournaledMessage): Promise<void> {
  const file = await openOld(path, constants.O_RDONLY);
  try {
    mustBeThere(path, file && (await contentOf(path, file)), message);
  } finally {
    await file?.close();
  }
}

interface Opened {
  readonly path: string;
  readonly file: FileHandle;
  readonly message: JournaledMessage;
  readonly clock: Clock;
  readonly lock: TakenLock;
  readonly last: JournalContent['last'];
  /** How long the file is. */
  readonly bytes: number;
}

class JournalFile implements OpenJournal {
  readonly #opened: Opened;
  #bytes: number;

  constructor(opened: Opened) {
    this.#opened = opened;
    this.#bytes = opened.bytes;
  }

  async begin(): Promise<void> {
    const { path, message, clock } = this.#opened;
    await this.#append(headLine(message, clock.now()));
    // The name of the new file has to outlive a power cut, too.
    await syncFolder(dirname(path)).catch((error) => {
      throw notWritable(path, error);
    });
  }

  earlier(openid: string): 'sent' | 'unknown' | undefined {
    const { message, last } = this.#opened;
    return earlierWord(last.get(hashedOpenId(message, openid)));
  }

  async intend(to: Parameters<DeliveryJournal['intend']>[0]): Promise<void> {
    const { message, clock } = this.#opened;
    await this.#append(entryLine(message, to, { status: 'intended', at: clock.now() }));
  }

  async conclude(
    to: Parameters<DeliveryJournal['conclude']>[0],
    status: Ending,
    code?: number | string,
  ): Promise<void> {
    const { message, clock } = this.#opened;
    await this.#append(entryLine(message, to, { status, code, at: clock.now() }));
  }

  async close(): Promise<void> {
    await this.#opened.file.close();
    await this.#opened.lock.release();
  }

  async #append(line: string): Promise<void> {
    const { path, file, clock } = this.#opened;
    this.#bytes += Buffer.byteLength(line);
    let size: number;
    try {
      await file.appendFile(line);
      await file.sync();
      ({ size } = await file.stat());
    } catch (error) {
      throw notWritable(path, error);
    }
    // The lock of a run that died can be taken over by two at once. Whoever writes second sees the line of the first.
    if (size !== this.#bytes) throw inUse(path, path, { nowMs: clock.now() });
  }
}

/** Undefined when there is none; rejects for a link. What it is else shows when it is read. */
async function openOld(path: string, flags: number): Promise<FileHandle | undefined> {
  try {
    // A pipe would be waited for.
    return await open(path, flags | noLink | (constants.O_NONBLOCK ?? 0));
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw unreadable(say('journal-not-opened', { journal: visible(path), code: codeOf(error) }));
  }
}

async function contentOf(path: string, file: FileHandle): Promise<JournalContent> {
  const read = readOpened(file, mostBytes);
  if (!read.ok)
    throw unreadable(say('journal-unreadable', { journal: visible(path), why: unreadWords(read) }));
  const content = readJournal(Buffer.from(read.bytes));
  if (content === undefined) throw unreadable(say('journal-no-journal', { journal: visible(path) }));
  return content;
}

/** Two runs at once could both find that a customer has nothing yet. */
async function lockOf(path: string, clock: Clock, env: Environment): Promise<TakenLock> {
  try {
    return await takeLock(path, clock, 0, env);
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    if (error.kind !== 'busy') throw notWritable(path, error.cause);
    const lock = await heldLockBeside(path, ofSending(path), clock).catch(() => undefined);
    throw inUse(path, path, { lock, nowMs: clock.now(), cause: error });
  }
}

function notWritable(path: string, cause: unknown): Failure {
  return new Failure(
    'config',
    'journal-not-writable',
    told(say('journal-not-writable', { journal: visible(path), code: codeOf(cause) }), say('other-journal')),
    { cause },
  );
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : 'unknown error';
}
