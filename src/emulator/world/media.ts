/** Media files: temporary ones die after three days, permanent ones (素材) stay until deleted. */

import { randomBytes } from 'node:crypto';
import { Refusal } from '../errors.ts';
import type { FileFormat } from './file-formats.ts';

export type MediaKind = 'image' | 'voice' | 'video' | 'thumb' | 'news';

export interface Media {
  id: string;
  kind: MediaKind;
  permanent: boolean;
  createdAt: number;
  /** The file name as uploaded; seen to be kept, path and all. */
  name: string;
  format: FileFormat | null;
  /** Null when the bytes are gone: 46001. */
  base64: string | null;
  /** Of a permanent video. */
  title: string;
  introduction: string;
  /** Used by an automatic reply or a menu: it can't be deleted (48005). */
  inUse: boolean;
  /** The articles of a news item. */
  articles: object[];
}

export type MediaShelf = Record<string, Media>;

const temporaryLifeMs = 3 * 24 * 3600_000;

/** A media with what is known of it; the rest is empty. Not yet on the shelf. */
export function newMedia(known: Pick<Media, 'kind' | 'permanent' | 'createdAt'> & Partial<Media>): Media {
  const id = randomBytes(known.permanent ? 32 : 48).toString('base64url');
  return {
    id,
    name: '',
    format: null,
    base64: null,
    title: '',
    introduction: '',
    inUse: false,
    articles: [],
    ...known,
  };
}

/** The media, or 40007: an id that was never given or that has expired. */
export function requireMedia(shelf: MediaShelf, id: unknown, now: number): Media {
  const media = typeof id === 'string' && Object.hasOwn(shelf, id) ? shelf[id] : undefined;
  if (media === undefined || hasExpired(media, now)) throw new Refusal(40007);
  return media;
}

export function bytesOf(media: Media): Buffer {
  if (media.base64 === null) throw new Refusal(46001);
  return Buffer.from(media.base64, 'base64');
}

/** The permanent media of a kind, newest first as the lists show them. */
export function permanentMedia(shelf: MediaShelf, kind: MediaKind): Media[] {
  const found = Object.values(shelf).filter((media) => media.permanent && media.kind === kind);
  return found.sort((left, right) => right.createdAt - left.createdAt);
}

function hasExpired(media: Media, now: number): boolean {
  return !media.permanent && now >= media.createdAt + temporaryLifeMs;
}
