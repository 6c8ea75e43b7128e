/** Writes the configs of a fleet into a folder that holds nothing else, and never over what somebody else wrote. */

import { createHash } from 'node:crypto';
import { lstat, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { configOf, type Shop } from './shop.ts';

/** Why nothing was written: that entry of the folder is not the emulator's. */
export class ForeignEntry extends Error {
  readonly entry: string;

  constructor(entry: string) {
    super(`${entry} was not written by the emulator, or was changed since`);
    this.entry = entry;
  }
}

/** Longer than any config of a fleet: a larger file is somebody else's and need not be read. */
const byteLimit = 64 * 1024;

/**
 * Leaves exactly the configs of these shops in the folder: makes it, writes what is missing or was written for another
 * fleet, and removes what it wrote for shops that are no more. What `kefu apply` keeps beside a config is left alone.
 * Throws `ForeignEntry`, before anything is written, when the folder holds anything else.
 */
export async function writeConfigs(folder: string, shops: readonly Shop[]): Promise<void> {
  await mkdir(folder, { recursive: true });
  const written = await ownConfigs(folder);
  const wanted = new Map(shops.map((shop) => [`${shop.name}.yaml`, signed(configOf(shop))]));
  for (const [name, text] of written) {
    if (wanted.get(name) === text) wanted.delete(name);
    else await rm(join(folder, name));
  }
  // `wx` follows no link and meets no file: all that were there are known by now.
  for (const [name, text] of wanted) await writeFile(join(folder, name), text, { flag: 'wx' });
}

/** The configs in the folder, all of them as the emulator wrote them. */
async function ownConfigs(folder: string): Promise<ReadonlyMap<string, string>> {
  const names = (await readdir(folder)).sort();
  const own = new Map<string, string>();
  for (const name of names.filter((name) => !isKeptBeside(name))) {
    const path = join(folder, name);
    const text = await textOf(path);
    if (!/^shop-\d{4,5}\.yaml$/.test(name) || text === undefined || !isAsSigned(text)) {
      throw new ForeignEntry(path);
    }
    own.set(name, text);
  }
  return own;
}

/** The state file with its lock, the history, and the plans that take applies back. */
function isKeptBeside(name: string): boolean {
  return /^shop-\d{4,5}\.(?:state|history|inverse)(?:[.-]|$)/.test(name);
}

async function textOf(path: string): Promise<string | undefined> {
  const seen = await lstat(path);
  return seen.isFile() && seen.size <= byteLimit ? readFile(path, 'utf8') : undefined;
}

/** The first line tells a config of the emulator from one that people have edited since. */
function signed(text: string): string {
  return `# Written by kefu emulator --fleet: ${digestOf(text)}\n${text}`;
}

function isAsSigned(text: string): boolean {
  return text === signed(text.slice(text.indexOf('\n') + 1));
}

function digestOf(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 16);
}
