import { Failure } from '../model/failure.ts';
import type { ListedKind, LiveMedia } from '../model/media.ts';
import type { MediaKind } from '../model/message.ts';
import type { UploadOutcome } from '../model/ports.ts';
import type { Saying } from '../model/saying.ts';
import { say } from '../words/en/wechat.ts';
import { told } from '../words/say.ts';
import type { JsonObject } from './answer.ts';
import type { Asked } from './errors.ts';
import { type Answered, unprovedUpload } from './outcome-of.ts';

/**
 * One page of `batchget_material` (WeChat docs, 获取永久素材列表). Throws a `Failure` for an answer that can't be
 * understood: it must never pass for "no media".
 */
export function readMaterialPage(
  answer: JsonObject,
  kind: ListedKind,
): { total: number; items: readonly LiveMedia[] } {
  const { total_count: total, item } = answer;
  if (!isTotal(total) || !Array.isArray(item)) {
    throw unusable(say('listed-no-media'));
  }
  return { total, items: item.map((row) => readRow(row, kind)) };
}

/** Ten times what WeChat's docs allow of pictures (素材管理): a longer list is none that ends. */
const mostMedia = 1_000_000;

function isTotal(total: unknown): total is number {
  return typeof total === 'number' && Number.isSafeInteger(total) && total >= 0 && total <= mostMedia;
}

function readRow(row: unknown, kind: ListedKind): LiveMedia {
  const { media_id: mediaId, name, url } = (row ?? {}) as JsonObject;
  if (typeof mediaId !== 'string' || mediaId === '') throw unusable(say('listed-media-without-id'));
  // Under a name that can't be read the file would not be found, and uploaded once more.
  if (typeof (name ?? '') !== 'string') throw unusable(say('listed-no-text', { key: 'name' }));
  return {
    mediaId,
    kind,
    name: typeof name === 'string' ? name : '',
    ...(typeof url === 'string' && url !== '' ? { url } : {}),
  };
}

/**
 * The outcome of an upload: only an answer with an id proves one. Older answers to the upload of a cover are said to have
 * named it `thumb_media_id`; that is modelled.
 */
export function readUploaded(asked: Asked, kind: MediaKind, { outcome, answer }: Answered): UploadOutcome {
  if (outcome.kind !== 'applied') return outcome;
  const { media_id, thumb_media_id, url } = answer ?? {};
  const mediaId = kind === 'thumb' ? (media_id ?? thumb_media_id) : media_id;
  if (typeof mediaId !== 'string' || mediaId === '') return unprovedUpload(asked);
  const address = typeof url === 'string' && url !== '' ? { url } : {};
  return { kind: 'applied', proof: { mediaId, ...address } };
}

/** The list was never the same long enough to be read. */
export function unsettledList(readings: number): Failure {
  return unusable(say('list-never-the-same', { readings }));
}

function unusable(why: Saying): Failure {
  return new Failure(
    'unreachable',
    'unusable-list',
    told(say('list-unusable', { endpoint: 'material/batchget_material', why }), say('nothing-planned')),
  );
}
