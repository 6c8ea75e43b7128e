/** Temporary media (WeChat docs, 新增临时素材 and 获取临时素材). */

import type { Answer } from '../http/answer.ts';
import { bytesAnswer } from '../http/answer.ts';
import { mimeTypeOf } from '../world/file-formats.ts';
import { bytesOf, newMedia, requireMedia } from '../world/media.ts';
import { checkFile, requireKind } from '../world/media-limits.ts';
import { answer, type Call, readFile } from './call.ts';

export function uploadMedia(call: Call): Answer {
  const { world, now } = call;
  const kind = requireKind(call.query.get('type'));
  const { file } = readFile(call);
  const format = checkFile(file.bytes, kind, false, world.settings);
  const base64 = file.bytes.toString('base64');
  const media = newMedia({
    kind,
    permanent: false,
    createdAt: now,
    name: file.filename ?? '',
    format,
    base64,
  });
  world.media[media.id] = media;
  const created_at = Math.floor(now / 1000);
  const fields = { type: kind, media_id: media.id, created_at };
  if (world.settings.mediaAnswer === 'new') return answer(call, { errcode: 0, errmsg: 'ok', ...fields });
  if (world.settings.mediaAnswer === 'old') return answer(call, fields);
  return answer(call, { ...fields, created_at: String(created_at) });
}

/** The bytes; for a video a URL to fetch it from. */
export function getMedia(call: Call): Answer {
  const media = requireMedia(call.world.media, call.query.get('media_id'), call.now);
  const bytes = bytesOf(media);
  if (media.kind === 'video') {
    return answer(call, { video_url: `${call.origin}/__emulator/media/${media.id}` });
  }
  const served = bytesAnswer(
    bytes,
    media.format === null ? 'application/octet-stream' : mimeTypeOf(media.format),
  );
  const extension = media.format === 'jpeg' ? 'jpg' : (media.format ?? 'bin');
  const disposition = `attachment; filename="${media.id}.${extension}"`;
  return { ...served, headers: { ...served.headers, 'content-disposition': disposition } };
}
