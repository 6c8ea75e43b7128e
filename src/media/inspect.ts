import type { MediaKind, MediaLifetime } from '../model/message.ts';
import { secondsOf } from './duration.ts';
import { formatOf, kindNames, type MediaFormat } from './format.ts';

/** Something wrong or doubtful with a media file: a stable code, one sentence, and what to do. */
export interface MediaFault {
  readonly severity: 'error' | 'warning';
  readonly code: string;
  readonly message: string;
  readonly hint: string;
}

export type MediaInspection =
  | {
      readonly ok: true;
      readonly format: MediaFormat;
      readonly seconds?: number;
      readonly warnings: readonly MediaFault[];
    }
  | { readonly ok: false; readonly fault: MediaFault };

const megabyte = 1024 * 1024;

/** WeChat docs, 新增临时素材 (temporary) and 新增永久素材 (permanent). */
const limits: Readonly<
  Record<MediaKind, { bytes: number } & Readonly<Record<MediaLifetime, readonly MediaFormat[]>>>
> = {
  image: {
    bytes: 10 * megabyte,
    permanent: ['jpeg', 'png', 'gif', 'bmp'],
    temporary: ['jpeg', 'png', 'gif'],
  },
  voice: { bytes: 2 * megabyte, permanent: ['mp3', 'wma', 'wav', 'amr'], temporary: ['amr', 'mp3'] },
  video: { bytes: 10 * megabyte, permanent: ['mp4'], temporary: ['mp4'] },
  thumb: { bytes: 64 * 1024, permanent: ['jpeg'], temporary: ['jpeg'] },
};

/** Seconds; documented for temporary media, errcode 45007 for all. */
const longestVoice = 60;
/** The same page says 10 MB and 2 MB; older pages say 2 MB. */
const olderImageBytes = 2 * megabyte;

/** More bytes than any kind of media may have: what need not even be read. */
export const mediaByteLimit = 16 * megabyte;

/** Looks at a media file's bytes without decoding them: format, size and, where the format tells, duration. */
export function inspectMedia(bytes: Uint8Array, kind: MediaKind, lifetime: MediaLifetime): MediaInspection {
  if (bytes.length === 0) return refused('media-empty', 'The file is empty.', 'Put the media in its place.');
  const format = formatOf(bytes);
  const allowed = limits[kind][lifetime];
  if (format === undefined || !allowed.includes(format)) return wrongFormat(format, kind, lifetime);
  if (bytes.length > limits[kind].bytes) {
    return refused(
      'media-too-big',
      `The ${kindNames[kind]} has ${sizeName(bytes.length)}; WeChat takes at most ${sizeName(limits[kind].bytes)}.`,
      'Save it smaller.',
    );
  }
  const seconds = kind === 'voice' ? secondsOf(bytes, format) : undefined;
  if (seconds !== undefined && seconds > longestVoice) {
    return refused(
      'media-too-long',
      `The recording lasts ${Math.ceil(seconds)} seconds; WeChat takes at most ${longestVoice}.`,
      'Cut it, or split it in two messages.',
    );
  }
  return { ok: true, format, ...(seconds !== undefined && { seconds }), warnings: doubts(bytes, kind) };
}

function wrongFormat(
  format: MediaFormat | undefined,
  kind: MediaKind,
  lifetime: MediaLifetime,
): MediaInspection {
  const found = format === undefined ? 'of a format kefu does not know' : format.toUpperCase();
  const allowed = limits[kind][lifetime].map((name) => name.toUpperCase()).join(', ');
  const other = format !== undefined && limits[kind].permanent.includes(format);
  return refused(
    'media-format',
    `The file is ${found}; as ${lifetime} ${kind} WeChat takes ${allowed}.`,
    other ? `Save it as ${allowed}, or leave \`lifetime\` out.` : `Save it as ${allowed}.`,
  );
}

function doubts(bytes: Uint8Array, kind: MediaKind): MediaFault[] {
  if (kind !== 'image' || bytes.length <= olderImageBytes) return [];
  return [
    {
      severity: 'warning',
      code: 'media-over-older-limit',
      message: `The picture has ${sizeName(bytes.length)}; one of WeChat's pages allows 10 MB, others 2 MB.`,
      hint: 'Save it smaller if WeChat refuses it.',
    },
  ];
}

function sizeName(bytes: number): string {
  return bytes < megabyte ? `${Math.ceil(bytes / 1024)} KB` : `${(bytes / megabyte).toFixed(1)} MB`;
}

function refused(code: string, message: string, hint: string): MediaInspection {
  return { ok: false, fault: { severity: 'error', code, message, hint } };
}
