import type { Stats } from 'node:fs';
import { lstat, open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { Failure } from '../model/failure.ts';
import { visible } from '../model/visible.ts';
import { say } from '../words/en/records.ts';
import { told } from '../words/say.ts';
import { onFile } from './on-file.ts';
import { isOver, openTemporary, temporaryBeside } from './temporary-files.ts';

/**
 * Replaces a file in one step: readers see the old content or the new, also after a crash or a power cut. A file that is
 * there keeps its permissions and, where the system allows it, its owner; a new one gets `newMode`.
 * Rejects with the system's error, or with a `Failure` (`is-a-link`, `not-a-plain-file`) when the name stands for
 * anything but a plain file; the old file is then as it was. So it is when `lastLook`, which runs right before the old file is
 * replaced, rejects.
 */
export async function writeDurably(
  path: string,
  content: string | Uint8Array,
  newMode = 0o644,
  lastLook: () => Promise<void> = async () => {},
): Promise<void> {
  const folder = dirname(path);
  const before = await plainFileAt(path);
  const temporary = temporaryBeside(path);
  const file = openTemporary(temporary, before ? 0o600 : newMode);
  try {
    await writeAndSync(file, content, before);
    await lastLook();
    await rename(temporary, path);
  } catch (error) {
    await rm(temporary, { force: true }).catch(() => undefined);
    throw error;
  } finally {
    isOver(temporary);
  }
  await syncFolder(folder);
}

/** What would be replaced; undefined when nothing has the name. Rejects for what must not be replaced. */
async function plainFileAt(path: string): Promise<Stats | undefined> {
  let stats: Stats;
  try {
    stats = await lstat(path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
  if (stats.isSymbolicLink()) {
    throw new Failure(
      'config',
      'is-a-link',
      told(say('is-a-link', { file: visible(path) }), say('name-target')),
    );
  }
  if (stats.isFile()) return stats;
  const what = stats.isDirectory() ? 'is-a-folder' : 'is-special';
  throw new Failure(
    'config',
    'not-a-plain-file',
    told(say(what, { file: visible(path) }), say('name-a-file')),
  );
}

async function writeAndSync(
  file: number,
  content: string | Uint8Array,
  before: Stats | undefined,
): Promise<void> {
  try {
    await onFile.write(file, content);
    if (before) await takeAfter(file, before);
    await onFile.sync(file);
  } finally {
    await onFile.close(file);
  }
}

/** Owner first: the system drops bits when it changes. */
async function takeAfter(file: number, { uid, gid, mode }: Stats): Promise<void> {
  const now = await onFile.stat(file);
  // Only root may give files away; anybody else's new file stays their own.
  if (now.uid !== uid || now.gid !== gid) await onFile.chown(file, uid, gid).catch(() => undefined);
  await onFile.chmod(file, mode & 0o777);
}

/**
 * Makes a name in a folder outlive a power cut: that of a new file, or of one that was renamed. Where the file system can't do
 * that for a folder, the name is as safe as it can be there. Rejects with the system's error when the disk fails.
 */
export async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r').catch(unlessOneOf(notToOpen));
  try {
    await handle?.sync().catch(unlessOneOf(notForFolders));
  } finally {
    await handle?.close();
  }
}

/** Folders that may be written but not read can't be opened. PostgreSQL's `fsync_fname_ext` passes over these, too. */
const notToOpen = ['EACCES', 'EISDIR', 'EPERM'];

/** What folders shared by WSL, VirtualBox, CIFS or FUSE answer. Never EIO, ENOSPC or EDQUOT: those tell of a loss. */
const notForFolders = ['EINVAL', 'EBADF', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EISDIR', 'EPERM'];

function unlessOneOf(codes: readonly string[]): (error: NodeJS.ErrnoException) => undefined {
  return (error) => {
    if (!codes.includes(error.code ?? '')) throw error;
    return undefined;
  };
}
