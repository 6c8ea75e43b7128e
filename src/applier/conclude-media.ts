import { foundByName, type LiveMedia, listOf, type MediaChange } from '../model/media.ts';
import type { Cause, Outcome } from '../model/outcome.ts';
import type { UploadOutcome } from '../model/ports.ts';
import type { ChangeStatus } from '../model/report.ts';
import type { ApplyWorld } from './context.ts';
import { causeOf } from './ended.ts';
import { pollUntil } from './read-back.ts';
import type { Uploaded } from './record-media.ts';

/** How the change of a media file ended. */
export interface MediaEnded {
  readonly status: ChangeStatus;
  readonly note: string;
  readonly cause?: Cause;
  /** Of an upload that is done. */
  readonly uploaded?: Uploaded;
  /** Nothing more may be written in this run. */
  readonly stop?: Cause;
  readonly stateFault?: string;
}

/** Whether nothing is left to do, by what WeChat lists right now. Media that no list shows are never known to be there. */
export async function lookForMedia(change: MediaChange, world: ApplyWorld): Promise<MediaEnded | undefined> {
  if (!listOf(change.media)) return undefined;
  try {
    const seen = await effectOf(change, world);
    return seen && { status: 'done', note: 'was so already', ...seen };
  } catch (error) {
    const cause = causeOf(error);
    return { status: 'not-attempted', note: 'could not look first', cause, stop: cause };
  }
}

/** What an outcome means for the change: it ended, or it may be tried again. */
export async function concludeMedia(
  change: MediaChange,
  outcome: UploadOutcome | Outcome,
  world: ApplyWorld,
): Promise<MediaEnded | 'again'> {
  if (outcome.kind === 'applied') return confirm(change, outcome, world);
  const { cause } = outcome;
  if (outcome.kind === 'unknown') return settleUnknown(change, cause, world);
  if (outcome.then !== 'retry') {
    return {
      status: 'failed',
      note: cause.message,
      cause,
      ...(outcome.then === 'stop' ? { stop: cause } : {}),
    };
  }
  world.progress({ kind: 'waiting', reason: cause.message, seconds: outcome.waitMs / 1000 });
  await world.clock.sleep(outcome.waitMs, world.stop);
  return world.stop.aborted ? { status: 'failed', note: cause.message, cause } : 'again';
}

/** WeChat said ok. What it can list must be listed; of the rest the id is the proof. */
async function confirm(
  change: MediaChange,
  applied: { readonly kind: 'applied'; readonly mediaId?: string; readonly url?: string },
  world: ApplyWorld,
): Promise<MediaEnded> {
  const { mediaId, url } = applied;
  const uploaded = mediaId === undefined ? {} : { uploaded: { mediaId, ...(url ? { url } : {}) } };
  if (!listOf(change.media)) {
    const what = change.media.lifetime === 'temporary' ? 'temporary media' : 'covers';
    return { status: 'done', note: `WeChat said ok; it lists no ${what}`, ...uploaded };
  }
  const seen = await pollUntil(() => effectOf(change, world, mediaId), world.clock, world.settle, Boolean);
  if (seen?.held) return { status: 'done', note: 'read back', ...uploaded };
  const why = seen ? 'the list did not show it' : 'the list could not be read';
  return { status: 'unknown', note: `WeChat said ok, but ${why}` };
}

/**
 * Waits until an abandoned request can no longer take effect, then lets the list decide. A temporary upload may simply be
 * repeated: one that nobody knows the id of ends by itself. A cover can neither be found nor ends, so it is not repeated.
 */
async function settleUnknown(
  change: MediaChange,
  cause: Cause,
  world: ApplyWorld,
): Promise<MediaEnded | 'again'> {
  const { clock, settle } = world;
  if (change.media.lifetime === 'temporary') {
    await clock.sleep(settle.lagMs, world.stop);
    return 'again';
  }
  if (!listOf(change.media)) return unlistedUnknown(change, cause);
  world.progress({ kind: 'waiting', reason: cause.message, seconds: settle.unknownMs / 1000 });
  await clock.sleep(settle.unknownMs);
  const patience = { ...settle, readBackMs: settle.lagMs };
  const seen = await pollUntil(() => effectOf(change, world), clock, patience, Boolean);
  if (!seen) return { status: 'unknown', note: `${cause.message}; the list could not be read`, cause };
  if (seen.held) {
    return { status: 'done', note: `confirmed by read-back (${cause.message})`, cause, ...seen.value };
  }
  const refused = typeof cause.code === 'number' && cause.code !== -1;
  return refused ? { status: 'failed', note: cause.message, cause } : 'again';
}

function unlistedUnknown({ kind }: MediaChange, cause: Cause): MediaEnded {
  // 40007: WeChat does not know the id, so the cover is gone.
  if (kind === 'delete-media' && cause.code === 40007) return { status: 'done', note: 'was gone already' };
  return { status: 'unknown', note: `${cause.message}; WeChat lists no covers, so nobody can tell`, cause };
}

/** The change's effect as the list shows it: the upload found, or the deleted one gone. Undefined when it is not to be seen. */
async function effectOf(
  change: MediaChange,
  { media }: ApplyWorld,
  mediaId?: string,
): Promise<{ readonly uploaded?: Uploaded } | undefined> {
  const kind = listOf(change.media);
  if (!kind) return undefined;
  if (change.kind === 'delete-media') {
    const listed = await media.list(kind, (found) => has(found, change.mediaId));
    return has(listed, change.mediaId) ? undefined : {};
  }
  const pick = (found: readonly LiveMedia[]) =>
    mediaId === undefined ? foundByName(change.media, found) : found.find((live) => live.mediaId === mediaId);
  const live = pick(await media.list(kind, (found) => pick(found) !== undefined));
  return live && { uploaded: { mediaId: live.mediaId, ...(live.url ? { url: live.url } : {}) } };
}

function has(listed: readonly LiveMedia[], mediaId: string | undefined): boolean {
  return listed.some((media) => media.mediaId === mediaId);
}
