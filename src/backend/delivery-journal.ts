import { constants } from 'node:fs';
import { type FileHandle, open, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { readOpened } from '../files/read-carefully.ts';
import type { DeliveryJournals, JournaledMessage, OpenJournal } from '../model/delivery.ts';
import { Failure } from '../model/failure.ts';
import type { Clock } from '../model/ports.ts';
import { visible } from '../model/visible.ts';
import { say } from '../words/en/locks.ts';
import { unreadHint } from '../words/system-hints.ts';
import { unreadWords } from '../words/unread.ts';
import type { BackendWorld } from './backend-world.ts';
import { heldLockBeside } from './held-lock-file.ts';
import { ofSending } from './holder-words.ts';
import { codeOf, JournalFile, type JournalLock, notWritable } from './journal-file.ts';
import { type JournalContent, readJournal } from './journal-lines.ts';
import {
  inUse,
  mustBeNew,
  mustBeThere,
  nothingToResume,
  restoreJournal,
  unreadable,
} from './journal-refusals.ts';
import { type TakenLock, takeLock } from './lock.ts';
import { giveBackOrTell } from './lock-left.ts';
import { syncFolder } from './write-durably.ts';

// A link could lead a journal of customers anywhere. Windows has no such flag.
const noLink = constants.O_NOFOLLOW ?? 0;
/** A journal of a hundred thousand customers has half of this. */
const mostBytes = 64 * 1024 * 1024;

type Environment = Readonly<Record<string, string | undefined>>;

/** Journals that are files, where they are named. */
export function journalFiles(world: JournalWorld): DeliveryJournals {
  return {
    begin: (file, message) => locked(file, world, (lock) => begun(file, message, lock, world)),
    resume: (file, message) => locked(file, world, (lock) => resumed(file, message, lock, world)),
    mayBegin: refuseOldJournal,
    mayResume: refuseToResumeAnother,
    lookAtLock: (file) => heldLockBeside(file, ofSending(file), world.clock),
  };
}

type JournalWorld = Pick<BackendWorld, 'env' | 'lockLeft'> & { readonly clock: Clock };

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
  return journalFiles({ clock, env }).begin(path, message);
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
  return journalFiles({ clock, env }).resume(path, message);
}

/** Under its lock: two runs at once could both find that a customer has nothing yet. */
async function locked(
  path: string,
  world: JournalWorld,
  open: (lock: JournalLock) => Promise<OpenJournal>,
): Promise<OpenJournal> {
  const taken = await lockOf(path, world);
  const known = { place: visible(path), use: ofSending(path), lockLeft: world.lockLeft };
  const lock = { giveBack: () => giveBackOrTell(taken.release, known) };
  try {
    return await open(lock);
  } catch (error) {
    await lock.giveBack();
    throw error;
  }
}

async function begun(
  path: string,
  message: JournaledMessage,
  lock: JournalLock,
  { clock }: JournalWorld,
): Promise<OpenJournal> {
  await refuseOldJournal(path, message);
  const { O_WRONLY, O_APPEND, O_CREAT, O_EXCL } = constants;
  const file = await open(path, O_WRONLY | O_APPEND | O_CREAT | O_EXCL | noLink, 0o600).catch((error) => {
    throw notWritable(path, error);
  });
  try {
    const journal = new JournalFile({ path, file, message, clock, lock, last: new Map(), bytes: 0 });
    await journal.begin();
    return journal;
  } catch (error) {
    await file.close().catch(() => undefined);
    // Nobody has the message yet; half a journal would be refused by the next run. One that another run writes is not ours.
    if (!isBusy(error)) await rm(path, { force: true }).catch(() => undefined);
    throw error;
  }
}

function isBusy(error: unknown): boolean {
  return error instanceof Failure && error.kind === 'busy';
}

async function resumed(
  path: string,
  message: JournaledMessage,
  lock: JournalLock,
  { clock }: JournalWorld,
): Promise<OpenJournal> {
  const file = await openOld(path, constants.O_RDWR | constants.O_APPEND);
  if (file === undefined) throw nothingToResume(path);
  try {
    const content = await contentOf(path, file);
    mustBeThere(path, content, message);
    const { last, wholeBytes: bytes } = content;
    // What a crash cut off would spoil the next line.
    if ((await file.stat()).size > bytes) await file.truncate(bytes);
    // The run that made it may have been killed before its name was durable.
    await syncFolder(dirname(path)).catch((error) => {
      throw notWritable(path, error);
    });
    return new JournalFile({ path, file, message, clock, lock, last, bytes });
  } catch (error) {
    await file.close().catch(() => undefined);
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

/** Undefined when there is none; rejects for a link. What it is else shows when it is read. */
async function openOld(path: string, flags: number): Promise<FileHandle | undefined> {
  try {
    // A pipe would be waited for.
    return await open(path, flags | noLink | (constants.O_NONBLOCK ?? 0));
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined;
    const code = codeOf(error);
    const what = say('journal-not-opened', { journal: visible(path), code });
    throw unreadable(what, unreadHint({ why: 'unreadable', code }, restoreJournal));
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

async function lockOf(path: string, { clock, env }: JournalWorld): Promise<TakenLock> {
  try {
    return await takeLock(path, clock, 0, env);
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    if (error.kind !== 'busy') throw error.cause === undefined ? error : notWritable(path, error.cause);
    const lock = await heldLockBeside(path, ofSending(path), clock).catch(() => undefined);
    throw inUse(path, path, { lock, nowMs: clock.now(), cause: error });
  }
}
