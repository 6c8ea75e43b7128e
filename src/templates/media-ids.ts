import { mediaKey } from '../model/media.ts';
import type { MediaFile } from '../model/message.ts';
import type { Recorded } from '../model/recorded.ts';

/** The media_id that was recorded for a file when it was uploaded; undefined for files no apply has uploaded. */
export function recordedMediaIds(recorded: Recorded | undefined): (file: MediaFile) => string | undefined {
  return (file) => recorded?.media.get(mediaKey(file))?.mediaId;
}
