import type { PictureFormat } from '../model/desired.ts';
import type { Said, Saying } from '../model/saying.ts';
import { say } from '../words/en/pictures.ts';
import { told } from '../words/say.ts';
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
  readonly said: Said<'message' | 'hint'>;
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
      say('avatar-too-big', { megabytes: megabytes(bytes.length) }),
      say('save-avatar-smaller'),
    );
  }
  const header = readers[format](bytes);
  if (header.status === 'truncated') {
    return fault('avatar-truncated', say('avatar-truncated', { format: names[format] }), say('copy-again'));
  }
  if (header.status === 'damaged') {
    return fault(
      'avatar-damaged',
      say('avatar-damaged', { format: names[format], what: header.what }),
      say('save-again'),
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
    return fault('avatar-no-pixels', say('avatar-no-pixels', { width, height }), say('save-again'));
  }
  if (width > sideLimit || height > sideLimit || width * height > pixelLimit) {
    return fault(
      'avatar-too-many-pixels',
      say('avatar-too-many-pixels', { width, height, side: sideLimit }),
      say('scale-down'),
    );
  }
  if (header.animated) {
    return fault('avatar-animated', say('avatar-animated', { format: names[format] }), say('save-one-frame'));
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
    return fault('avatar-empty', say('avatar-empty'), say('put-picture'));
  }
  if (asciiAt(bytes, 0, 43).startsWith('version https://git-lfs.github.com/spec/')) {
    return fault('avatar-lfs-pointer', say('avatar-lfs-pointer'), say('pull-lfs'));
  }
  const other = nameOfOtherFormat(bytes);
  return fault(
    'avatar-format',
    other === undefined ? say('avatar-unknown-format') : say('avatar-other-format', { format: other }),
    say('save-as-picture'),
  );
}

function startsWith(bytes: Uint8Array, magic: readonly number[]): boolean {
  return magic.every((byte, index) => bytes[index] === byte);
}

function megabytes(length: number): string {
  return (length / 1024 / 1024).toFixed(1);
}

function fault(code: string, what: Saying, hint: Saying): PictureFault {
  return { ok: false, code, ...told(what, hint) };
}
