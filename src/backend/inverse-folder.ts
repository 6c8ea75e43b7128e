import { createHash } from 'node:crypto';
import { dirname, join } from 'node:path';
import { makeFolder } from '../files/make-folder.ts';
import { readCarefully } from '../files/read-carefully.ts';
import { writeDurably } from './write-durably.ts';

/** Where an inverse plan and its pictures lie: `kefu.inverse.json` and `kefu.inverse/` beside `kefu.state.json`. */
export function inversePlanPath(stateFile: string): string {
  return `${stateFile.replace(/\.state\.json$/, '')}.inverse.json`;
}

/** Where an inverse plan goes that is not finished when another one is written: `kefu.inverse-0657e7f88c64.json`. */
export function keptInversePath(path: string, digest: string): string {
  return path.replace(/\.json$/, `-${digest.replace(/^sha256:/, '').slice(0, 12)}.json`);
}

/** A picture kept before it was overwritten. `path` is relative to the folder of the inverse plan. */
export interface KeptPicture {
  readonly path: string;
  readonly sha256: string;
  readonly bytes: Uint8Array;
}

/** Keeps a picture beside the inverse plan. Rejects with the system's error. */
export async function keepPicture(planPath: string, name: string, bytes: Uint8Array): Promise<KeptPicture> {
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const path = join(folderName(planPath), `${fileName(name)}-${sha256.slice(0, 12)}`);
  const file = join(dirname(planPath), path);
  await makeFolder(dirname(file));
  await writeDurably(file, bytes, 0o600);
  return { path, sha256, bytes };
}

/** Reads a kept picture again; undefined when it is gone or was changed. */
export async function readKeptPicture(
  planPath: string,
  name: string,
  sha256: string,
): Promise<Uint8Array | undefined> {
  const file = join(dirname(planPath), folderName(planPath), `${fileName(name)}-${sha256.slice(0, 12)}`);
  const read = await readCarefully(file, mostBytes);
  if (!read.ok) return undefined;
  return createHash('sha256').update(read.bytes).digest('hex') === sha256 ? read.bytes : undefined;
}

/** WeChat takes pictures of at most 5 MB. */
const mostBytes = 16 * 1024 * 1024;

/** All inverse plans of a config share one folder of pictures. */
function folderName(planPath: string): string {
  return (planPath.split(/[\\/]/).at(-1) ?? planPath).replace(/(?:-[0-9a-f]{12})?\.json$/, '');
}

/** The part of an object's name that is safe in a path of any system. */
function fileName(name: string): string {
  return name.replace(/@.*$/, '').replaceAll(/[^A-Za-z0-9_-]/g, '_');
}
