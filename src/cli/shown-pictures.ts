import { inspectPicture } from '../avatars/inspect.ts';
import { thumbnail } from '../avatars/thumbnail.ts';
import type { Desired } from '../model/desired.ts';
import type { Plan } from '../model/plan.ts';
import type { PictureReader } from '../model/ports.ts';
import type { ShownPicture } from '../render/context.ts';

/** Pixels: twice what the report shows, for sharp screens. */
const side = 192;

/**
 * The pictures a report shows: those a plan uploads, from the config, and those it replaces or deletes, as WeChat serves
 * them. What can't be had is left out; the page then shows a placeholder.
 */
export async function picturesToShow(
  plan: Plan,
  desired: Desired,
  live: PictureReader | undefined,
): Promise<ReadonlyMap<string, ShownPicture>> {
  const shown = new Map<string, ShownPicture>();
  const files = new Map(
    desired.accounts.flatMap(({ avatar }) => (avatar ? [[avatar.sha256, avatar.bytes]] : [])),
  );
  for (const { changes, observed } of plan.accountChanges) {
    for (const change of changes) {
      const bytes = change.kind === 'upload-avatar' ? files.get(change.avatar.sha256) : undefined;
      if (change.kind === 'upload-avatar' && bytes) await add(shown, `sha256:${change.avatar.sha256}`, bytes);
    }
    if (!live || !observed?.avatarUrl) continue;
    const served = await live.fetch(observed.avatarUrl);
    if (served) await add(shown, observed.avatarUrl, served);
  }
  return shown;
}

async function add(shown: Map<string, ShownPicture>, key: string, bytes: Uint8Array): Promise<void> {
  const small = (await thumbnail(bytes, side)) ?? bytes;
  const seen = inspectPicture(small);
  if (!seen.ok) return;
  shown.set(key, { contentType: `image/${seen.format}`, base64: Buffer.from(small).toString('base64') });
}
