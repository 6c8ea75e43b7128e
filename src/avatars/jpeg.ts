import { say } from '../words/en/pictures.ts';
import { type Header, view } from './header.ts';

/**
 * Walks a JPEG's markers for its pixels and its end. The entropy-coded data is walked as well: an embedded thumbnail
 * has an end marker of its own, so looking for the last `FF D9` would take a cut-off file for a whole one.
 */
export function readJpeg(bytes: Uint8Array): Header {
  const data = view(bytes);
  let size: { width: number; height: number } | undefined;
  let offset = 2;
  while (offset + 1 < bytes.length) {
    if (data.getUint8(offset) !== 0xff) return { status: 'damaged', what: say('marker-missing') };
    const marker = data.getUint8(offset + 1);
    if (marker === 0xff) {
      offset += 1;
      continue;
    }
    if (marker === endOfImage) return ended(size);
    if (isStandAlone(marker)) {
      offset += 2;
      continue;
    }
    if (offset + 4 > bytes.length) break;
    const length = data.getUint16(offset + 2);
    if (length < 2) return { status: 'damaged', what: say('segment-without-length') };
    if (isStartOfFrame(marker) && offset + 9 <= bytes.length) {
      size = { height: data.getUint16(offset + 5), width: data.getUint16(offset + 7) };
    }
    offset += 2 + length;
    if (marker === startOfScan) offset = nextMarker(bytes, offset);
  }
  return { status: 'truncated' };
}

const endOfImage = 0xd9;
const startOfScan = 0xda;

function ended(size: { width: number; height: number } | undefined): Header {
  if (size === undefined)
    return {
      status: 'damaged',
      what: say('ends-before-pixels'),
    };
  return { status: 'complete', ...size, animated: false };
}

function isStandAlone(marker: number): boolean {
  return marker === 0x01 || (marker >= 0xd0 && marker <= 0xd8);
}

/** SOF0 to SOF15 without the tables that share the range: DHT (C4), JPG (C8), DAC (CC). */
function isStartOfFrame(marker: number): boolean {
  return marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;
}

/** The first marker after entropy-coded data, where `FF 00` is data and `FF D0`–`FF D7` are restarts within it. */
function nextMarker(bytes: Uint8Array, from: number): number {
  let offset = bytes.indexOf(0xff, from);
  while (offset !== -1 && offset + 1 < bytes.length) {
    const next = bytes[offset + 1] ?? 0;
    if (next !== 0x00 && (next < 0xd0 || next > 0xd7)) return offset;
    offset = bytes.indexOf(0xff, offset + 2);
  }
  return bytes.length;
}
