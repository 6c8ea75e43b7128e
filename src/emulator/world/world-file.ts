/** Keeps the world in a JSON file, so that an emulator can be stopped and started again. */

import { randomBytes } from 'node:crypto';
import { open, readFile, rename } from 'node:fs/promises';
import { readWorld, type World } from './world.ts';

/** The world in the file, or undefined when there is no such file. Throws when it isn't a world. */
export async function loadWorld(path: string): Promise<World | undefined> {
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  });
  if (text === undefined) return undefined;
  const world = readWorld(JSON.parse(text));
  if (typeof world === 'string') throw new Error(`${path} does not hold a world of the emulator: ${world}`);
  return world;
}

/** Writes the world beside the file first and then puts it in place, so that a reader never sees half of it. */
export async function saveWorld(path: string, world: World): Promise<void> {
  const beside = `${path}.${randomBytes(4).toString('hex')}.tmp`;
  const file = await open(beside, 'w', 0o600);
  try {
    await file.writeFile(JSON.stringify(world));
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(beside, path);
}
