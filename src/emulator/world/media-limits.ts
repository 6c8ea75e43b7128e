/** Which files each kind of media takes (WeChat docs, 新增临时素材 and 新增永久素材). */

import { type ErrorCode, Refusal } from '../errors.ts';
import { type FileFormat, sniffFormat } from './file-formats.ts';
import type { MediaKind } from './media.ts';
import type { Settings } from './settings.ts';

type Uploadable = Exclude<MediaKind, 'news'>;

interface Limit {
  formats: readonly FileFormat[];
  bytes: number;
  tooLarge: ErrorCode;
}

const megabyte = 1024 * 1024;

const temporary: Record<Uploadable, Limit> = {
  image: { formats: ['png', 'jpeg', 'gif'], bytes: 10 * megabyte, tooLarge: 40009 },
  voice: { formats: ['amr', 'mp3'], bytes: 2 * megabyte, tooLarge: 45001 },
  video: { formats: ['mp4'], bytes: 10 * megabyte, tooLarge: 45001 },
  thumb: { formats: ['jpeg'], bytes: 64 * 1024, tooLarge: 40009 },
};

const permanent: Record<Uploadable, Limit> = {
  ...temporary,
  image: { formats: ['bmp', 'png', 'jpeg', 'gif'], bytes: 10 * megabyte, tooLarge: 40009 },
  voice: { formats: ['mp3', 'wma', 'wav', 'amr'], bytes: 2 * megabyte, tooLarge: 40006 },
};

const longestVoiceSeconds = 60;

/** The kind named by a `type` parameter, or 40004. */
export function requireKind(type: string | null): Uploadable {
  if (type !== null && Object.hasOwn(temporary, type)) return type as Uploadable;
  throw new Refusal(40004);
}

/** The format of the file when it is of a kind and size that WeChat takes; else the refusal. */
export function checkFile(
  bytes: Buffer,
  kind: Uploadable,
  isPermanent: boolean,
  settings: Settings,
): FileFormat {
  const limit = (isPermanent ? permanent : temporary)[kind];
  if (bytes.length === 0) throw new Refusal(44001);
  const format = sniffFormat(bytes);
  if (format === undefined || !limit.formats.includes(format)) {
    throw new Refusal(isPermanent && kind === 'image' ? 40137 : 40005);
  }
  const largest = kind === 'image' && settings.limits === 'old' ? 2 * megabyte : limit.bytes;
  if (bytes.length > largest) throw new Refusal(limit.tooLarge);
  if (format === 'amr' && amrSeconds(bytes) > longestVoiceSeconds) throw new Refusal(45007);
  return format;
}

/** How many permanent files of a kind an account may have; fuller is 45074. */
export function permanentLimit(kind: MediaKind, settings: Settings): number {
  if (kind !== 'image' && kind !== 'news') return 1000;
  return settings.limits === 'old' ? 5000 : 100_000;
}

/** Bytes of an AMR-NB frame by its mode, header byte included (RFC 4867); a frame lasts 20 ms. */
const amrFrameBytes = [13, 14, 16, 18, 20, 21, 27, 32, 6];
const amrHeaderBytes = 6;

function amrSeconds(bytes: Buffer): number {
  let frames = 0;
  for (let at = amrHeaderBytes; at < bytes.length; frames += 1) {
    at += amrFrameBytes[((bytes[at] ?? 0) >> 3) & 15] ?? 1;
  }
  return frames / 50;
}
