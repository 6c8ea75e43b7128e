// Stands in for node:fs: what is opened at once, and then used by its number, on the same disk in memory.
import { constants as real } from 'node:fs';
import { createAtOnce, type Handle, openAtOnce, opened, removeAtOnce, statAtOnce } from './disk.ts';

export const constants = real;

/** A new file with `wx`, else one to read. */
export function openSync(path: string, flags: 'wx' | number, mode = 0o666): number {
  return (flags === 'wx' ? createAtOnce(path, mode) : openAtOnce(path)).fd;
}

export const fstatSync = (descriptor: number) => fileOf(descriptor).statAtOnce();

export const readSync = (descriptor: number, ...to: Parameters<Handle['readAtOnce']>) =>
  fileOf(descriptor).readAtOnce(...to);

export function closeSync(descriptor: number): void {
  opened.delete(descriptor);
}

/** Links are none on this disk. */
export const lstatSync = statSync;

export function statSync(path: string, { throwIfNoEntry = true } = {}) {
  try {
    return statAtOnce(path);
  } catch (error) {
    if (throwIfNoEntry || (error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    return undefined;
  }
}

function fileOf(descriptor: number): Handle {
  const file = opened.get(descriptor);
  if (!file) throw Object.assign(new Error('EBADF'), { code: 'EBADF' });
  return file;
}

/** Of a process that leaves; a simulated one never leaves by itself. */
export const rmSync = removeAtOnce;

type Done = (error: unknown, result?: unknown) => void;

/** A function of node:fs that ends by calling back. */
function calling(act: (file: Handle, ...args: never[]) => Promise<unknown>) {
  return (descriptor: number, ...rest: unknown[]) => {
    const done = rest.pop() as Done;
    const file = opened.get(descriptor);
    if (!file) return done(Object.assign(new Error('EBADF'), { code: 'EBADF' }));
    act(file, ...(rest as never[])).then((result) => done(null, result), done);
  };
}

export default {
  writeFile: calling((file, content: string | Uint8Array) => file.writeFile(content)),
  fsync: calling((file) => file.sync()),
  fstat: calling((file) => file.stat()),
  fchown: calling((file) => file.chown()),
  fchmod: calling((file, mode: number) => file.chmod(mode)),
  close: (descriptor: number, done: Done) => {
    opened.delete(descriptor);
    done(null);
  },
};
