import { asciiAt } from './header.ts';

/** Names the format of a file that is none of JPEG, PNG and WebP, with its article; undefined when unknown. */
export function nameOfOtherFormat(bytes: Uint8Array): string | undefined {
  const start = asciiAt(bytes, 0, 512);
  if (start.startsWith('GIF8')) return 'a GIF';
  if (start.startsWith('BM')) return 'a BMP';
  if (start.startsWith('II*\0') || start.startsWith('MM\0*')) return 'a TIFF';
  if (start.startsWith('%PDF-')) return 'a PDF';
  if (start.startsWith('\0\0\x01\0')) return 'an icon (ICO)';
  if (start.startsWith('8BPS')) return 'a Photoshop file';
  if (start.slice(4, 8) === 'ftyp') return isoMediaName(start.slice(8, 12));
  const text = start.replace(/^\xef\xbb\xbf/, '').trimStart();
  if (/<svg[\s>]/i.test(text)) return 'an SVG drawing';
  if (/^<(?:!doctype html|html)/i.test(text)) return 'an HTML page';
  if (text.startsWith('<?xml')) return 'an XML file';
  return undefined;
}

function isoMediaName(brand: string): string {
  if (brand.startsWith('avi')) return 'an AVIF';
  if (/^(?:hei|hev|mif1|msf1)/.test(brand)) return 'a HEIC photo';
  return 'a video';
}
