// What is written to stdout and stderr. Node takes a fifteenth of a start to make a stream of one.
import { fstatSync } from 'node:fs';
import { writeAtOnce, writeWithoutStream } from './write-at-once.ts';

type Descriptor = 1 | 2;
const streams = { 1: () => process.stdout, 2: () => process.stderr } as const;
const made = new Set<Descriptor>();
let mayWait: () => boolean = () => false;
let lostBy: string | undefined;

/**
 * Resolves, once all is written, to why something of stdout is lost, by the code of the system's error; a reader that went away is no
 * fault.
 */
export async function faultOfStdout(): Promise<string | undefined> {
  if (made.has(1)) {
    await new Promise<unknown>((done) => streamOf(1).write('', done));
    // A stream tells of its fault behind the callback.
    await new Promise((done) => setImmediate(done));
  }
  return lostBy;
}

/** From now on a start writes at once while `is` says that nothing goes on which a slow reader would keep waiting. */
export function writeAtOnceWhile(is: () => boolean): void {
  mayWait = is;
}

/** Writes a text, later where the reader is slow and something else goes on. Never throws; `faultOfStdout` tells what is lost. */
export function writeTo(descriptor: Descriptor, text: string): void {
  if (text === '') return;
  const isStream = made.has(descriptor) || !mayWait();
  const { rest, fault } = isStream ? { rest: text, fault: undefined } : writeAtOnce(descriptor, text);
  if (rest !== undefined) streamOf(descriptor).write(rest);
  lose(descriptor, fault);
}

/** Writes before the process ends at once, when no stream would come to it; waits a second for a slow reader. Never throws. */
export function writeLast(descriptor: Descriptor, text: string): void {
  if (text === '') return;
  let rest: Buffer | undefined = Buffer.from(text);
  for (let tries = 0; rest !== undefined && tries < 100; tries += 1) {
    if (tries > 0) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 10);
    rest = writeWithoutStream(descriptor, rest).rest;
  }
}

function lose(descriptor: Descriptor, code: string | undefined): void {
  if (descriptor === 1) lostBy ??= code;
}

/** Whether a person watches it. A file or a pipe is asked nothing more: that would make a stream of it. */
export function isTerminal(descriptor: Descriptor): boolean {
  if (!made.has(descriptor) && !fstatSync(descriptor).isCharacterDevice()) return false;
  return Boolean(streamOf(descriptor).isTTY);
}

/** Its width in columns where a person watches it. */
export function columnsOf(descriptor: Descriptor): number | undefined {
  return isTerminal(descriptor) ? streamOf(descriptor).columns : undefined;
}

/** A reader that went away (`kefu --help | head`), or a full disk, must neither end an apply in the middle nor show a stack trace. */
function streamOf(descriptor: Descriptor): NodeJS.WriteStream {
  const stream = streams[descriptor]();
  if (!made.has(descriptor))
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EPIPE') lose(descriptor, error.code ?? error.message);
    });
  made.add(descriptor);
  return stream;
}
