import { inspectPicture } from '../avatars/inspect.ts';
import type { AvatarFile } from '../model/desired.ts';
import { told } from '../words/say.ts';
import type { FoldersByPlace } from './folders-by-place.ts';
import { type AllowedFolders, openInside } from './open-file.ts';
import { pathFrom } from './path-from.ts';
import type { Fault } from './source.ts';
import { entriesOf, entryOf, type Scalar, type Tree, textOf, valueAt } from './tree.ts';

/** A picture that was read and inspected, not hashed yet. */
export type ReadPicture = Omit<AvatarFile, 'sha256'>;

/** The pictures the accounts name, by account name, and what is wrong with the others. */
export interface AvatarReading {
  readonly avatars: ReadonlyMap<string, ReadPicture>;
  readonly faults: readonly Fault[];
}

/** A little above what WeChat takes, so that a picture slightly too big is told so with its size. */
const byteLimit = 8 * 1024 * 1024;

/** Reads and inspects every avatar of the file, one after the other: a hundred pictures at once would fill the memory. */
export async function readAvatars(tree: Tree, folders: FoldersByPlace): Promise<AvatarReading> {
  const avatars = new Map<string, ReadPicture>();
  const faults: Fault[] = [];
  for (const { key, value } of entriesOf(valueAt(tree, 'accounts'))) {
    const avatar = entryOf(value, 'avatar')?.value;
    if (avatar?.kind !== 'scalar' || textOf(avatar) === undefined) continue;
    const read = await readAvatar(avatar, folders(avatar.at), folders(tree.at).root);
    if ('code' in read) faults.push(read);
    else avatars.set(key, read);
  }
  return { avatars, faults };
}

/** `file-…` for the way to the file, `avatar-…` for the picture itself. */
async function readAvatar(
  { value, at }: Scalar,
  folders: AllowedFolders,
  configFolder: string,
): Promise<ReadPicture | Fault> {
  const file = await openInside(folders, value, byteLimit);
  if (!file.ok) return { severity: 'error', code: file.code, ...told(file.what, file.hint), at };
  const picture = inspectPicture(file.bytes);
  if (!picture.ok) {
    const { code, message, hint, said } = picture;
    return { severity: 'error', code, message, hint, said, at };
  }
  const { format, width, height } = picture;
  return { path: pathFrom(configFolder, folders.root, value), format, width, height, bytes: file.bytes };
}
