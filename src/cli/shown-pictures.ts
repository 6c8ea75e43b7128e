import { inspectPicture } from '../avatars/inspect.ts';
import { thumbnail } from '../avatars/thumbnail.ts';
import type { Desired } from '../model/desired.ts';
import { mediaFilesOf } from '../model/message.ts';
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
  addMediaPictures(shown, plan, desired);
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

/** Larger pictures would make the page heavy; they are shown by name. */
const mostBytes = 1024 * 1024;

/** The pictures of the templates that change, whole: a message shows them in their own shape. */
function addMediaPictures(shown: Map<string, ShownPicture>, plan: Plan, { templates }: Desired): void {
  const changed = new Set(plan.templateChanges.map(({ template }) => template));
  for (const template of templates.filter(({ name }) => changed.has(name))) {
    for (const { sha256, bytes } of mediaFilesOf(template)) {
      const seen = bytes.length <= mostBytes ? inspectPicture(bytes) : undefined;
      if (!seen?.ok) continue;
      const base64 = Buffer.from(bytes).toString('base64');
      shown.set(`sha256:${sha256}`, { contentType: `image/${seen.format}`, base64 });
    }
  }
}

async function add(shown: Map<string, ShownPicture>, key: string, bytes: Uint8Array): Promise<void> {
  const small = (await thumbnail(bytes, side)) ?? bytes;
  const seen = inspectPicture(small);
  if (!seen.ok) return;
  shown.set(key, { contentType: `image/${seen.format}`, base64: Buffer.from(small).toString('base64') });
}
