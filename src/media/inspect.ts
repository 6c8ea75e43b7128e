import type { MediaKind, MediaLifetime } from '../model/message.ts';
import type { Said, Saying } from '../model/saying.ts';
import { say } from '../words/en/pictures.ts';
import { told } from '../words/say.ts';
import { secondsOf } from './duration.ts';
import { formatOf, kindNames, type MediaFormat, nameOfOtherFormat } from './format.ts';

/** Something wrong or doubtful with a media file: a stable code, one sentence, and what to do. */
export interface MediaFault {
  readonly severity: 'error' | 'warning';
  readonly code: string;
  readonly message: string;
  readonly hint: string;
  readonly said: Said<'message' | 'hint'>;
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
  if (bytes.length === 0) return refused('media-empty', say('media-empty'), say('put-media'));
  const format = formatOf(bytes);
  const allowed = limits[kind][lifetime];
  if (format === undefined || !allowed.includes(format)) return wrongFormat(bytes, kind, lifetime);
  if (bytes.length > limits[kind].bytes) {
    return refused(
      'media-too-big',
      say('media-too-big', {
        kind: kindNames[kind],
        size: sizeName(bytes.length),
        most: sizeName(limits[kind].bytes),
      }),
      say('save-smaller'),
    );
  }
  const seconds = kind === 'voice' ? secondsOf(bytes, format) : undefined;
  if (seconds !== undefined && seconds > longestVoice) {
    return refused(
      'media-too-long',
      say('media-too-long', { seconds: Math.ceil(seconds), most: longestVoice }),
      say('cut-or-split'),
    );
  }
  return { ok: true, format, ...(seconds !== undefined && { seconds }), warnings: doubts(bytes, kind) };
}

function wrongFormat(bytes: Uint8Array, kind: MediaKind, lifetime: MediaLifetime): MediaInspection {
  const format = formatOf(bytes);
  const name = format?.toUpperCase() ?? nameOfOtherFormat(bytes);
  const formats = limits[kind][lifetime].map((name) => name.toUpperCase());
  const lifetimes = { permanent: '永久', temporary: '临时' };
  const use = { en: `${lifetime} ${kind}`, zh: `${lifetimes[lifetime]}${kindNames[kind].zh}` };
  const other = format !== undefined && limits[kind].permanent.includes(format);
  return refused(
    'media-format',
    name === undefined
      ? say('media-unknown-format', { use, formats })
      : say('media-format', { format: name, use, formats }),
    say(other ? 'save-as-or-permanent' : 'save-as', { formats }),
  );
}

function doubts(bytes: Uint8Array, kind: MediaKind): MediaFault[] {
  if (kind !== 'image' || bytes.length <= olderImageBytes) return [];
  return [
    {
      severity: 'warning',
      code: 'media-over-older-limit',
      ...told(say('media-over-older-limit', { size: sizeName(bytes.length) }), say('smaller-if-refused')),
    },
  ];
}

function sizeName(bytes: number): string {
  return bytes < megabyte ? `${Math.ceil(bytes / 1024)} KB` : `${(bytes / megabyte).toFixed(1)} MB`;
}

function refused(code: string, what: Saying, hint: Saying): MediaInspection {
  return { ok: false, fault: { severity: 'error', code, ...told(what, hint) } };
}
