import type { Desired } from '../../model/desired.ts';
import type { FindInput, Reading } from '../../model/kind.ts';
import { type LiveMedia, type MediaKey, type MediaRef, mediaKey, mediaRef } from '../../model/media.ts';
import { type MediaFile, mediaFilesOf } from '../../model/message.ts';
import type { VideoTitles } from '../../model/ports.ts';
import { titlesOf } from './video-titles.ts';

/** The name of the kind: the middle of its addresses. */
export const mediaKind = 'media';

/** A media file that templates use. Its name is its {@link MediaKey}: the same file used twice is uploaded once. */
export interface MediaWant {
  readonly file: MediaFile;
  readonly ref: MediaRef;
  /** Names of the templates that use it, sorted. */
  readonly usedBy: readonly string[];
  readonly titles?: VideoTitles;
}

/** A media file that was uploaded. */
export interface RecordedMedia {
  readonly mediaId: string;
  /** The file name it was uploaded with. */
  readonly name: string;
  /** ISO 8601, UTC. */
  readonly uploadedAt: string;
  /** Only permanent pictures have one. */
  readonly url?: string;
}

/** One thing to do to one media file. */
export type MediaStep =
  | {
      readonly kind: 'upload-media' | 'refresh-media';
      readonly media: MediaRef;
      /** Names of the templates that use it, sorted. */
      readonly usedBy: readonly string[];
      /** The id before, when there was one. */
      readonly mediaId?: string;
    }
  | { readonly kind: 'delete-media'; readonly media: MediaRef; readonly mediaId: string };

export interface MediaReading extends Reading<LiveMedia> {
  /** Ids of further media that carry the same marker in their names, by key. */
  readonly twins: ReadonlyMap<string, readonly string[]>;
}

/** A reading of this kind as what it is. */
export function mediaReading(reading: Reading<LiveMedia>): MediaReading {
  return 'twins' in reading ? (reading as MediaReading) : { ...reading, twins: new Map() };
}

export type MediaFindInput = FindInput<MediaWant, LiveMedia, RecordedMedia>;

/** Each media file of the templates once, whatever number of templates use it; by path. */
export function mediaWants({ templates }: Pick<Desired, 'templates'>): MediaWant[] {
  const wanted = new Map<MediaKey, MediaWant>();
  for (const template of templates) {
    for (const file of mediaFilesOf(template)) {
      const known = wanted.get(mediaKey(file));
      const usedBy = new Set([...(known?.usedBy ?? []), template.name]);
      const titles = titlesOf(file, { templates });
      wanted.set(mediaKey(file), {
        file: known?.file ?? file,
        ref: known?.ref ?? mediaRef(file),
        usedBy: [...usedBy].sort(),
        ...(titles ? { titles } : {}),
      });
    }
  }
  return [...wanted.values()].sort((one, other) => (orderOf(one) < orderOf(other) ? -1 : 1));
}

function orderOf({ ref }: MediaWant): string {
  return `${ref.path} ${ref.key}`;
}
