import { inspectPicture } from '../../avatars/inspect.ts';
import { thumbnail } from '../../avatars/thumbnail.ts';
import type { Desired } from '../../model/desired.ts';
import type { MediaFile, MediaSource, MessageBody, Template } from '../../model/message.ts';
import type { ShownMedia, ShownMessage } from '../../model/shown-message.ts';
import type { ShownPicture } from '../../model/shown-picture.ts';

/** Pixels: twice what a chat shows of an avatar. */
const faceSide = 96;
/** Larger pictures would make the page heavy; they are shown by name. */
const mostBytes = 1024 * 1024;

/** A rendered template as previews show it, with the pictures the repository has. */
export async function shownMessage(
  desired: Desired,
  template: Template,
  body: MessageBody,
): Promise<ShownMessage> {
  const { media_id: media, thumb_media_id: cover } = template.body.content as Partial<
    Record<'media_id' | 'thumb_media_id', MediaSource>
  >;
  return {
    name: template.name,
    speaker: await speakerOf(desired, template),
    body,
    isAi: template.aimsgcontext?.is_ai_msg === 1,
    ...(media && { media: shownMedia(media) }),
    ...(cover && { cover: shownMedia(cover) }),
  };
}

/** The face of the account, or the official account's name where no account speaks. */
async function speakerOf(desired: Desired, { as }: Template): Promise<ShownMessage['speaker']> {
  const account = desired.accounts.find(({ id }) => id === as);
  if (account === undefined) return { nickname: desired.officialAccount.name };
  const { id, nickname, avatar } = account;
  const small = avatar && ((await thumbnail(avatar.bytes, faceSide)) ?? avatar.bytes);
  const picture = small && shownPicture(small);
  return { nickname, account: id, ...(picture && { picture }) };
}

function shownMedia(source: MediaSource): ShownMedia {
  if (source.kind === 'id') return { name: source.id.text };
  const { path, seconds, bytes } = source.file;
  const picture = isPicture(source.file) ? shownPicture(bytes) : undefined;
  return { name: path, ...(seconds !== undefined && { seconds }), ...(picture && { picture }) };
}

function isPicture({ kind, bytes }: MediaFile): boolean {
  return (kind === 'image' || kind === 'thumb') && bytes.length <= mostBytes;
}

function shownPicture(bytes: Uint8Array): ShownPicture | undefined {
  const seen = inspectPicture(bytes);
  if (!seen.ok) return undefined;
  return { contentType: `image/${seen.format}`, base64: Buffer.from(bytes).toString('base64') };
}
