// Files of compiled code. What is in doubt is not taken; the next run makes it anew.
import { createHash } from 'node:crypto';
import { closeSync, fstatSync, openSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { type ReusedBytes, readWhole } from './reused-bytes.ts';

/** A source as it lies there: a changed one of the same name is told by its size or its time. */
export interface SourceStamp {
  readonly size: number;
  readonly mtimeMs: number;
}

/**
 * Before the compiled bytes stand the size and the time of their source, and a checksum of these and of the bytes. V8 copies
 * compiled bytes that do not begin at a multiple of eight.
 */
const stampLength = 16;
const headLength = stampLength + 24;

/**
 * The compiled code of a source of this stamp, in bytes of `bytesOf`; undefined where none is kept, or what is there is cut short,
 * damaged or of another. V8 runs what it is given: one wrong byte ends the process or changes what a program does.
 */
export function readKept(file: string, stamp: SourceStamp, bytesOf: ReusedBytes): Buffer | undefined {
  try {
    const bytes = readFile(file, bytesOf);
    const compiled = bytes.subarray(headLength);
    return bytes.subarray(0, headLength).equals(headOf(compiled, stamp)) ? compiled : undefined;
  } catch {
    return undefined;
  }
}

function readFile(file: string, bytesOf: ReusedBytes): Buffer {
  const descriptor = openSync(file, 'r');
  try {
    const bytes = bytesOf(fstatSync(descriptor).size);
    return bytes.subarray(0, readWhole(descriptor, bytes));
  } finally {
    closeSync(descriptor);
  }
}

/**
 * Keeps it: the file is there whole or not at all, whatever ends the process or the machine. Nothing that lies there already is
 * written to, nor what a link points to. Throws where nothing can be written.
 */
export function writeKept(file: string, compiled: Buffer, stamp: SourceStamp): void {
  const unfinished = `${file}.${process.pid}`;
  const bytes = Buffer.concat([headOf(compiled, stamp), compiled]);
  try {
    writeFileSync(unfinished, bytes, { mode: 0o644, flag: 'wx', flush: true });
    renameSync(unfinished, file);
  } catch (error) {
    rmSync(unfinished, { force: true });
    throw error;
  }
}

function headOf(compiled: Buffer, { size, mtimeMs }: SourceStamp): Buffer {
  const head = Buffer.alloc(headLength);
  head.writeDoubleLE(size, 0);
  head.writeDoubleLE(mtimeMs, 8);
  createHash('sha1').update(head).update(compiled).digest().copy(head, stampLength);
  return head;
}
