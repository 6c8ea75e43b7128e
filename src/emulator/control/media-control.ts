/** Media from outside the API: files made in the web console, and the bytes behind the URLs of answers. */

import { type Answer, bytesAnswer, plainJson } from '../http/answer.ts';
import { mimeTypeOf, sniffFormat } from '../world/file-formats.ts';
import { bytesOf, newMedia, requireMedia } from '../world/media.ts';
import { type ControlRequest, readChanges, readWord } from './control-request.ts';

export function getMediaFile({ world, name, now }: ControlRequest): Answer {
  const media = requireMedia(world.media, name, now);
  return bytesAnswer(
    bytesOf(media),
    media.format === null ? 'application/octet-stream' : mimeTypeOf(media.format),
  );
}

/** Puts a media of a chosen id on the shelf: `kind`, and anything else a media of the world has. */
export function putMedia({ world, name, body, now }: ControlRequest): Answer {
  const kind = readWord(body, 'kind', ['image', 'voice', 'video', 'thumb', 'news']);
  const blank = newMedia({ kind, permanent: true, createdAt: now });
  const media = { ...blank, ...readChanges(body, blank, { format: 'string', base64: 'string' }), id: name };
  if (media.format === null && media.base64 !== null) {
    media.format = sniffFormat(Buffer.from(media.base64, 'base64')) ?? null;
  }
  world.media[name] = media;
  return plainJson(media);
}
