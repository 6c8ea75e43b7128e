import { mkdir } from 'node:fs/promises';

/**
 * Makes a folder and those above it where there are none. Rejects with the system's error: `ENOTDIR` where a file is in the way, also
 * at the end of the path.
 */
export async function makeFolder(folder: string, mode?: number): Promise<void> {
  try {
    await mkdir(folder, { recursive: true, ...(mode === undefined ? {} : { mode }) });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    throw Object.assign(new Error(`ENOTDIR: not a directory, mkdir '${folder}'`), {
      code: 'ENOTDIR',
      cause: error,
    });
  }
}
