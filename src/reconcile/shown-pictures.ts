import { inspectPicture } from '../avatars/inspect.ts';
import { thumbnail } from '../avatars/thumbnail.ts';
import { kindNamed } from '../engine/rules.ts';
import type { Desired } from '../model/desired.ts';
import type { AnyKind, PictureToShow } from '../model/kind.ts';
import type { Plan } from '../model/plan.ts';
import type { PictureReader } from '../model/ports.ts';
import type { ShownPicture } from '../model/shown-picture.ts';

/** Pixels: twice what the report shows, for sharp screens. */
const side = 192;

/**
 * The pictures a page shows: those a plan uploads, from the config, and those it replaces or deletes, as WeChat serves them.
 * What can't be had is left out; the page then shows a placeholder.
 */
export async function picturesToShow(
  plan: Plan,
  desired: Desired,
  kinds: readonly AnyKind[],
  live: PictureReader | undefined,
): Promise<ReadonlyMap<string, ShownPicture>> {
  const shown = new Map<string, ShownPicture>();
  for (const change of plan.changes) {
    for (const picture of kindNamed(kinds, change.kind).pictures?.(change, desired, plan) ?? []) {
      if (shown.has(picture.key)) continue;
      const bytes = await bytesOf(picture, live);
      const made = bytes && (await shownPicture(bytes, picture.use));
      if (made) shown.set(picture.key, made);
    }
  }
  return shown;
}

async function bytesOf(
  { from }: PictureToShow,
  live: PictureReader | undefined,
): Promise<Uint8Array | undefined> {
  return 'bytes' in from ? from.bytes : live?.fetch(from.url);
}

async function shownPicture(bytes: Uint8Array, use: PictureToShow['use']): Promise<ShownPicture | undefined> {
  const small = use === 'face' ? ((await thumbnail(bytes, side)) ?? bytes) : bytes;
  const seen = inspectPicture(small);
  if (!seen.ok) return undefined;
  return { contentType: `image/${seen.format}`, base64: Buffer.from(small).toString('base64') };
}
