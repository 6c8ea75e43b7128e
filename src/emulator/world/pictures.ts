/** Pictures as the CDN serves them: re-encoded, under an opaque id that is new with each upload. */

import { createHash, randomBytes } from 'node:crypto';
import { defaultPicture } from './accounts.ts';
import { defaultPictureBase64 } from './default-picture.ts';
import type { Settings } from './settings.ts';

export interface Picture {
  format: 'jpeg' | 'png';
  base64: string;
}

export type Pictures = Record<string, Picture>;

const servedWidth = 640;

export function createPictures(): Pictures {
  return { [defaultPicture]: { format: 'jpeg', base64: defaultPictureBase64 } };
}

/** Keeps the picture and returns its opaque id. */
export function storePicture(pictures: Pictures, picture: Picture, settings: Settings): string {
  const id =
    settings.pictureIds === 'per-content'
      ? createHash('sha256').update(picture.base64).digest('base64url')
      : randomBytes(48).toString('base64url');
  pictures[id] = picture;
  return id;
}

/** The `kf_headimgurl` of a picture, in the form the settings choose; only `emulator` can be fetched. */
export function pictureUrl(pictures: Pictures, id: string, settings: Settings, origin: string): string {
  const query = `wx_fmt=${pictures[id]?.format ?? 'jpeg'}`;
  if (settings.pictureUrls === 'emulator') return `${origin}/__emulator/pictures/${id}/0?${query}`;
  const scheme = settings.pictureUrls === 'mmbiz-https' ? 'https' : 'http';
  return `${scheme}://mmbiz.qpic.cn/mmbiz_jpg/${id}/0?${query}`;
}

/**
 * What a CDN would serve for the uploaded bytes: JPEG of quality 75, at most 640 wide (modelled). Without the
 * `sharp` package the bytes are served as uploaded. Undefined when the picture can't be decoded.
 */
export async function encodeForServing(
  bytes: Buffer,
  uploadedAs: 'jpeg' | 'png',
): Promise<Picture | undefined> {
  const sharp = await import('sharp').then(
    (module) => module.default,
    () => undefined,
  );
  if (sharp === undefined) return { format: uploadedAs, base64: bytes.toString('base64') };
  try {
    const encoded = await sharp(bytes)
      .rotate()
      .flatten({ background: '#ffffff' })
      .resize({ width: servedWidth, withoutEnlargement: true })
      .jpeg({ quality: 75 })
      .toBuffer();
    return { format: 'jpeg', base64: encoded.toString('base64') };
  } catch {
    return undefined;
  }
}
