/** Keeps the world in a JSON file, so that an emulator can be stopped and started again. */

import { randomBytes } from 'node:crypto';
import { constants } from 'node:fs';
import { type FileHandle, lstat, open, rename, rm } from 'node:fs/promises';
import { readWorld, type World } from './world.ts';

/** A world with a thousand pictures has a tenth of this. */
const mostBytes = 256 * 1024 * 1024;

/** The world in the file, or undefined when there is no such file. Throws when it isn't a world. */
export async function loadWorld(path: string): Promise<World | undefined> {
  const text = await textOf(path);
  if (text === undefined) return undefined;
  const world = readWorld(parsed(path, text));
  if (typeof world === 'string') throw new Error(`${path} does not hold a world of the emulator: ${world}`);
  return world;
}

function parsed(path: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new Error(`${path} does not hold a world of the emulator: it is not JSON`);
  }
}

/** Undefined when there is no such file. A link is followed; a pipe or device is refused and not waited for. */
async function textOf(path: string): Promise<string | undefined> {
  let file: FileHandle;
  try {
    file = await open(path, constants.O_RDONLY | constants.O_NONBLOCK);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
  try {
    const stats = await file.stat();
    if (!stats.isFile()) throw new Error(`${path} is not a file`);
    if (stats.size > mostBytes) throw new Error(`${path} is too large for a world of the emulator`);
    return await file.readFile('utf8');
  } finally {
    await file.close();
  }
}

/** Writes the world beside the file first and then puts it in place, so that a reader never sees half of it. */
export async function saveWorld(path: string, world: World): Promise<void> {
  const there = await lstat(path).catch(() => undefined);
  if (there && !there.isFile())
    throw new Error(`${path} is a link or a device; the emulator replaces only files`);
  const beside = `${path}.${randomBytes(8).toString('hex')}.tmp`;
  const file = await open(beside, 'wx', 0o600);
  try {
    await file.writeFile(JSON.stringify(world));
    await file.sync();
    await rename(beside, path);
  } catch (error) {
    await rm(beside, { force: true }).catch(() => undefined);
    throw error;
  } finally {
    await file.close();
  }
}
