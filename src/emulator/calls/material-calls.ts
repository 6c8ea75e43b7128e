/** Permanent media (WeChat docs, 新增永久素材, 获取永久素材, 素材列表, 素材总数, 删除). */

import { Refusal } from '../errors.ts';
import { type Answer, bytesAnswer } from '../http/answer.ts';
import { mimeTypeOf } from '../world/file-formats.ts';
import {
  bytesOf,
  type Media,
  type MediaKind,
  newMedia,
  permanentMedia,
  requireMedia,
} from '../world/media.ts';
import { checkFile, permanentLimit, requireKind } from '../world/media-limits.ts';
import { answer, type Call, type JsonObject, ok, readFile, readJsonObject } from './call.ts';

export function addMaterial(call: Call): Answer {
  const { world, now } = call;
  const kind = requireKind(call.query.get('type'));
  const { file, fields } = readFile(call);
  const format = checkFile(file.bytes, kind, true, world.settings);
  const description = fields.find(({ name }) => name === 'description')?.bytes.toString('utf8');
  const titles = kind === 'video' ? readTitles(description) : {};
  if (permanentMedia(world.media, kind).length >= permanentLimit(kind, world.settings))
    throw new Refusal(45074);
  const media = newMedia({
    kind,
    permanent: true,
    createdAt: now,
    name: file.filename ?? '',
    format,
    base64: file.bytes.toString('base64'),
    ...titles,
  });
  world.media[media.id] = media;
  return answer(call, { media_id: media.id, url: kind === 'image' ? urlOf(call, media) : '' });
}

export function getMaterial(call: Call): Answer {
  const media = requirePermanent(call);
  if (media.kind === 'news') return answer(call, { news_item: media.articles });
  if (media.kind === 'video') {
    return answer(call, {
      title: media.title,
      description: media.introduction,
      down_url: urlOf(call, media),
    });
  }
  return bytesAnswer(
    bytesOf(media),
    media.format === null ? 'application/octet-stream' : mimeTypeOf(media.format),
  );
}

export function listMaterial(call: Call): Answer {
  const { type, offset, count } = readJsonObject(call);
  if (type !== 'image' && type !== 'video' && type !== 'voice' && type !== 'news') throw new Refusal(40004);
  const [first, size] = [Number(offset ?? 0), Number(count ?? 20)];
  if (!Number.isInteger(first) || first < 0 || !(size >= 1 && size <= 20)) throw new Refusal(40035);
  const all = permanentMedia(call.world.media, type);
  const item = all.slice(first, first + size).map((media) => listedItem(call, media));
  return answer(call, { total_count: all.length, item_count: item.length, item });
}

export function countMaterial(call: Call): Answer {
  const count = (kind: MediaKind) => permanentMedia(call.world.media, kind).length;
  return answer(call, {
    voice_count: count('voice'),
    video_count: count('video'),
    image_count: count('image'),
    news_count: count('news'),
  });
}

/** Deletes permanent media only; what an automatic reply or a menu uses stays (48005). */
export function deleteMaterial(call: Call): Answer {
  const media = requirePermanent(call);
  if (media.inUse) throw new Refusal(48005);
  delete call.world.media[media.id];
  return ok(call);
}

function requirePermanent(call: Call): Media {
  const media = requireMedia(call.world.media, readJsonObject(call).media_id, call.now);
  if (!media.permanent) throw new Refusal(40007);
  return media;
}

function readTitles(description: string | undefined): Pick<Media, 'title' | 'introduction'> {
  if (description === undefined) throw new Refusal(40035);
  try {
    const { title, introduction } = JSON.parse(description) as JsonObject;
    return { title: String(title ?? ''), introduction: String(introduction ?? '') };
  } catch {
    throw new Refusal(47001);
  }
}

function listedItem(call: Call, media: Media): object {
  const update_time = Math.floor(media.createdAt / 1000);
  if (media.kind === 'news') {
    return { media_id: media.id, content: { news_item: media.articles }, update_time };
  }
  const url = media.kind === 'image' ? { url: urlOf(call, media) } : {};
  return { media_id: media.id, name: media.name, update_time, ...url };
}

function urlOf(call: Call, media: Media): string {
  const query = media.kind === 'image' ? `?wx_fmt=${media.format ?? 'jpeg'}` : '';
  return `${call.origin}/__emulator/media/${media.id}${query}`;
}
