// The lock as files. The lock file never exists without its content: it is written under another name and linked.
// Who wants to change a lock that is there, to take it over, give it back or break it, first makes the claim on it,
// `….lock.after-<nonce of the one it follows>`. A claim can be made by one process only, and only who has it changes
// that lock; so what was looked at after the claim is still so when it is changed. A claim whose maker died is claimed
// in the same way: claims form a chain, and the lock belongs to its last living link.

import { openSync } from 'node:fs';
import { link, rename, rm, unlink } from 'node:fs/promises';
import { dirname } from 'node:path';
import { readCarefully } from '../files/read-carefully.ts';
import { Failure } from '../model/failure.ts';
import type { Saying } from '../model/saying.ts';
import { visible } from '../model/visible.ts';
import { say } from '../words/en/locks.ts';
import { told } from '../words/say.ts';
import { systemHint, unreadHint } from '../words/system-hints.ts';
import { unreadWords } from '../words/unread.ts';
import { type Holder, holderText, readHolder } from './holder.ts';
import { onFile } from './on-file.ts';
import { clearPresence } from './presence.ts';
import { goesWithProcess, isOver, openTemporary, temporaryBeside } from './temporary-files.ts';

/** A lock, or a claim on one, as it was read. */
export interface Link {
  readonly path: string;
  /** Never the same for two: the nonce of the holder, or what tells a file without one from others. */
  readonly key: string;
  /** Undefined when the file is empty or cut. */
  readonly holder: Holder | undefined;
  readonly modifiedMs: number;
}

/** The lock and the claims on it, oldest first; empty when nobody holds it. Rejects with a `Failure`. */
export async function chainOf(lock: string): Promise<Link[]> {
  const chain: Link[] = [];
  for (let path = lock; chain.length < mostLinks; path = claimOn(lock, chain)) {
    const found = await readLink(path);
    if (found === undefined) return chain;
    chain.push(found);
  }
  throw unusable(say('lock-many-claims', { file: visible(lock) }));
}

/** Each is a process that was killed in the middle of taking over. */
const mostLinks = 100;

function claimOn(lock: string, chain: readonly Link[]): string {
  return `${lock}.after-${chain.at(-1)?.key}`;
}

async function readLink(path: string): Promise<Link | undefined> {
  const read = await readCarefully(path, mostBytes);
  if (!read.ok) {
    if (read.why === 'missing') return undefined;
    const what = say('lock-unusable', { file: visible(path), why: unreadWords(read) });
    const cause = read.why === 'unreadable' ? read.cause : undefined;
    throw unusable(what, unreadHint(read, say('look-and-delete-lock')), cause);
  }
  const holder = readHolder(Buffer.from(read.bytes).toString('utf8'));
  const { device, inode, modifiedMs } = read.identity;
  const key = holder?.nonce ?? `cut-${device}-${inode}-${modifiedMs}-${read.bytes.length}`;
  return { path, key, holder, modifiedMs };
}

const mostBytes = 16 * 1024;

/** Makes the lock where there is none; false when there is one. Rejects with a `Failure`. */
export function createLock(lock: string, holder: Holder): Promise<boolean> {
  return createWhole(lock, holder);
}

/** Puts a holder in the place of all that the chain names. False when the chain is no longer what is there. */
export function replaceLock(lock: string, chain: readonly Link[], holder: Holder): Promise<boolean> {
  return asOnlySuccessor(lock, chain, holder, async (claim) => {
    await rename(claim, lock);
    return (await readLink(lock))?.key === holder.nonce;
  });
}

/** Removes the lock and what the chain names. False when the chain is no longer what is there. */
export function removeLock(lock: string, chain: readonly Link[], by: Holder): Promise<boolean> {
  return asOnlySuccessor(lock, chain, by, async () => {
    await unlink(lock);
    return true;
  });
}

/** Changes a lock while nobody else can, when it still is what the chain says. */
async function asOnlySuccessor(
  lock: string,
  chain: readonly Link[],
  successor: Holder,
  change: (claim: string) => Promise<boolean>,
): Promise<boolean> {
  const claim = claimOn(lock, chain);
  if (!(await createWhole(claim, successor))) return false;
  goesWithProcess(claim);
  try {
    const expected = [...chain.map(({ key }) => key), successor.nonce];
    const now = (await chainOf(lock)).map(({ key }) => key);
    if (now.join() !== expected.join()) return false;
    const changed = await change(claim);
    await clear(lock, chain);
    return changed;
  } catch (error) {
    throw error instanceof Failure ? error : notWritable(lock, error);
  } finally {
    await rm(claim, { force: true });
    isOver(claim);
  }
}

/** What dead holders left behind. Claims on a lock that is no more mean nothing to anybody. */
async function clear(lock: string, chain: readonly Link[]): Promise<void> {
  for (const { path, holder } of chain) {
    if (path !== lock) await rm(path, { force: true });
    if (holder?.socket) await clearPresence(dirname(lock), holder.socket);
  }
}

/** Makes a file with its content in one step; false when there is one of that name. */
async function createWhole(path: string, holder: Holder): Promise<boolean> {
  const temporary = temporaryBeside(path);
  try {
    await writeHolder(openTemporary(temporary, 0o644), holder);
    await link(temporary, path);
    return true;
  } catch (error) {
    const { code = '' } = error as NodeJS.ErrnoException;
    if (code === 'EEXIST') return false;
    if (withoutLinks.has(code)) return await createInPlace(path, holder);
    throw notWritable(path, error);
  } finally {
    await rm(temporary, { force: true }).catch(() => undefined);
    isOver(temporary);
  }
}

/** What disks say that know no second name for a file, such as those of memory cards. */
const withoutLinks = new Set(['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EMLINK']);

/**
 * Where files can't be linked, there is a moment without content. Who finds such a file waits `graceMs` before taking it for
 * one that was cut; so what took that long may be somebody else's by now, and is not taken for made.
 */
async function createInPlace(path: string, holder: Holder): Promise<boolean> {
  const began = performance.now();
  const isInTime = () => performance.now() - began < graceMs;
  try {
    await writeHolder(openSync(path, 'wx', 0o644), holder);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    if (isInTime()) await rm(path, { force: true });
    throw notWritable(path, error);
  }
  return isInTime() && (await readLink(path))?.key === holder.nonce;
}

/** How long a lock without content may be one that is being written. */
export const graceMs = 2000;

async function writeHolder(file: number, holder: Holder): Promise<void> {
  try {
    await onFile.write(file, holderText(holder));
    await onFile.sync(file);
  } finally {
    await onFile.close(file);
  }
}

function notWritable(path: string, error: unknown): Failure {
  const { code = '' } = error as NodeJS.ErrnoException;
  return new Failure(
    'config',
    'lock-not-writable',
    told(
      say('lock-not-writable', { file: visible(path), code }),
      systemHint(code, say('right-beside-config')),
    ),
    { cause: error },
  );
}

function unusable(what: Saying, hint = say('look-and-delete-lock'), cause?: unknown): Failure {
  return new Failure('config', 'lock-unreadable', told(what, hint), { cause });
}
