import { open, rm } from 'node:fs/promises';

/** Makes a file where there is none, whole or not at all. Rejects with the system's error, `EEXIST` for any thing of that name. */
export async function writeNew(file: string, content: string | Uint8Array): Promise<void> {
  const handle = await open(file, 'wx');
  try {
    await handle.writeFile(content);
  } catch (error) {
    await rm(file, { force: true }).catch(() => undefined);
    throw error;
  } finally {
    await handle.close();
  }
}
