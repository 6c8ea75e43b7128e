import type { MediaFormat } from './format.ts';
import { mp3Seconds } from './mp3.ts';

/** Seconds a recording lasts; undefined where its format does not tell without decoding. */
export function secondsOf(bytes: Uint8Array, format: MediaFormat): number | undefined {
  if (format === 'amr') return amrSeconds(bytes);
  if (format === 'mp3') return mp3Seconds(bytes);
  if (format === 'wav') return wavSeconds(bytes);
  return undefined;
}

/** Bytes of a frame by its mode, header byte included; a frame lasts 20 ms (RFC 4867: narrow band, wide band). */
const narrowFrames = [13, 14, 16, 18, 20, 21, 27, 32, 6];
const wideFrames = [18, 24, 33, 37, 41, 47, 51, 59, 61, 6];
const framesPerSecond = 50;

function amrSeconds(bytes: Uint8Array): number {
  const isWide = String.fromCharCode(...bytes.subarray(0, 9)) === '#!AMR-WB\n';
  const sizes = isWide ? wideFrames : narrowFrames;
  let frames = 0;
  for (let at = isWide ? 9 : 6; at < bytes.length; frames += 1) {
    at += sizes[((bytes[at] ?? 0) >> 3) & 15] ?? 1;
  }
  return frames / framesPerSecond;
}

/** Length of the data chunk over the bytes a second takes (RIFF WAVE). */
function wavSeconds(bytes: Uint8Array): number | undefined {
  const data = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let bytesPerSecond: number | undefined;
  for (let at = 12; at + 8 <= bytes.length; ) {
    const id = String.fromCharCode(...bytes.subarray(at, at + 4));
    const length = data.getUint32(at + 4, true);
    if (id === 'fmt ' && at + 20 <= bytes.length) bytesPerSecond = data.getUint32(at + 16, true);
    if (id === 'data')
      return bytesPerSecond ? Math.min(length, bytes.length - at - 8) / bytesPerSecond : undefined;
    at += 8 + length + (length % 2);
  }
  return undefined;
}
