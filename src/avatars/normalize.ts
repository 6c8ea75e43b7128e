import type Sharp from 'sharp';
import type { AvatarFile } from '../model/desired.ts';
import type { Picture } from '../model/ports.ts';
import { say } from '../words/en/pictures.ts';
import { told } from '../words/say.ts';
import { type PictureFault, pixelLimit } from './inspect.ts';
import { loadSharp, type SharpLoader } from './sharp.ts';

export type Normalized = { readonly ok: true; readonly picture: Picture } | PictureFault;

/** The side WeChat recommends (older WeChat docs, uploadkfheadimg: JPG, 640×640). */
const side = 640;

/**
 * Makes what WeChat takes from a picture file: an upright, opaque sRGB JPEG of 640×640 pixels, cropped at its middle;
 * the same file gives the same bytes. Without sharp, a JPEG or PNG is sent as it is and a WebP is a fault.
 */
export async function normalizePicture(
  avatar: AvatarFile,
  loader: SharpLoader = loadSharp,
): Promise<Normalized> {
  const sharp = await loader();
  return sharp === undefined ? asItIs(avatar) : redrawn(sharp, avatar);
}

function asItIs({ bytes, format }: AvatarFile): Normalized {
  if (format === 'webp') {
    return {
      ok: false,
      code: 'avatar-needs-sharp',
      ...told(say('needs-sharp'), say('install-sharp')),
    };
  }
  return { ok: true, picture: { bytes, contentType: `image/${format}` } };
}

async function redrawn(sharp: typeof Sharp, avatar: AvatarFile): Promise<Normalized> {
  try {
    const bytes = await sharp(avatar.bytes, { limitInputPixels: pixelLimit, failOn: 'warning' })
      .autoOrient()
      .flatten({ background: '#ffffff' })
      .toColourspace('srgb')
      .resize(side, side, { fit: 'cover' })
      .jpeg({ quality: 90, chromaSubsampling: '4:4:4' })
      .toBuffer();
    return { ok: true, picture: { bytes: new Uint8Array(bytes), contentType: 'image/jpeg' } };
  } catch {
    return {
      ok: false,
      code: 'avatar-damaged',
      ...told(say('not-decoded'), say('save-again')),
    };
  }
}
