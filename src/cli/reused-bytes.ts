import { readSync } from 'node:fs';

/** So many bytes, whatever they hold; good until the next call. */
export type ReusedBytes = (length: number) => Buffer;

/** Enough for each file of kefu; what nobody writes to takes no memory. */
const atFirst = 512 * 1024;

/**
 * Hands out the same bytes each time: each page of new ones costs a fault of the processor, more than reading what fills it.
 */
export function reusedBytes(): ReusedBytes {
  let bytes = Buffer.alloc(0);
  return (length) => {
    if (bytes.length < length) bytes = Buffer.allocUnsafeSlow(Math.max(length, atFirst));
    return bytes.subarray(0, length);
  };
}

/** Fills `bytes` from an open file; returns how many there were, fewer where the file ends before. */
export function readWhole(descriptor: number, bytes: Buffer): number {
  let read = 0;
  while (read < bytes.length) {
    const more = readSync(descriptor, bytes, read, bytes.length - read, null);
    if (more === 0) break;
    read += more;
  }
  return read;
}
