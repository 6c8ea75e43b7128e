import { samePicture } from '../avatars/compare.ts';
import { normalizePicture } from '../avatars/normalize.ts';
import type { AvatarFile } from '../model/desired.ts';
import type { Likeness, PictureReader } from '../model/ports.ts';

/**
 * Looks at a live avatar: fetches it and compares it with what kefu would upload for that file. Resolves to `cannot-tell`
 * when it can't or may not be fetched.
 */
export function lookThrough(pictures: PictureReader): (file: AvatarFile, url: string) => Promise<Likeness> {
  return async (file, url) => {
    const served = await pictures.fetch(url);
    if (!served) return 'cannot-tell';
    const made = await normalizePicture(file);
    return made.ok ? samePicture(made.picture.bytes, served) : 'cannot-tell';
  };
}
