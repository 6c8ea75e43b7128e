import type Sharp from 'sharp';
import { pixelLimit } from './inspect.ts';
import { loadSharp, type SharpLoader } from './sharp.ts';

export type Likeness = 'same' | 'different' | 'cannot-tell';

/**
 * Compared with pictures re-encoded and scaled as a CDN would: the same ones reached 0.91, others began at 1.14.
 * A tint a few levels of 255 off, all over, is below it and passes for the same.
 */
const sameUpTo = 1.1;
/** Smaller pictures keep too little of the original. */
const smallestSide = 132;
const gridSide = 24;

interface Pixels {
  readonly data: Uint8Array;
  readonly width: number;
  readonly height: number;
}

/**
 * Tells whether a picture WeChat serves shows the local one, which WeChat has scaled and re-encoded, so that bytes and
 * hashes differ. `cannot-tell` without sharp, when the served side is below 132 pixels or when either can't be decoded.
 *
 * What compression does to a picture depends on the picture, so the distance is measured against how far the local
 * picture moves when it is compressed hard; a flat logo is judged strictly and a noisy photo mildly.
 */
export async function samePicture(
  local: Uint8Array,
  served: Uint8Array,
  loader: SharpLoader = loadSharp,
): Promise<Likeness> {
  const sharp = await loader();
  if (sharp === undefined) return 'cannot-tell';
  try {
    const live = await pixelsOf(sharp, served);
    if (Math.min(live.width, live.height) < smallestSide) return 'cannot-tell';
    const original = await pixelsOf(sharp, local, live);
    const compressed = await compressHard(sharp, original);
    return unlikeness(original, compressed, live) <= sameUpTo ? 'same' : 'different';
  } catch {
    return 'cannot-tell';
  }
}

function unlikeness(original: Pixels, compressed: Pixels, live: Pixels): number {
  const reference = averages(original);
  const hard = averages(compressed);
  const shown = averages(live);
  const nearest = Math.min(largestGap(shown, reference), largestGap(shown, hard));
  return nearest / (largestGap(reference, hard) + 2);
}

async function pixelsOf(sharp: typeof Sharp, bytes: Uint8Array, size?: Pixels): Promise<Pixels> {
  const upright = sharp(bytes, { limitInputPixels: pixelLimit })
    .autoOrient()
    .flatten({ background: '#ffffff' })
    .toColourspace('srgb');
  const sized = size === undefined ? upright : upright.resize(size.width, size.height, { fit: 'cover' });
  const { data, info } = await sized.removeAlpha().raw().toBuffer({ resolveWithObject: true });
  return { data, width: info.width, height: info.height };
}

async function compressHard(sharp: typeof Sharp, { data, width, height }: Pixels): Promise<Pixels> {
  return pixelsOf(
    sharp,
    await sharp(data, { raw: { width, height, channels: 3 } })
      .jpeg({ quality: 60 })
      .toBuffer(),
  );
}

/** The mean red, green and blue of each cell of a 24×24 grid, row by row. */
function averages({ data, width, height }: Pixels): Float64Array {
  const sums = new Float64Array(gridSide * gridSide * 3);
  const counts = new Uint32Array(gridSide * gridSide);
  const columns = Uint8Array.from({ length: width }, (_, x) => Math.floor((x * gridSide) / width));
  let at = 0;
  for (let y = 0; y < height; y += 1) {
    const row = Math.floor((y * gridSide) / height) * gridSide;
    for (let x = 0; x < width; x += 1, at += 3) {
      const cell = row + (columns[x] as number);
      (counts[cell] as number) += 1;
      (sums[cell * 3] as number) += data[at] as number;
      (sums[cell * 3 + 1] as number) += data[at + 1] as number;
      (sums[cell * 3 + 2] as number) += data[at + 2] as number;
    }
  }
  return sums.map((sum, index) => sum / (counts[Math.floor(index / 3)] ?? 1));
}

function largestGap(here: Float64Array, there: Float64Array): number {
  return here.reduce((largest, value, index) => Math.max(largest, Math.abs(value - (there[index] ?? 0))), 0);
}
