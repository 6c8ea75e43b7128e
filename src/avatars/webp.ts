import { say } from '../words/en/pictures.ts';
import { asciiAt, type Header, view } from './header.ts';

/** Reads the first chunk of a WebP (VP8, VP8L or VP8X) for its pixels; the RIFF length tells whether it is whole. */
export function readWebp(bytes: Uint8Array): Header {
  if (bytes.length < 30) return { status: 'truncated' };
  const data = view(bytes);
  if (data.getUint32(4, true) + 8 > bytes.length) return { status: 'truncated' };
  switch (asciiAt(bytes, 12, 4)) {
    case 'VP8 ':
      return still(data.getUint16(26, true) & 0x3fff, data.getUint16(28, true) & 0x3fff);
    case 'VP8L': {
      const sides = data.getUint32(21, true);
      return still((sides & 0x3fff) + 1, ((sides >>> 14) & 0x3fff) + 1);
    }
    case 'VP8X': {
      const animated = (data.getUint8(20) & 0x02) !== 0;
      return { status: 'complete', width: uint24(data, 24) + 1, height: uint24(data, 27) + 1, animated };
    }
    default:
      return {
        status: 'damaged',
        what: say('first-chunk-unknown'),
      };
  }
}

function still(width: number, height: number): Header {
  return { status: 'complete', width, height, animated: false };
}

function uint24(data: DataView, offset: number): number {
  return data.getUint16(offset, true) + (data.getUint8(offset + 2) << 16);
}
