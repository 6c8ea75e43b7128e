import { randomUUID } from 'node:crypto';
import { openSync, rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';

/** Files that a process which leaves in the middle takes along. */
const unfinished = new Set<string>();

/** A name beside a file that nobody can guess. */
export function temporaryBeside(path: string): string {
  return join(dirname(path), `.${basename(path)}.${randomUUID()}.tmp`);
}

/**
 * Makes a file that goes with the process until it `isOver`, and opens it for writing. At once: the system would make
 * it after the process has said its last word. O_EXCL: whatever has this name already, also a link somebody laid out, is not
 * ours to write through. Throws the system's error.
 */
export function openTemporary(path: string, mode: number): number {
  const file = openSync(path, 'wx', mode);
  goesWithProcess(path);
  return file;
}

/** From now on the file is removed when the process leaves. */
export function goesWithProcess(path: string): void {
  if (!process.listeners('exit').includes(removeUnfinished)) process.on('exit', removeUnfinished);
  unfinished.add(path);
}

/** It is gone, or stands under its own name. */
export function isOver(path: string): void {
  unfinished.delete(path);
}

function removeUnfinished(): void {
  for (const path of unfinished) rmSync(path, { force: true });
}
