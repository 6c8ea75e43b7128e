import { say } from '../words/en/pictures.ts';
import { asciiAt, type Header, view } from './header.ts';

/** Walks a PNG's chunks for its pixels, its end and the sign of an animation (`acTL`, APNG). */
export function readPng(bytes: Uint8Array): Header {
  const data = view(bytes);
  if (bytes.length < 33) return { status: 'truncated' };
  if (asciiAt(bytes, 12, 4) !== 'IHDR') return { status: 'damaged', what: say('starts-without-ihdr') };
  const width = data.getUint32(16);
  const height = data.getUint32(20);
  let animated = false;
  let hasPixels = false;
  let offset = signatureLength;
  while (offset + chunkOverhead <= bytes.length) {
    const kind = asciiAt(bytes, offset + 4, 4);
    offset += chunkOverhead + data.getUint32(offset);
    if (offset > bytes.length) break;
    if (kind === 'acTL') animated = true;
    if (kind === 'IDAT') hasPixels = true;
    if (kind === 'IEND') {
      return hasPixels
        ? { status: 'complete', width, height, animated }
        : { status: 'damaged', what: say('without-idat') };
    }
  }
  return { status: 'truncated' };
}

const signatureLength = 8;
/** Length, kind and checksum around a chunk's data. */
const chunkOverhead = 12;
