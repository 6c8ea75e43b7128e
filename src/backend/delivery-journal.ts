import { constants } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { DeliveryJournal, Ending, JournaledMessage } from '../model/delivery.ts';
import { Failure } from '../model/failure.ts';
import type { Clock } from '../model/ports.ts';
import { visible } from '../model/visible.ts';
import { entryLine, hashedOpenId, headLine, type JournalContent, readJournal } from './journal-lines.ts';
import { type TakenLock, takeLock } from './lock.ts';
import { syncFolder } from './write-durably.ts';

/** A journal that is open, and held against other runs until it is closed. */
export type OpenJournal = DeliveryJournal & { close(): Promise<void> };

// A link could lead a journal of customers anywhere. Windows has no such flag.
const noLink = constants.O_NOFOLLOW ?? 0;
/** A journal of a hundred thousand customers has half of this. */
const mostBytes = 64 * 1024 * 1024;

/**
 * Begins a journal in a file that does not exist yet; only its owner may read it. Rejects with a `Failure`, as
 * {@link refuseOldJournal} does when there is one.
 */
export async function startJournal(
  path: string,
  message: JournaledMessage,
  clock: Clock,
): Promise<OpenJournal> {
  const lock = await lockOf(path, clock);
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
): Promise<OpenJournal> {
  const lock = await lockOf(path, clock);
  try {
    const file = await openOld(path, constants.O_RDWR | constants.O_APPEND);
    if (file === undefined) throw nothingToResume(path);
    try {
      const content = await contentOf(path, file);
      refuseOtherMessage(path, content.message, message);
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
export async function refuseOldJournal(path: string, message: JournaledMessage): Promise<void> {
  const file = await openOld(path, constants.O_RDONLY);
  if (file === undefined) return;
  try {
    const { message: before, last } = await contentOf(path, file);
    refuseOtherMessage(path, before, message);
    throw new Failure(
      'config',
      'journal-exists',
      `This message was sent before by this journal: ${visible(path)} says ${countsOf(last)}. Nothing was sent now.`,
      {
        hint: 'Go on with --resume: whoever has it, or may have it, is left out. To send it to everybody once more, name a new journal with --journal.',
      },
    );
  } finally {
    await file.close();
  }
}

/** Rejects with a `Failure` unless there is a journal of this very message to go on with; nothing is written. */
export async function refuseToResumeAnother(path: string, message: JournaledMessage): Promise<void> {
  const file = await openOld(path, constants.O_RDONLY);
  if (file === undefined) throw nothingToResume(path);
  try {
    refuseOtherMessage(path, (await contentOf(path, file)).message, message);
  } finally {
    await file.close();
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
    const word = last.get(hashedOpenId(message, openid));
    if (word === undefined || word === 'not-sent') return undefined;
    return word === 'sent' ? 'sent' : 'unknown';
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
    const { path, file } = this.#opened;
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
    if (size !== this.#bytes) throw inUse(path);
  }
}

/** Undefined when there is none; rejects for what is no plain file, a link included. */
async function openOld(path: string, flags: number): Promise<FileHandle | undefined> {
  let file: FileHandle;
  try {
    // A pipe would be waited for.
    file = await open(path, flags | noLink | (constants.O_NONBLOCK ?? 0));
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw unreadable(path, `can't be opened (${codeOf(error)})`);
  }
  const stats = await file.stat();
  if (stats.isFile() && stats.size <= mostBytes) return file;
  await file.close();
  throw unreadable(path, stats.isFile() ? 'is too large for a delivery journal' : 'is not a file');
}

async function contentOf(path: string, file: FileHandle): Promise<JournalContent> {
  const content = readJournal(await file.readFile());
  if (content === undefined) throw unreadable(path, 'is not a delivery journal, or was changed');
  return content;
}

/** Two runs at once could both find that a customer has nothing yet. */
async function lockOf(path: string, clock: Clock): Promise<TakenLock> {
  try {
    return await takeLock(path, clock, 0);
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    if (error.kind !== 'busy') throw notWritable(path, error.cause);
    throw inUse(path, error);
  }
}

function inUse(path: string, cause?: unknown): Failure {
  return new Failure('busy', 'journal-in-use', `Another run is sending by the journal ${visible(path)}.`, {
    hint: `Wait for it. If you are sure that it is gone, delete ${visible(path)}.lock.`,
    cause,
  });
}

function refuseOtherMessage(path: string, before: JournaledMessage, message: JournaledMessage): void {
  const { appId, template, digest } = message;
  if (before.appId === appId && before.template === template && before.digest === digest) return;
  const what =
    before.appId !== appId
      ? `of another official account (${visible(before.appId)})`
      : before.template !== template
        ? `of another template (${visible(before.template)})`
        : `of the template ${template} with another text, other values or another account that speaks`;
  throw new Failure('config', 'journal-other-message', `The journal ${visible(path)} is ${what}.`, {
    hint: 'Name a new journal with --journal, or give the same message as before. Nothing was sent.',
  });
}

function countsOf(last: JournalContent['last']): string {
  const count = (...words: string[]) => [...last.values()].filter((word) => words.includes(word)).length;
  return `${count('sent')} sent, ${count('not-sent')} not sent, ${count('intended', 'unknown')} unknown`;
}

function nothingToResume(path: string): Failure {
  return new Failure('config', 'journal-missing', `There is no journal ${visible(path)} to go on with.`, {
    hint: 'Name it with --journal. Without --resume a new one is begun, and everybody in the file is written to.',
  });
}

function unreadable(path: string, what: string): Failure {
  return new Failure('config', 'journal-unreadable', `The journal ${visible(path)} ${what}.`, {
    hint: 'Nothing was sent: only the journal tells who has the message. Restore it, or name a new one with --journal.',
  });
}

function notWritable(path: string, cause: unknown): Failure {
  return new Failure(
    'config',
    'journal-not-writable',
    `The journal ${visible(path)} can't be written (${codeOf(cause)}).`,
    { hint: 'kefu sends nothing that it could not write down. Name another place with --journal.', cause },
  );
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : 'unknown error';
}
