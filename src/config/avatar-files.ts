import { inspectPicture } from '../avatars/inspect.ts';
import type { AvatarFile } from '../model/desired.ts';
import { say } from '../words/en/pictures.ts';
import { told } from '../words/say.ts';
import { sizeWords } from '../words/unread.ts';
import type { FoldersByPlace } from './folders-by-place.ts';
import { type NamedFiles, namedFiles } from './named-files.ts';
import type { AllowedFolders } from './open-file.ts';
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

/**
 * Ours: all pictures are kept from here to the upload. A hundred accounts with those of 640×640 that WeChat recommends need a
 * tenth of this.
 */
const mostBytesTogether = 128 * 1024 * 1024;

/** Reads and inspects every avatar of the file, one after the other; a picture of several accounts is read once. */
export async function readAvatars(
  tree: Tree,
  folders: FoldersByPlace,
  mostBytes = mostBytesTogether,
): Promise<AvatarReading> {
  const files = namedFiles(byteLimit);
  const avatars = new Map<string, ReadPicture>();
  const faults: Fault[] = [];
  for (const { key, value } of entriesOf(valueAt(tree, 'accounts'))) {
    const avatar = entryOf(value, 'avatar')?.value;
    if (avatar?.kind !== 'scalar' || textOf(avatar) === undefined) continue;
    const read = await readAvatar(avatar, files, folders(avatar.at), folders(tree.at).root);
    if (files.read() > mostBytes)
      return { avatars, faults: [...faults, tooLargeTogether(avatar, mostBytes)] };
    if ('code' in read) faults.push(read);
    else avatars.set(key, read);
  }
  return { avatars, faults };
}

/** `file-…` for the way to the file, `avatar-…` for the picture itself. */
async function readAvatar(
  avatar: Scalar,
  files: NamedFiles,
  folders: AllowedFolders,
  configFolder: string,
): Promise<ReadPicture | Fault> {
  const { value, at } = avatar;
  const file = await files.open(avatar, folders);
  if ('code' in file) return file;
  const picture = inspectPicture(file.bytes);
  if (!picture.ok) {
    const { code, message, hint, said } = picture;
    return { severity: 'error', code, message, hint, said, at };
  }
  const { format, width, height } = picture;
  return { path: pathFrom(configFolder, folders.root, value), format, width, height, bytes: file.bytes };
}

/** One fault, and nothing more is read. */
function tooLargeTogether({ at }: Scalar, mostBytes: number): Fault {
  return {
    severity: 'error',
    code: 'avatars-too-large',
    ...told(say('avatars-too-large', { most: sizeWords(mostBytes) }), say('save-avatar-smaller')),
    at,
  };
}
