import { closeSync, constants, fstatSync, lstatSync, openSync, readSync, statSync } from 'node:fs';
import { type FileHandle, realpath } from 'node:fs/promises';
import { dirname } from 'node:path';

/** The bytes of a plain file, and which file they came from. */
export interface ReadFile {
  readonly ok: true;
  readonly bytes: Uint8Array;
  readonly identity: FileIdentity;
}

/** Tells one file from another that was put in its place. */
export interface FileIdentity {
  readonly device: number;
  readonly inode: number;
  readonly modifiedMs: number;
}

/**
 * Why a file was not read. `missing`: nothing has that name. `no-folder`: nothing can have it, a part of the path before
 * it is a file, or a link that leads to nothing. `link`: its name is a symbolic link, also one that leads to nothing.
 * `special`: a device, pipe or socket. `unreadable`: the system refused, by its `code`.
 */
export type Unread = { readonly ok: false } & (
  | { readonly why: 'missing' | 'no-folder' | 'link' | 'folder' | 'special' }
  | { readonly why: 'too-large'; readonly mostBytes: number }
  | { readonly why: 'unreadable'; readonly code: string; readonly cause: unknown }
);

/**
 * Reads a file that may come from strangers: a plain file of at most `mostBytes`, never through a link, never waiting
 * for the other end of a pipe. Checked and read are the bytes behind one descriptor. Folders on the way are taken as they
 * are. Never rejects.
 *
 * It reads at once: plain files of this size are there before the first of the threads that Node would start for them, and
 * nothing else that kefu does is kept waiting for long.
 */
export async function readCarefully(path: string, mostBytes: number): Promise<ReadFile | Unread> {
  return readAtOnce(path, mostBytes);
}

/** The same for who can't wait. Never throws. */
export function readAtOnce(path: string, mostBytes: number): ReadFile | Unread {
  try {
    const descriptor = openSync(path, flags);
    try {
      return readDescriptor(descriptor, mostBytes);
    } finally {
      closeSync(descriptor);
    }
  } catch (error) {
    return unopened(error as NodeJS.ErrnoException, path);
  }
}

/**
 * The same for a file that the operator names on the command line: links are followed. One that leads to nothing is a
 * `link`, not `missing`.
 */
export async function readNamed(path: string, mostBytes: number): Promise<ReadFile | Unread> {
  const read = await readCarefully(path, mostBytes);
  if (read.ok || read.why !== 'link') return read;
  try {
    return await readCarefully(await realpath(path), mostBytes);
  } catch (error) {
    const unread = unopened(error as NodeJS.ErrnoException, path);
    return unread.why === 'missing' ? read : unread;
  }
}

const flags = constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK | constants.O_NOCTTY;

/** Reads a file that is open already, from its start, with the same care. Throws the system's error. */
export function readOpened(handle: FileHandle, mostBytes: number): ReadFile | Unread {
  return readDescriptor(handle.fd, mostBytes);
}

function readDescriptor(descriptor: number, mostBytes: number): ReadFile | Unread {
  const stats = fstatSync(descriptor);
  if (stats.isDirectory()) return { ok: false, why: 'folder' };
  if (!stats.isFile()) return { ok: false, why: 'special' };
  const bytes = stats.size > mostBytes ? undefined : readUpTo(descriptor, mostBytes, stats.size);
  if (bytes === undefined) return { ok: false, why: 'too-large', mostBytes };
  return {
    ok: true,
    bytes,
    identity: { device: stats.dev, inode: stats.ino, modifiedMs: stats.mtimeMs },
  };
}

/**
 * The bytes, or undefined when there are more than `most`: a file may grow while it is read. The first buffer has room for
 * what the file is said to have and one more, so that its end shows at once; some files say 0 and have more.
 */
function readUpTo(descriptor: number, most: number, said: number): Uint8Array | undefined {
  const chunks: Uint8Array[] = [];
  let total = 0;
  let length = Math.min(said, most) + 1;
  for (;;) {
    const chunk = Buffer.alloc(length);
    const bytesRead = readSync(descriptor, chunk, 0, length, null);
    total += bytesRead;
    if (total > most) return undefined;
    chunks.push(chunk.subarray(0, bytesRead));
    if (bytesRead === 0 || (total === said && bytesRead < length)) return wholeOf(chunks);
    length = Math.min(64 * 1024, most + 1 - total);
  }
}

function wholeOf(chunks: readonly Uint8Array[]): Uint8Array {
  const [only] = chunks;
  return chunks.length === 1 && only ? only : Buffer.concat(chunks);
}

function unopened(error: NodeJS.ErrnoException, path: string): Unread {
  const code = error.code ?? 'unknown error';
  if (code === 'ENOTDIR') return { ok: false, why: 'no-folder' };
  if (code === 'ENOENT') return { ok: false, why: mayBeMade(dirname(path)) ? 'missing' : 'no-folder' };
  // With O_NOFOLLOW a link; without it a ring of links. FreeBSD says EMLINK.
  if (code === 'ELOOP' || code === 'EMLINK') return { ok: false, why: 'link' };
  if (code === 'EISDIR') return { ok: false, why: 'folder' };
  // A socket, or a device that nothing is behind.
  if (code === 'ENXIO' || code === 'ENODEV') return { ok: false, why: 'special' };
  return { ok: false, why: 'unreadable', code, cause: error };
}

/** Whether a folder is there or could be made: false when the way to it leads through a link to nothing. */
function mayBeMade(folder: string): boolean {
  if (statSync(folder, { throwIfNoEntry: false })) return true;
  if (lstatSync(folder, { throwIfNoEntry: false })) return false;
  const above = dirname(folder);
  return above === folder || mayBeMade(above);
}
