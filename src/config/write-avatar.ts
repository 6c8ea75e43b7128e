// Downloaded pictures saved beside a configuration.

import path from 'node:path';
import { inspectPicture, type PictureFault } from '../avatars/inspect.ts';
import { makeFolder } from '../files/make-folder.ts';
import { readNamed } from '../files/read-carefully.ts';
import type { PictureFormat } from '../model/desired.ts';
import { sha256Of } from './sha256.ts';
import { writeNew } from './write-new.ts';

export interface SavedAvatar {
  readonly ok: true;
  /** As written in YAML: relative to the configuration. */
  readonly path: string;
  /** The name that was taken by another picture, which was not touched. */
  readonly takenName?: string;
}

const extensions: Record<PictureFormat, string> = { jpeg: 'jpg', png: 'png', webp: 'webp' };

/**
 * Saves an account's picture in a folder and resolves to where it is. A file that is there is never overwritten: the same
 * picture is left as it is, beside another one the new name carries the picture's hash. Rejects with the system's error.
 */
export async function saveAvatar(
  configFolder: string,
  avatarFolder: string,
  account: string,
  bytes: Uint8Array,
): Promise<SavedAvatar | PictureFault> {
  const picture = inspectPicture(bytes);
  if (!picture.ok) return picture;
  await makeFolder(avatarFolder);
  const extension = extensions[picture.format];
  const plain = `${account}.${extension}`;
  if (await saveAs(path.join(avatarFolder, plain), bytes)) return saved(plain);
  const hash = sha256Of(bytes).slice(0, 12);
  const hashed = `${account}-${hash}.${extension}`;
  if (await saveAs(path.join(avatarFolder, hashed), bytes)) return { ...saved(hashed), takenName: plain };
  throw new Error(`${path.join(avatarFolder, hashed)} holds another picture than its name says.`);

  function saved(name: string): SavedAvatar {
    const relative = path.relative(configFolder, path.join(avatarFolder, name)).split(path.sep).join('/');
    return { ok: true, path: `./${relative}` };
  }
}

/** Whether the file now holds these bytes. */
async function saveAs(file: string, bytes: Uint8Array): Promise<boolean> {
  try {
    await writeNew(file, bytes);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    const there = await readNamed(file, bytes.length);
    return there.ok && Buffer.from(bytes).equals(there.bytes);
  }
}
