import { writeSync } from 'node:fs';

/** What became of a text that was to be written at once. */
export interface WrittenAtOnce {
  /** What a pipe that does not wait had no room for: that is for the stream. */
  readonly rest?: Buffer;
  /** The code of the system's error, such as ENOSPC. A reader that went away is none. */
  readonly fault?: string;
}

/**
 * Writes to a pipe, file or terminal without the stream that Node makes of it, which takes a fifteenth of a start. Never throws: what
 * kefu says must not end what it does. On Windows all is for the stream: a console there takes other bytes, which only the stream knows.
 */
export function writeAtOnce(descriptor: 1 | 2, text: string): WrittenAtOnce {
  return process.platform === 'win32' ? { rest: Buffer.from(text) } : writeWithoutStream(descriptor, text);
}

/** The same on every system, for when there will be no stream any more. */
export function writeWithoutStream(descriptor: 1 | 2, text: string | Buffer): WrittenAtOnce {
  let rest = Buffer.from(text);
  try {
    while (rest.length > 0) rest = rest.subarray(writeSync(descriptor, rest));
    return {};
  } catch (error) {
    const { code = 'unknown error' } = error as NodeJS.ErrnoException;
    if (code === 'EPIPE') return {};
    return code === 'EAGAIN' ? { rest } : { fault: code };
  }
}
