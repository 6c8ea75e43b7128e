// What is written to stdout and stderr. Node takes a fifteenth of a start to make a stream of one.
import { fstatSync } from 'node:fs';
import { writeAtOnce } from './write-at-once.ts';

type Descriptor = 1 | 2;
const streams = { 1: () => process.stdout, 2: () => process.stderr } as const;
const made = new Set<Descriptor>();
let mayWait: () => boolean = () => false;

/** From now on a start writes at once while `is` says that nothing goes on which a slow reader would keep waiting. */
export function writeAtOnceWhile(is: () => boolean): void {
  mayWait = is;
}

/** Writes a text, later where the reader is slow and something else goes on. A reader that went away is no fault. */
export function writeTo(descriptor: Descriptor, text: string): void {
  if (text === '') return;
  const isStream = made.has(descriptor) || !mayWait();
  const rest = isStream ? text : writeAtOnce(descriptor, text);
  if (rest !== undefined) streamOf(descriptor).write(rest);
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

/** A reader that went away (`kefu --help | head`) must neither end an apply in the middle nor show a stack trace. */
function streamOf(descriptor: Descriptor): NodeJS.WriteStream {
  const stream = streams[descriptor]();
  if (!made.has(descriptor))
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EPIPE') throw error;
    });
  made.add(descriptor);
  return stream;
}
