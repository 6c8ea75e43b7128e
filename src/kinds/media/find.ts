import type { Policy } from '../../model/desired.ts';
import type { Diagnostic } from '../../model/diagnostic.ts';
import type { Finding, Findings } from '../../model/kind.ts';
import {
  type LiveMedia,
  listOf,
  type MediaKey,
  type MediaRef,
  partsOfKey,
  temporaryMediaLifeMs,
} from '../../model/media.ts';
import type { ActionReason } from '../../model/plan.ts';
import { say } from '../../words/en/findings.ts';
import { told } from '../../words/say.ts';
import { nothingFound } from '../nothing-found.ts';
import {
  type MediaFindInput,
  type MediaStep,
  type MediaWant,
  mediaReading,
  type RecordedMedia,
} from './states.ts';

const hourMs = 3_600_000;
/** A temporary media file with less time left than this is uploaded again, so that it outlives the time to the next plan. */
const refreshedBeforeMs = 24 * hourMs;

type MediaFinding = Finding<MediaWant, LiveMedia>;

/** What is to be done to media: those that templates use, then those that no template uses any more. */
export function findMedia(input: MediaFindInput): Findings<MediaWant, LiveMedia> {
  const { wants, records, policy, reading } = input;
  const labels = labelsOf(wants);
  const wanted = wants.map((want) => findWanted(want, labels.get(want.ref.key) ?? want.ref.path, input));
  const unused = unusedMedia(wants, records, policy).map(({ ref, record }) =>
    findUnused(ref, record, reading.objects.get(ref.key) ?? null),
  );
  return { objects: [...wanted, ...unused], unmanaged: [], diagnostics: wanted.flatMap(twice(input)) };
}

/** `media-twice`: two runs at once uploaded the same file, or somebody uploaded it under kefu's name for it. */
function twice({ reading }: MediaFindInput): (finding: MediaFinding) => Diagnostic[] {
  const { twins } = mediaReading(reading);
  return ({ name, label, live, want }) => {
    const others = twins.get(name);
    if (!others || !live) return [];
    return [
      {
        severity: 'warning',
        code: 'media-twice',
        ...told(say('media-twice', { label, used: live.mediaId, others }), say('remove-other-media')),
        ...(want ? { range: want.file.source } : {}),
      },
    ];
  };
}

/** By path; where one file is used in two ways, with the way. */
function labelsOf(wants: readonly MediaWant[]): ReadonlyMap<MediaKey, string> {
  const paths = wants.map(({ ref }) => ref.path);
  return new Map(
    wants.map(({ ref: { key, path, kind, lifetime } }) => {
      const isShared = paths.filter((other) => other === path).length > 1;
      return [key, isShared ? `${path} (${kind}, ${lifetime})` : path];
    }),
  );
}

function findWanted(want: MediaWant, label: string, input: MediaFindInput): MediaFinding {
  const { ref, file, usedBy } = want;
  const record = input.records.get(ref.key);
  const live = input.reading.objects.get(ref.key) ?? null;
  const base = {
    ...nothingFound,
    name: ref.key,
    label,
    want,
    live,
    action: 'create',
    reason: 'not_recorded',
    source: file.source,
    fields: {},
  } as const;
  const todo = todoOf(ref, record, live, input.now);
  if (todo === 'as-recorded') return base;
  if (todo === 'found') {
    return live ? { ...base, found: [{ field: 'media_id', value: foundValue(live) }] } : base;
  }
  const { kind, reason } = todo;
  const step: MediaStep = { kind, media: ref, usedBy, ...(record ? { mediaId: record.mediaId } : {}) };
  return {
    ...base,
    action: kind === 'refresh-media' ? 'update' : 'create',
    reason,
    steps: [step],
    differences: [
      {
        field: 'media_id',
        before: record?.mediaId ?? null,
        after: describedBriefly(ref),
        certainty: 'observed',
      },
    ],
  };
}

function foundValue({ mediaId, url }: LiveMedia) {
  return { mediaId, ...(url ? { url } : {}) };
}

/** `image, permanent, sha256:0657e7f88c64`. */
function describedBriefly({ key, kind, lifetime }: MediaRef): string {
  return `${kind}, ${lifetime}, sha256:${key.slice(0, 12)}`;
}

type Todo =
  | 'as-recorded'
  | 'found'
  | { readonly kind: 'upload-media' | 'refresh-media'; readonly reason: ActionReason };

function todoOf(ref: MediaRef, record: RecordedMedia | undefined, live: LiveMedia | null, now: number): Todo {
  const upload = (reason: ActionReason): Todo => ({ kind: 'upload-media', reason });
  if (ref.lifetime === 'temporary') {
    if (!record) return upload('not_recorded');
    return endsSoon(record, now) ? { kind: 'refresh-media', reason: 'expires' } : 'as-recorded';
  }
  if (!listOf(ref)) return record ? 'as-recorded' : upload('not_recorded');
  if (!live) return upload(record ? 'gone' : 'not_recorded');
  return live.mediaId === record?.mediaId ? 'as-recorded' : 'found';
}

function endsSoon({ uploadedAt }: RecordedMedia, now: number): boolean {
  return now >= Date.parse(uploadedAt) + temporaryMediaLifeMs - refreshedBeforeMs;
}

/** A cover is in no list, so that it is there is only known from the record. */
function findUnused(ref: MediaRef, { mediaId }: RecordedMedia, live: LiveMedia | null): MediaFinding {
  const isThere = live?.mediaId === mediaId || !listOf(ref);
  const step: MediaStep = { kind: 'delete-media', media: ref, mediaId };
  return {
    ...nothingFound,
    name: ref.key,
    label: ref.path,
    live: live?.mediaId === mediaId ? live : null,
    action: 'delete',
    reason: 'unused',
    steps: isThere ? [step] : [],
    differences: isThere
      ? [
          {
            field: 'media_id',
            before: mediaId,
            after: null,
            certainty: listOf(ref) ? 'observed' : 'recorded',
          },
        ]
      : [],
    fields: {},
  };
}

/** Permanent media that kefu uploaded, that no template uses, and that the policy wants gone. */
export function unusedMedia(
  wants: readonly MediaWant[],
  records: ReadonlyMap<string, RecordedMedia>,
  policy: Policy,
): { readonly ref: MediaRef; readonly record: RecordedMedia }[] {
  if (policy.media !== 'delete') return [];
  const wanted = new Set<string>(wants.map(({ ref }) => ref.key));
  return [...records]
    .filter(([key]) => !wanted.has(key) && partsOfKey(key as MediaKey).lifetime === 'permanent')
    .map(([key, record]) => ({ ref: refOfRecord(key as MediaKey, record), record }));
}

function refOfRecord(key: MediaKey, { name }: RecordedMedia): MediaRef {
  const { kind, lifetime } = partsOfKey(key);
  return { key, path: name, kind, lifetime, name };
}
