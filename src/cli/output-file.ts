import {
  appendFileSync,
  constants,
  fstatSync,
  lstatSync,
  renameSync,
  rmSync,
  type Stats,
  writeFileSync,
} from 'node:fs';
import { access, appendFile, lstat, rm, stat, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { temporaryBeside } from '../backend/temporary-files.ts';
import { writeDurably } from '../backend/write-durably.ts';

/*
 * The files that results go into lie in a checkout that strangers may have filled: a link there is not followed, a pipe not
 * waited for, and a name that can be guessed not written through. A device, and a name of what the process has open, is what
 * the operator means; /dev alone says nothing, for anybody may write into /dev/shm.
 */

/** `replaced`: the new content stands in its place. `appended`: it comes after what is there. */
export type OutputUse = 'replaced' | 'appended';

/** Rejects with the system's error, or one of the same form, when the output can't or must not be written. */
export async function requireWritable(path: string, use: OutputUse): Promise<void> {
  const there = await lstat(path).catch(() => undefined);
  if (isStream(path, there)) return access(path, constants.W_OK);
  if (there) requirePlain(there);
  if (!(await stat(dirname(path))).isDirectory()) throw systemError('ENOTDIR');
  await access(there && use === 'appended' ? path : dirname(path), constants.W_OK);
}

/** Rejects with the system's error. */
export async function writeOutput(path: string, text: string, use: OutputUse): Promise<void> {
  if (isStream(path, await lstat(path).catch(() => undefined))) {
    const to = placeOf(path);
    return typeof to === 'number' ? writeFileSync(to, text) : writeFile(to, text);
  }
  if (use === 'replaced') return writeDurably(path, text);
  return appendFile(path, text, { flag: appending });
}

/** Removes what an earlier run left. What is no plain file, such as a device, stays. Rejects with the system's error. */
export async function removeOutput(path: string): Promise<void> {
  const there = await lstat(path).catch(() => undefined);
  if (there?.isFile()) await rm(path);
}

/** Writes at once, for a process that is about to end. Throws the system's error. */
export function writeOutputNow(path: string, text: string, use: OutputUse): void {
  if (isStream(path, lstatSync(path, { throwIfNoEntry: false }))) writeFileSync(placeOf(path), text);
  else if (use === 'appended') appendFileSync(path, text, { flag: appending as unknown as string });
  else replaceNow(path, text);
}

function replaceNow(path: string, text: string): void {
  const there = lstatSync(path, { throwIfNoEntry: false });
  if (there) requirePlain(there);
  const temporary = temporaryBeside(path);
  try {
    writeFileSync(temporary, text, { flag: 'wx', mode: there ? there.mode & 0o777 : 0o644 });
    renameSync(temporary, path);
  } finally {
    rmSync(temporary, { force: true });
  }
}

const { O_WRONLY, O_APPEND, O_CREAT, O_NOFOLLOW = 0, O_NONBLOCK = 0 } = constants;
const appending = O_WRONLY | O_APPEND | O_CREAT | O_NOFOLLOW | O_NONBLOCK;

/** The descriptor of a plain file, which to open again would empty it and begin at its start; the path of any other stream. */
function placeOf(path: string): number | string {
  const descriptor = descriptorIn(path);
  return descriptor !== undefined && fstatSync(descriptor).isFile() ? descriptor : path;
}

function descriptorIn(path: string): number | undefined {
  if (path === '/dev/stdout') return 1;
  if (path === '/dev/stderr') return 2;
  const [, number] = /^\/(?:dev|proc\/self)\/fd\/(\d+)$/.exec(path) ?? [];
  return number === undefined ? undefined : Number(number);
}

/** Whether a path takes text as a terminal does, rather than being a file to make or to replace. */
function isStream(path: string, there: Stats | undefined): boolean {
  return there?.isCharacterDevice() || descriptorIn(path) !== undefined;
}

function requirePlain(there: Stats): void {
  if (there.isDirectory()) throw systemError('EISDIR');
  if (there.isSymbolicLink()) throw systemError('ELOOP');
  if (!there.isFile()) throw systemError('ENXIO');
}

function systemError(code: string): Error {
  return Object.assign(new Error(code), { code });
}
