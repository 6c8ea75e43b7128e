import type { MediaFile } from '../model/message.ts';
import type { Recorded } from '../model/recorded.ts';

/** The media_id that was recorded for a file when it was uploaded; undefined for files no apply has uploaded. */
export function recordedMediaIds(_recorded: Recorded | undefined): (file: MediaFile) => string | undefined {
  return () => undefined;
}
