import { writeSync } from 'node:fs';

/**
 * Writes to a pipe, file or terminal without the stream that Node makes of it, which takes a fifteenth of a start. Returns what the
 * reader of a pipe that does not wait had no room for: that is for the stream. A reader that went away is no fault.
 */
export function writeAtOnce(descriptor: 1 | 2, text: string): Buffer | undefined {
  let rest = Buffer.from(text);
  // A console of Windows takes other bytes, which only the stream knows.
  if (process.platform === 'win32') return rest;
  try {
    while (rest.length > 0) rest = rest.subarray(writeSync(descriptor, rest));
    return undefined;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EPIPE') return undefined;
    if (code === 'EAGAIN') return rest;
    throw error;
  }
}
