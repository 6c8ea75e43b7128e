import { readdir, realpath, stat } from 'node:fs/promises';
import path from 'node:path';
import { type FileIdentity, readCarefully, type Unread } from '../files/read-carefully.ts';
import type { Saying } from '../model/saying.ts';
import { say } from '../words/en/files.ts';
import { say as place } from '../words/en/places.ts';
import { systemHint } from '../words/system-hints.ts';
import { sizeWords } from '../words/unread.ts';
import type { FileFault, FoundFile } from './found-file.ts';
import { nearest } from './nearest.ts';
import type { ConfigWorld } from './world.ts';

/** Folders that a configuration may name files in. */
export interface AllowedFolders {
  /** The folder relative paths start from: that of the configuration file. */
  readonly root: string;
  /** As they were named, absolute. */
  readonly named: readonly string[];
  /** The same after following every link, looked up with the first file that is named: most configurations name none. */
  real(): Promise<readonly string[]>;
}

export interface OpenedFile {
  readonly ok: true;
  readonly bytes: Uint8Array;
}

/**
 * The configuration file's folder, and those the operator names in KEFU_ALLOW_PATHS (separated as in PATH).
 * Folders that are not there are left out; `more` are allowed too.
 */
export function allowedFolders(
  configFile: string,
  world: ConfigWorld,
  more: readonly string[] = [],
): AllowedFolders {
  const root = path.dirname(configFile);
  const extra = (world.env.KEFU_ALLOW_PATHS ?? '').split(path.delimiter).filter((folder) => folder !== '');
  const folders = [root, ...more, ...extra.map((folder) => path.resolve(world.cwd, folder))];
  let real: Promise<readonly string[]> | undefined;
  return {
    root,
    named: folders,
    real: () => {
      real ??= realFolders(folders);
      return real;
    },
  };
}

async function realFolders(folders: readonly string[]): Promise<readonly string[]> {
  const real = await Promise.all(folders.map((folder) => realpath(folder).catch(() => undefined)));
  return real.filter((folder) => folder !== undefined);
}

/**
 * Reads a file that YAML names. YAML in a pull request is other people's text, so the file has to lie, after following
 * every link, in an allowed folder, and to be a plain file of at most `limit` bytes. Checked, read and hashed are the
 * bytes behind one descriptor. Hard links can't be told from files; git does not carry them.
 */
export async function openInside(
  folders: AllowedFolders,
  written: string,
  limit: number,
): Promise<OpenedFile | FileFault> {
  const found = await findInside(folders, written);
  return found.ok ? openFound(found, limit) : found;
}

/** Where the file that YAML names is, when it lies in an allowed folder. */
export async function findInside(folders: AllowedFolders, written: string): Promise<FoundFile | FileFault> {
  const form = formFault(written);
  if (form !== undefined) return form;
  const wanted = path.resolve(folders.root, written);
  // Nothing is told about what exists elsewhere.
  const allowed = await folders.real();
  if (!isInside([...folders.named, ...allowed], wanted)) return outside();
  const place = await realpath(wanted).then(
    (real) => ({ real }),
    (error: NodeJS.ErrnoException) => ({ error }),
  );
  if ('error' in place) return missing(folders, written, place.error);
  if (!isInside(allowed, place.real)) return outside();
  if (differsInCase(wanted, place.real)) return wrongCase(path.basename(place.real));
  return { ok: true, wanted, real: place.real };
}

function formFault(written: string): FileFault | undefined {
  if (written.includes('\0')) {
    return fault('file-path', say('path-with-nul'), say('write-path-in-folder'));
  }
  if (/^[a-z][a-z0-9+.-]+:\/\//i.test(written)) {
    return fault('file-path', say('path-is-url'), say('put-file-beside'));
  }
  if (written.startsWith('~')) {
    return fault('file-path', say('path-with-tilde'), say('write-relative'));
  }
  return undefined;
}

function isInside(folders: readonly string[], file: string): boolean {
  return folders.some((folder) => {
    const way = path.relative(folder, file);
    return way !== '' && way !== '..' && !way.startsWith(`..${path.sep}`) && !path.isAbsolute(way);
  });
}

/** A disk that ignores case finds `Alice.PNG` for `alice.png`; the CI machine's would not. */
function differsInCase(wanted: string, real: string): boolean {
  const [asked, found] = [path.basename(wanted), path.basename(real)];
  return asked !== found && asked.toLowerCase() === found.toLowerCase();
}

