import { type MediaKey, mediaKey, partsOfKey, temporaryMediaLifeMs } from '../model/media.ts';
import type { MediaFile } from '../model/message.ts';
import type { Clock } from '../model/ports.ts';
import { type Recorded, recordsOf } from '../model/recorded.ts';
import type { RenderInput } from './render.ts';

/** The media that WeChat has, by what was recorded when they were uploaded. */
export interface MediaIds {
  /** The media_id for a file; undefined for files no apply has uploaded. */
  idOf(file: MediaFile): string | undefined;
  /** When WeChat throws a media_id away, in milliseconds since 1970; undefined for those it keeps or nobody knows. */
  endOf(mediaId: string): number | undefined;
}

export function recordedMediaIds(recorded: Recorded | undefined): MediaIds {
  const records = recordsOf<{ readonly mediaId: string; readonly uploadedAt: string }>(recorded, 'media');
  const ends = new Map<string, number>();
  for (const [key, { mediaId, uploadedAt }] of records) {
    if (partsOfKey(key as MediaKey).lifetime !== 'temporary') continue;
    ends.set(mediaId, Date.parse(uploadedAt) + temporaryMediaLifeMs);
  }
  return {
    idOf: (file) => records.get(mediaKey(file))?.mediaId,
    endOf: (mediaId) => ends.get(mediaId),
  };
}

/** The same as rendering asks for it: a clock tells what has ended by then. */
export function mediaAsOf(
  { idOf, endOf }: MediaIds,
  clock: Pick<Clock, 'now'>,
): Pick<RenderInput, 'mediaId' | 'isExpired'> {
  return {
    mediaId: idOf,
    isExpired: (mediaId) => (endOf(mediaId) ?? Number.POSITIVE_INFINITY) <= clock.now(),
  };
}
