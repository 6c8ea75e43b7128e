import type { Face, Illustration } from '../model/described.ts';
import type { Words } from '../words/pages/words.ts';
import type { RenderContext } from './context.ts';
import { data, type Html, html } from './html.ts';
import { type Avatar, chatAvatar, reviewAvatar } from './html-avatar.ts';
import { betweenSides, type SideLabels } from './html-sides.ts';

/** An object as customers see it in a chat, before and after; with the picture once more and larger when it is a new one. */
export function faces(
  { before, after, isNewPicture }: Extract<Illustration, { form: 'faces' }>,
  name: string,
  labels: SideLabels,
  context: RenderContext,
  words: Words,
): Html {
  const side = (when: 'before' | 'after', face: Face | undefined) => {
    if (!face) return undefined;
    const avatar = avatarOf(face, words.avatarOf(name, labels[when]));
    const review = isNewPicture ? reviewAvatar(avatar, context) : undefined;
    return html`<div class="side ${when}" role="group" aria-label="${labels[when]}"><p class="label">${labels[when]}</p>
<div class="chat">${chatAvatar(avatar, context, words)}<div class="said"><p class="nick">${data(face.nickname)}</p><p class="bubble" aria-hidden="true"></p></div></div>${review}</div>`;
  };
  return html`<div class="sides">${betweenSides(side('before', before), side('after', after))}</div>`;
}

function avatarOf({ pictureKeys, hasPicture }: Face, label: string): Avatar {
  return { keys: pictureKeys, exists: hasPicture, label };
}
