import type { Desired } from '../model/desired.ts';
import { type FoundMedia, type MediaKey, type MediaRef, partsOfKey } from '../model/media.ts';
import { templateDigest } from '../model/plain-template.ts';
import type { TemplateChange } from '../model/plan.ts';
import type { Recorded } from '../model/recorded.ts';
import { temporaryLifeMs, wantedMedia } from '../planner/media.ts';

/** What WeChat gave for an upload. */
export interface Uploaded {
  readonly mediaId: string;
  readonly url?: string;
}

/** Notes that a call about this media file is about to be sent. `at`: milliseconds since 1970. */
export function withMediaIntent(recorded: Recorded, media: MediaKey, kind: string, at: number): Recorded {
  const intent = { media, kind, at: new Date(at).toISOString() };
  return { ...recorded, intents: [...withoutMediaIntent(recorded, media).intents, intent] };
}

export function withoutMediaIntent(recorded: Recorded, media: MediaKey): Recorded {
  const isOther = (intent: Recorded['intents'][number]) => !('media' in intent) || intent.media !== media;
  return { ...recorded, intents: recorded.intents.filter(isOther) };
}

/** Notes an upload; `at` is a moment before it was sent, from which its three days count when it is temporary. */
export function withMedia(
  recorded: Recorded,
  { key, name }: MediaRef,
  uploaded: Uploaded,
  at: number,
): Recorded {
  const { mediaId, url } = uploaded;
  const record = { mediaId, name, uploadedAt: new Date(at).toISOString(), ...(url ? { url } : {}) };
  return { ...withoutMediaIntent(recorded, key), media: new Map([...recorded.media, [key, record]]) };
}

/** Notes a delete. */
export function withoutMedia(recorded: Recorded, key: MediaKey): Recorded {
  const media = new Map(recorded.media);
  media.delete(key);
  return { ...withoutMediaIntent(recorded, key), media };
}

/** Takes in media that were found by their name, and forgets temporary ones that ended and are no longer used. */
export function withMediaSettled(
  recorded: Recorded,
  found: readonly FoundMedia[],
  desired: Desired,
  now: number,
): Recorded {
  const wanted = new Set(wantedMedia(desired).map(({ ref }) => ref.key));
  const all = found.reduce((known, one) => withMedia(known, one.media, one, now), recorded);
  const media = [...all.media].filter(
    ([key, { uploadedAt }]) =>
      wanted.has(key) ||
      partsOfKey(key).lifetime === 'permanent' ||
      now < Date.parse(uploadedAt) + temporaryLifeMs,
  );
  return { ...all, media: new Map(media) };
}

/** Notes a template as applied, or forgets one that left the config. */
export function withTemplate(recorded: Recorded, { template, after }: TemplateChange): Recorded {
  const templates = new Map(recorded.templates);
  if (after) templates.set(template, { digest: templateDigest(after), body: after });
  else templates.delete(template);
  return { ...recorded, templates };
}
