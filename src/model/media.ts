import type { MediaFile, MediaKind, MediaLifetime } from './message.ts';

/** What a media file is remembered by: `<sha256>:<kind>:<lifetime>`. The same file used twice is uploaded once. */
export type MediaKey = string & { readonly __brand: 'MediaKey' };

/** A media file as plans and the state file speak of it: without its bytes. */
export interface MediaRef {
  readonly key: MediaKey;
  /** As written in the YAML, of the first template that uses it; for what no template uses, the name it has at WeChat. */
  readonly path: string;
  readonly kind: MediaKind;
  readonly lifetime: MediaLifetime;
  /** The file name it is uploaded with; it starts with `kefu-` and part of its hash, so that it can be found again. */
  readonly name: string;
}

/** The kinds that WeChat lists; it has no list of covers (thumb). */
export type ListedKind = Exclude<MediaKind, 'thumb'>;

/** A permanent media file as WeChat lists it (WeChat docs, batchget_material). */
export interface LiveMedia {
  readonly mediaId: string;
  readonly kind: ListedKind;
  readonly name: string;
  /** Only pictures have one. */
  readonly url?: string;
}

/** WeChat docs, 新增临时素材: a temporary media file is kept for three days. */
export const temporaryMediaLifeMs = 72 * 3_600_000;

/** What tells two media files apart. */
export function mediaKey({
  sha256,
  kind,
  lifetime,
}: Pick<MediaFile, 'sha256' | 'kind' | 'lifetime'>): MediaKey {
  return `${sha256}:${kind}:${lifetime}` as MediaKey;
}

/** The three parts of a key. */
export function partsOfKey(key: MediaKey): Pick<MediaFile, 'sha256' | 'kind' | 'lifetime'> {
  const [sha256 = '', kind, lifetime] = key.split(':');
  return { sha256, kind: kind as MediaKind, lifetime: lifetime as MediaLifetime };
}

export function mediaRef(file: MediaFile): MediaRef {
  const { path, sha256, kind, lifetime, format } = file;
  const extension = format === 'jpeg' ? 'jpg' : format;
  return { key: mediaKey(file), path, kind, lifetime, name: `kefu-${sha256.slice(0, 16)}.${extension}` };
}

/**
 * The list in which WeChat shows it, undefined when in none: temporary media are in no list, and for covers (thumb) the
 * docs of batchget_material name none.
 */
export function listOf({ kind, lifetime }: Pick<MediaRef, 'kind' | 'lifetime'>): ListedKind | undefined {
  return lifetime === 'permanent' && kind !== 'thumb' ? kind : undefined;
}

/**
 * A listed media file that has the marker of this one in its name. WeChat's docs only say that `name` is the name of
 * the material; that it is the uploaded file name, with or without a path before it, was seen once and is modelled.
 */
export function foundByName(ref: MediaRef, listed: readonly LiveMedia[]): LiveMedia | undefined {
  return allByName(ref, listed)[0];
}

/** All of them, in an order that every run finds: two runs at once may both have uploaded the file. */
export function allByName({ kind, name }: MediaRef, listed: readonly LiveMedia[]): readonly LiveMedia[] {
  return listed
    .filter((live) => live.kind === kind && (live.name === name || live.name.endsWith(`/${name}`)))
    .sort((one, other) => (one.mediaId < other.mediaId ? -1 : 1));
}
