// Files that YAML names, such as pictures: several places may name one.
import { told } from '../words/say.ts';
import { type AllowedFolders, findInside, type OpenedFile, openFound } from './open-file.ts';
import type { Fault } from './source.ts';
import type { Scalar } from './tree.ts';

/** Reads files by the paths that stand in YAML. */
export interface NamedFiles {
  /** The bytes of a file, shared by all who name it, or what is wrong at this place. */
  open(path: Scalar, folders: AllowedFolders): Promise<OpenedFile | Fault>;
  /** How many bytes were read so far. */
  read(): number;
}

/** Each path is looked up where it stands, since who may name a file depends on that; a file on the disk is read once. */
export function namedFiles(byteLimit: number): NamedFiles {
  const opened = new Map<string, Awaited<ReturnType<typeof openFound>>>();
  let read = 0;
  return { open, read: () => read };

  async function open({ value, at }: Scalar, folders: AllowedFolders): Promise<OpenedFile | Fault> {
    const found = await findInside(folders, value);
    const file = found.ok ? await contentOf(found) : found;
    if (file.ok) return file;
    return { severity: 'error', code: file.code, ...told(file.what, file.hint), at };
  }

  async function contentOf(found: Parameters<typeof openFound>[0]) {
    const known = opened.get(found.real);
    if (known !== undefined) return known;
    const file = await openFound(found, byteLimit);
    if (file.ok) read += file.bytes.length;
    opened.set(found.real, file);
    return file;
  }
}
