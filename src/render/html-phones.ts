import type { Illustration } from '../model/described.ts';
import type { ShownMedia, ShownMessage, ShownSpeaker } from '../model/shown-message.ts';
import type { RenderContext } from './context.ts';
import { type Html, html } from './html.ts';
import { betweenSides, type SideLabels } from './html-sides.ts';
import { messageChat } from './message-html.ts';

/** A message as the customer's phone would show it, before and after; what is filled in on sending stands as written. */
export function phones(
  { before, after }: Extract<Illustration, { form: 'messages' }>,
  labels: SideLabels,
  context: RenderContext,
): Html {
  const side = (when: 'before' | 'after', message: ShownMessage | undefined) =>
    message &&
    html`<div class="side ${when}" role="group" aria-label="${labels[when]}"><p class="label">${labels[when]}</p>${messageChat(withPictures(message, context), context.words.lang)}</div>`;
  return html`<div class="sides phones">${betweenSides(side('before', before), side('after', after))}</div>`;
}

function withPictures(message: ShownMessage, context: RenderContext): ShownMessage {
  const { speaker, media, cover } = message;
  return {
    ...message,
    speaker: withFace(speaker, context),
    ...(media ? { media: withPicture(media, context) } : {}),
    ...(cover ? { cover: withPicture(cover, context) } : {}),
  };
}

function withPicture(media: ShownMedia, { pictures }: RenderContext): ShownMedia {
  const picture = media.pictureKey === undefined ? undefined : pictures.get(media.pictureKey);
  return picture ? { ...media, picture } : media;
}

function withFace(speaker: ShownSpeaker, { pictures }: RenderContext): ShownSpeaker {
  const [picture] = (speaker.pictureKeys ?? []).flatMap((key) => pictures.get(key) ?? []);
  return picture ? { ...speaker, picture } : speaker;
}
