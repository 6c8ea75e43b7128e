import type { InBoth } from '../words/say.ts';
import { asciiAt } from './header.ts';

/** Names the format of a file that is none of JPEG, PNG and WebP, with its article; undefined when unknown. */
export function nameOfOtherFormat(bytes: Uint8Array): InBoth | undefined {
  const start = asciiAt(bytes, 0, 512);
  if (start.startsWith('GIF8')) return { en: 'a GIF', zh: ' GIF' };
  if (start.startsWith('BM')) return { en: 'a BMP', zh: ' BMP' };
  if (start.startsWith('II*\0') || start.startsWith('MM\0*')) return { en: 'a TIFF', zh: ' TIFF' };
  if (start.startsWith('%PDF-')) return { en: 'a PDF', zh: ' PDF' };
  if (start.startsWith('\0\0\x01\0')) return { en: 'an icon (ICO)', zh: '图标（ICO）' };
  if (start.startsWith('8BPS')) return { en: 'a Photoshop file', zh: ' Photoshop 文件' };
  if (start.slice(4, 8) === 'ftyp') return isoMediaName(start.slice(8, 12));
  const text = start.replace(/^\xef\xbb\xbf/, '').trimStart();
  if (/<svg[\s>]/i.test(text)) return { en: 'an SVG drawing', zh: ' SVG 图形' };
  if (/^<(?:!doctype html|html)/i.test(text)) return { en: 'an HTML page', zh: ' HTML 网页' };
  if (text.startsWith('<?xml')) return { en: 'an XML file', zh: ' XML 文件' };
  return undefined;
}

function isoMediaName(brand: string): InBoth {
  if (brand.startsWith('avi')) return { en: 'an AVIF', zh: ' AVIF' };
  if (/^(?:hei|hev|mif1|msf1)/.test(brand)) return { en: 'a HEIC photo', zh: ' HEIC 照片' };
  return { en: 'a video', zh: '视频' };
}
