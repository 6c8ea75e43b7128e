import type { PictureFormat } from '../model/desired.ts';
import { asciiAt, type Header } from './header.ts';
import { readJpeg } from './jpeg.ts';
import { nameOfOtherFormat } from './other-formats.ts';
import { readPng } from './png.ts';
import { readWebp } from './webp.ts';

/** Why a picture can't be used: a stable code, one sentence, and what to do. */
export interface PictureFault {
  readonly ok: false;
  readonly code: string;
  readonly message: string;
  readonly hint: string;
}

export type Inspection =
  | { readonly ok: true; readonly format: PictureFormat; readonly width: number; readonly height: number }
  | PictureFault;

/** WeChat docs, uploadkfheadimg: a picture of at most 5 MB. */
export const pictureByteLimit = 5 * 1024 * 1024;
/** Ours: what is decoded later must fit into memory. */
const sideLimit = 8192;
export const pixelLimit = 40_000_000;

/**
 * Looks at a picture's bytes without decoding them: format, pixels, and whether the file is whole.
 * Returns a fault with a code starting with `avatar-` for anything that is not a complete, still JPEG, PNG or WebP
 * within the limits.
 */
export function inspectPicture(bytes: Uint8Array): Inspection {
  const format = formatOf(bytes);
  if (format === undefined) return notAPicture(bytes);
  if (bytes.length > pictureByteLimit) {
    return fault(
      'avatar-too-big',
      `The picture has ${megabytes(bytes.length)} MB; WeChat takes at most 5 MB.`,
      'Save it smaller: 640×640 pixels are enough.',
    );
  }
  const header = readers[format](bytes);
  if (header.status === 'truncated') {
    return fault(
      'avatar-truncated',
      `The ${names[format]} file is cut off: its end is missing.`,
      'Copy or export the picture again.',
    );
  }
  if (header.status === 'damaged') {
    return fault(
      'avatar-damaged',
      `The ${names[format]} file is damaged: ${header.what}.`,
      'Open it in an image editor and save it again.',
    );
  }
  return withinLimits(format, header);
}

const readers = { jpeg: readJpeg, png: readPng, webp: readWebp } satisfies Record<
  PictureFormat,
  (bytes: Uint8Array) => Header
>;

const names: Record<PictureFormat, string> = { jpeg: 'JPEG', png: 'PNG', webp: 'WebP' };

function withinLimits(format: PictureFormat, header: Extract<Header, { status: 'complete' }>): Inspection {
  const { width, height } = header;
  if (width === 0 || height === 0) {
    return fault(
      'avatar-no-pixels',
      `The picture has no pixels: it says ${width}×${height}.`,
      'Open it in an image editor and save it again.',
    );
  }
  if (width > sideLimit || height > sideLimit || width * height > pixelLimit) {
    return fault(
      'avatar-too-many-pixels',
      `The picture has ${width}×${height} pixels; at most ${sideLimit} a side and 40 million in all are taken.`,
      'Scale it down: 640×640 pixels are enough.',
    );
  }
  if (header.animated) {
    return fault(
      'avatar-animated',
      `The ${names[format]} file is an animation; an avatar is a still picture.`,
      'Save one frame of it as JPEG or PNG.',
    );
  }
  return { ok: true, format, width, height };
}

function formatOf(bytes: Uint8Array): PictureFormat | undefined {
  if (startsWith(bytes, [0xff, 0xd8, 0xff])) return 'jpeg';
  if (startsWith(bytes, [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])) return 'png';
  if (asciiAt(bytes, 0, 4) === 'RIFF' && asciiAt(bytes, 8, 4) === 'WEBP') return 'webp';
  return undefined;
}

function notAPicture(bytes: Uint8Array): PictureFault {
  if (bytes.length === 0) {
    return fault(
      'avatar-empty',
      'The picture file is empty.',
      'Put a JPEG, PNG or WebP picture in its place.',
    );
  }
  if (asciiAt(bytes, 0, 43).startsWith('version https://git-lfs.github.com/spec/')) {
    return fault(
      'avatar-lfs-pointer',
      'The file is a git-lfs pointer, not the picture itself.',
      'Run `git lfs pull`; in CI, check out with lfs enabled.',
    );
  }
  const other = nameOfOtherFormat(bytes);
  return fault(
    'avatar-format',
    other === undefined
      ? 'The file is not a picture kefu knows.'
      : `The file is ${other}, which WeChat does not take.`,
    'Save it as JPEG, PNG or WebP.',
  );
}

function startsWith(bytes: Uint8Array, magic: readonly number[]): boolean {
  return magic.every((byte, index) => bytes[index] === byte);
}

function megabytes(length: number): string {
  return (length / 1024 / 1024).toFixed(1);
}

function fault(code: string, message: string, hint: string): PictureFault {
  return { ok: false, code, message, hint };
}
