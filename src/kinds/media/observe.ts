import type { Policy } from '../../model/desired.ts';
import type { Json } from '../../model/json.ts';
import type { Asked } from '../../model/kind.ts';
import {
  allByName,
  foundByName,
  type ListedKind,
  type LiveMedia,
  listOf,
  type MediaRef,
} from '../../model/media.ts';
import type { Api, UploadProof } from '../../model/ports.ts';
import { unusedMedia } from './find.ts';
import type { MediaReading, MediaWant, RecordedMedia } from './states.ts';

/** A media file looked for in WeChat's lists, and the id that it should have, where one is known. */
interface Sought {
  readonly ref: MediaRef;
  readonly mediaId: string | undefined;
}

/**
 * The wanted and unused media that WeChat lists. Pages are read until all that is sought was found, or to the end.
 * Temporary media and covers are in no list. What was uploaded twice shows as far as the pages were read. Rejects with a
 * `Failure`.
 */
export async function observeMedia(
  api: Api,
  asked: Asked<MediaWant, LiveMedia, RecordedMedia>,
): Promise<MediaReading> {
  const sought = soughtBy(asked);
  const kinds = [...new Set(sought.flatMap(({ ref }) => listOf(ref) ?? []))].sort();
  const objects = new Map<string, LiveMedia>();
  const twins = new Map<string, readonly string[]>();
  for (const kind of kinds) {
    const inThisList = sought.filter(({ ref }) => listOf(ref) === kind);
    const listed = await listUntilFound(api, kind, inThisList);
    for (const one of inThisList) {
      const live = liveOf(one, listed);
      if (!live) continue;
      objects.set(one.ref.key, live);
      const others = allByName(one.ref, listed).filter(({ mediaId }) => mediaId !== live.mediaId);
      if (others.length > 0)
        twins.set(
          one.ref.key,
          others.map(({ mediaId }) => mediaId),
        );
    }
  }
  return { objects, twins };
}

function soughtBy({
  wants,
  records,
  policy,
  proofs,
}: Asked<MediaWant, LiveMedia, RecordedMedia> & { readonly policy: Policy }): Sought[] {
  const refs = [...wants.map(({ ref }) => ref), ...unusedMedia(wants, records, policy).map(({ ref }) => ref)];
  return refs.map((ref) => ({
    ref,
    mediaId: idProvedBy(proofs.get(ref.key)) ?? records.get(ref.key)?.mediaId,
  }));
}

function idProvedBy(proof: Json | undefined): string | undefined {
  return proof === undefined ? undefined : (proof as UploadProof).mediaId;
}

function listUntilFound(
  { media }: Api,
  kind: ListedKind,
  sought: readonly Sought[],
): Promise<readonly LiveMedia[]> {
  return media.list(kind, (found) =>
    sought.every(({ ref, mediaId }) =>
      mediaId === undefined ? foundByName(ref, found) !== undefined : hasId(found, mediaId),
    ),
  );
}

/** By its id where one is known; else, or when that one is gone, by the marker in its name. */
function liveOf({ ref, mediaId }: Sought, listed: readonly LiveMedia[]): LiveMedia | undefined {
  return listed.find((live) => live.mediaId === mediaId) ?? foundByName(ref, listed);
}

function hasId(listed: readonly LiveMedia[], mediaId: string): boolean {
  return listed.some((media) => media.mediaId === mediaId);
}
