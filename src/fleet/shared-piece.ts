import { resolve } from 'node:path';
import { readAtOnce } from '../files/read-carefully.ts';

/** No config is larger. */
const mostBytes = 256 * 1024;

/**
 * Whether a file says of itself that it is a shared piece and no config: by an `extends` without entries. Only looked at when
 * a file that a folder or glob stands for is no valid config: whatever else is wrong with one is told.
 */
export function isSharedPiece(config: string, cwd: string): boolean {
  const read = readAtOnce(resolve(cwd, config), mostBytes);
  return (
    read.ok && /^extends:[ \t]*\[[ \t]*\][ \t]*(?:#.*)?\r?$/m.test(Buffer.from(read.bytes).toString('utf8'))
  );
}
