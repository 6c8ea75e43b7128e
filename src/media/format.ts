import type { MediaKind } from '../model/message.ts';
import type { InBoth } from '../words/say.ts';
import { isoMediaOf } from './iso-media.ts';

/** The file formats WeChat's pages on media name (WeChat docs, 新增临时素材 and 新增永久素材). */
export type MediaFormat = 'jpeg' | 'png' | 'gif' | 'bmp' | 'amr' | 'mp3' | 'wma' | 'wav' | 'mp4';

/** What a file is by its first bytes, whatever its name says; undefined for anything else. */
export function formatOf(bytes: Uint8Array): MediaFormat | undefined {
  return signatures.find(([, fits]) => fits(bytes))?.[0];
}

/** The name of a format that people take for a video or picture of WeChat's; undefined for those it takes, and unknown ones. */
export function nameOfOtherFormat(bytes: Uint8Array): string | undefined {
  const found = isoMediaOf(bytes);
  return typeof found === 'object' ? found.other : undefined;
}

const signatures: readonly (readonly [MediaFormat, (bytes: Uint8Array) => boolean])[] = [
  ['jpeg', (bytes) => begins(bytes, 0, '\xff\xd8\xff')],
  ['png', (bytes) => begins(bytes, 0, '\x89PNG\r\n\x1a\n')],
  ['gif', (bytes) => begins(bytes, 0, 'GIF8')],
  ['bmp', (bytes) => begins(bytes, 0, 'BM')],
  ['amr', (bytes) => begins(bytes, 0, '#!AMR')],
  ['wma', (bytes) => begins(bytes, 0, '\x30\x26\xb2\x75\x8e\x66\xcf\x11')],
  ['wav', (bytes) => begins(bytes, 0, 'RIFF') && begins(bytes, 8, 'WAVE')],
  ['mp4', (bytes) => isoMediaOf(bytes) === 'mp4'],
  ['mp3', (bytes) => begins(bytes, 0, 'ID3') || isMpegFrame(bytes)],
];

/** Sync bits, then layer III (MPEG audio, ISO 11172-3). */
function isMpegFrame(bytes: Uint8Array): boolean {
  return bytes[0] === 0xff && ((bytes[1] ?? 0) & 0xe6) === 0xe2;
}

function begins(bytes: Uint8Array, offset: number, signature: string): boolean {
  return [...signature].every((character, index) => bytes[offset + index] === character.charCodeAt(0));
}

/** The extensions a kind of media is known by, for messages. */
export const kindNames: Readonly<Record<MediaKind, InBoth>> = {
  image: { en: 'picture', zh: '图片' },
  voice: { en: 'recording', zh: '语音' },
  video: { en: 'video', zh: '视频' },
  thumb: { en: 'cover', zh: '封面' },
};