/** Reads a file that was found; a fault when it is no plain file, too large, or another one by now. */
export async function openFound({ wanted, real }: FoundFile, limit: number): Promise<OpenedFile | FileFault> {
  const read = await readCarefully(real, limit);
  if (!read.ok) return unreadFault(read);
  try {
    if (await isStillThere(wanted, real, read.identity)) return { ok: true, bytes: read.bytes };
  } catch {
    // It went away meanwhile.
  }
  return changedMeanwhile();
}

/** A folder on the way may have become a link between looking and opening: then what was read is another file. */
async function isStillThere(wanted: string, real: string, read: FileIdentity): Promise<boolean> {
  const [now, stats] = await Promise.all([realpath(wanted), stat(real)]);
  return now === real && stats.ino === read.inode && stats.dev === read.device;
}

async function missing(
  folders: AllowedFolders,
  written: string,
  error: NodeJS.ErrnoException,
): Promise<FileFault> {
  if (error.code === 'ELOOP') return fault('file-outside', say('link-to-itself'), place('remove-it'));
  if (error.code !== 'ENOENT' && error.code !== 'ENOTDIR') return unreadable(error);
  if (path.sep === '/' && written.includes('\\')) {
    return fault('file-not-found', say('file-missing'), say('write-slashes'));
  }
  const near = await nearPath(folders, path.resolve(folders.root, written));
  if (near !== undefined && near !== path.normalize(written) && sameLetters(near, path.normalize(written))) {
    return fault('file-not-found', say('file-in-other-form'), say('rename-anew'));
  }
  return fault(
    'file-not-found',
    say('file-missing'),
    near === undefined ? say('paths-start-here') : place('did-you-mean', { meant: near }),
  );
}

/** Composed and decomposed letters look the same. */
function sameLetters(one: string, other: string): boolean {
  return one.normalize('NFC') === other.normalize('NFC');
}

/** The path with its first missing part replaced by a like-named one; only looked for in allowed folders. */
async function nearPath(folders: AllowedFolders, wanted: string): Promise<string | undefined> {
  let folder = wanted;
  let real: string | undefined;
  let missingPart = '';
  while (real === undefined && path.dirname(folder) !== folder) {
    missingPart = path.basename(folder);
    folder = path.dirname(folder);
    real = await realpath(folder).catch(() => undefined);
  }
  const allowed = await folders.real();
  if (real === undefined || !(allowed.includes(real) || isInside(allowed, real))) return undefined;
  const names = await readdir(real).catch(() => []);
  const found = nearest(missingPart, names.slice(0, mostNames));
  if (found === undefined) return undefined;
  const rest = path.relative(path.join(folder, missingPart), wanted);
  const whole = path.join(folder, found, rest);
  const exists = await realpath(whole).then(
    () => true,
    () => false,
  );
  return path.relative(folders.root, exists ? whole : path.join(folder, found)).replaceAll(path.sep, '/');
}

/** Comparing names takes time; a folder with more is no folder of avatars. */
const mostNames = 2000;

function wrongCase(onDisk: string): FileFault {
  return fault('file-case', say('file-differs-in-case'), say('write-name', { name: onDisk }));
}

function outside(): FileFault {
  return fault('file-outside', say('file-outside'), say('move-file-here'));
}

function unreadFault(unread: Unread): FileFault {
  switch (unread.why) {
    case 'folder':
      return notAFile(say('path-to-folder'));
    case 'special':
      return notAFile(say('path-to-special'));
    case 'too-large':
      return tooLarge(unread.mostBytes);
    case 'unreadable':
      return unreadable(unread);
    default:
      // A moment ago it was a file.
      return changedMeanwhile();
  }
}

function changedMeanwhile(): FileFault {
  return fault('file-changed', say('file-replaced'), place('run-again'));
}

function notAFile(what: Saying): FileFault {
  return fault('file-kind', what, say('write-file-path'));
}

function tooLarge(limit: number): FileFault {
  return fault('file-too-large', say('file-too-large', { size: sizeWords(limit) }), say('make-smaller'));
}

function unreadable({ code = 'unknown error' }: { readonly code?: string | undefined }): FileFault {
  return fault(
    'file-unreadable',
    say('file-unreadable', { code }),
    systemHint(code, say('check-permissions')),
  );
}

function fault(code: string, what: Saying, hint: Saying): FileFault {
  return { ok: false, code, what, hint };
}
