import { loadSharp, type SharpLoader } from './sharp.ts';

/** The picture as a small square JPEG of `side` pixels, or undefined without sharp or for what is no picture. */
export async function thumbnail(
  bytes: Uint8Array,
  side: number,
  load: SharpLoader = loadSharp,
): Promise<Uint8Array | undefined> {
  const sharp = await load();
  if (!sharp) return undefined;
  try {
    return await sharp(bytes)
      .autoOrient()
      .flatten({ background: '#fff' })
      .resize(side, side)
      .jpeg({ quality: 85 })
      .toBuffer();
  } catch {
    return undefined;
  }
}
