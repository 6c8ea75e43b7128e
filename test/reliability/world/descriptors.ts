// Stands in for node:fs: what is opened at once, and then used by its number, on the same disk in memory.
import { constants as real } from 'node:fs';
import { createAtOnce, type Handle, removeAtOnce } from './disk.ts';

export const constants = real;

const opened = new Map<number, Handle>();
let numbers = 100;

export function openSync(path: string, _flags: 'wx', mode: number): number {
  numbers += 1;
  opened.set(numbers, createAtOnce(path, mode));
  return numbers;
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
