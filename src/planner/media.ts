import type { Desired } from '../model/desired.ts';
import {
  type FoundMedia,
  foundByName,
  type ListedKind,
  type LiveMedia,
  listOf,
  type MediaChange,
  type MediaChangeKind,
  type MediaKey,
  type MediaReason,
  type MediaRef,
  mediaKey,
  mediaRef,
  partsOfKey,
} from '../model/media.ts';
import { type MediaFile, mediaFilesOf } from '../model/message.ts';
import type { Plan } from '../model/plan.ts';
import type { Recorded, RecordedMedia } from '../model/recorded.ts';
import type { PlanInput } from './input.ts';

const hourMs = 3_600_000;
/** WeChat docs, 新增临时素材: a temporary media file is kept for three days. */
export const temporaryLifeMs = 72 * hourMs;
/** A temporary media file with less time left than this is uploaded again, so that it outlives the time to the next plan. */
const refreshedBeforeMs = 24 * hourMs;

/** A media file with the templates that use it. */
export interface WantedMedia {
  readonly file: MediaFile;
  readonly ref: MediaRef;
  readonly usedBy: readonly string[];
}

/** Each media file of the templates once, whatever number of templates use it; by path. */
export function wantedMedia({ templates }: Pick<Desired, 'templates'>): WantedMedia[] {
  const wanted = new Map<MediaKey, WantedMedia>();
  for (const template of templates) {
    for (const file of mediaFilesOf(template)) {
      const known = wanted.get(mediaKey(file));
      const usedBy = new Set([...(known?.usedBy ?? []), template.name]);
      wanted.set(mediaKey(file), {
        file: known?.file ?? file,
        ref: known?.ref ?? mediaRef(file),
        usedBy: [...usedBy].sort(),
      });
    }
  }
  return [...wanted.values()].sort((one, other) => byPath(one.ref, other.ref));
}

/** The lists of media a plan needs, each with what in it is enough. Empty when there is nothing to look for. */
export function listsToRead(
  desired: Desired,
  recorded: Recorded | undefined,
): { readonly kind: ListedKind; readonly isEnough: (found: readonly LiveMedia[]) => boolean }[] {
  const refs = wantedMedia(desired).map(({ ref }) => ref);
  const sought = [...refs, ...unusedMedia(desired, recorded).map(([ref]) => ref)];
  const kinds = [...new Set(sought.flatMap((ref) => listOf(ref) ?? []))].sort();
  return kinds.map((kind) => {
    const inThisList = sought.filter((ref) => listOf(ref) === kind);
    return {
      kind,
      isEnough: (found) =>
        inThisList.every((ref) => {
          const mediaId = recorded?.media.get(ref.key)?.mediaId;
          return mediaId === undefined ? foundByName(ref, found) !== undefined : has(found, mediaId);
        }),
    };
  });
}

/** What is to be done to media, and what only has to be recorded. Without `input.media` nobody looked, and nothing is planned. */
export function planMedia(input: PlanInput): Pick<Plan, 'mediaChanges' | 'mediaFound'> {
  const { desired, recorded, media } = input;
  if (!media) return { mediaChanges: [], mediaFound: [] };
  const changes: MediaChange[] = [];
  const found: FoundMedia[] = [];
  for (const { ref, usedBy, file } of wantedMedia(desired)) {
    const record = recorded?.media.get(ref.key);
    const finding = findingOf(ref, record, media);
    if (finding === 'as-recorded') continue;
    if ('mediaId' in finding) {
      found.push({ media: ref, mediaId: finding.mediaId, ...(finding.url ? { url: finding.url } : {}) });
      continue;
    }
    const before = record ? { mediaId: record.mediaId } : {};
    changes.push({ ...finding, media: ref, ...before, usedBy, source: file.source });
  }
  for (const [ref, { mediaId }] of unusedMedia(desired, recorded)) {
    if (listOf(ref) && !has(media.listed, mediaId)) continue;
    changes.push({ kind: 'delete-media', reason: 'unused', media: ref, mediaId, usedBy: [] });
  }
  return { mediaChanges: changes.sort(inOrderOfExecution), mediaFound: found };
}

type Finding = 'as-recorded' | LiveMedia | { readonly kind: MediaChangeKind; readonly reason: MediaReason };

function findingOf(
  ref: MediaRef,
  record: RecordedMedia | undefined,
  { listed, now }: NonNullable<PlanInput['media']>,
): Finding {
  if (ref.lifetime === 'temporary') {
    if (!record) return { kind: 'upload-media', reason: 'not_recorded' };
    return endsSoon(record, now) ? { kind: 'refresh-media', reason: 'expires' } : 'as-recorded';
  }
  if (!listOf(ref)) return record ? 'as-recorded' : { kind: 'upload-media', reason: 'not_recorded' };
  if (record && has(listed, record.mediaId)) return 'as-recorded';
  return foundByName(ref, listed) ?? { kind: 'upload-media', reason: record ? 'gone' : 'not_recorded' };
}

function endsSoon({ uploadedAt }: RecordedMedia, now: number): boolean {
  return now >= Date.parse(uploadedAt) + temporaryLifeMs - refreshedBeforeMs;
}

/** Permanent media that kefu uploaded, that no template uses, and that the policy wants gone. */
function unusedMedia(desired: Desired, recorded: Recorded | undefined): [MediaRef, RecordedMedia][] {
  if (desired.policy.media !== 'delete' || !recorded) return [];
  const wanted = new Set(wantedMedia(desired).map(({ ref }) => ref.key));
  return [...recorded.media]
    .filter(([key]) => !wanted.has(key) && partsOfKey(key).lifetime === 'permanent')
    .map(([key, record]) => [refOfRecord(key, record), record]);
}

function refOfRecord(key: MediaKey, { name }: RecordedMedia): MediaRef {
  const { kind, lifetime } = partsOfKey(key);
  return { key, path: name, kind, lifetime, name };
}

function has(listed: readonly LiveMedia[], mediaId: string): boolean {
  return listed.some((media) => media.mediaId === mediaId);
}

const order = { 'upload-media': 0, 'refresh-media': 1, 'delete-media': 2 } as const;

function inOrderOfExecution(one: MediaChange, other: MediaChange): number {
  return order[one.kind] - order[other.kind] || byPath(one.media, other.media);
}

function byPath(one: MediaRef, other: MediaRef): number {
  const [left, right] = [`${one.path} ${one.key}`, `${other.path} ${other.key}`];
  return left < right ? -1 : 1;
}
