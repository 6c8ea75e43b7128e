import type { ListedKind, LiveMedia } from '../model/media.ts';
import type { MediaFile } from '../model/message.ts';
import type { Clock, MediaReader, MediaWriter, UploadOutcome } from '../model/ports.ts';
import { type Request, read, write, writeForAnswer } from './calls.ts';
import { readMaterialPage, readUploaded, unsettledList } from './material-rows.ts';
import { mediaForm } from './media-form.ts';
import { jsonBody } from './multipart.ts';
import type { AccessToken } from './token.ts';
import type { Transport } from './transport.ts';

/** WeChat docs, batchget_material: 1 to 20 a page. */
const pageSize = 20;
/** How often a list that changes while it is read is read anew. */
const mostReadings = 3;

/** Media files (WeChat docs, 新增临时素材, 新增永久素材, 获取永久素材列表, 删除永久素材). */
export function materialsOf(
  transport: Transport,
  token: AccessToken,
  clock: Clock,
): MediaReader & MediaWriter {
  const page = async (kind: ListedKind, offset: number) => {
    const body = jsonBody({ type: kind, offset, count: pageSize });
    const request = { name: 'material/batchget_material', method: 'POST', body } as const;
    return readMaterialPage(await read(transport, token, clock, { operation: 'list-media' }, request), kind);
  };
  const upload = async (file: MediaFile, request: Request): Promise<UploadOutcome> => {
    const asked = { operation: 'upload-media', about: file.path } as const;
    return readUploaded(asked, file.kind, await writeForAnswer(transport, token, asked, request));
  };
  return {
    async list(kind, isEnough = () => false) {
      for (let reading = 1; reading <= mostReadings; reading += 1) {
        const found = await readWhole((offset) => page(kind, offset), isEnough);
        if (found) return found;
      }
      throw unsettledList(mostReadings);
    },
    uploadPermanent: (file, name, titles) =>
      upload(file, {
        name: 'material/add_material',
        method: 'POST',
        query: { type: file.kind },
        body: mediaForm(file, name, titles),
      }),
    uploadTemporary: (file, name) =>
      upload(file, {
        name: 'media/upload',
        method: 'POST',
        query: { type: file.kind },
        body: mediaForm(file, name),
      }),
    delete: (mediaId) =>
      write(
        transport,
        token,
        { operation: 'delete-media' },
        { name: 'material/del_material', method: 'POST', body: jsonBody({ media_id: mediaId }) },
      ),
  };
}

interface MaterialPage {
  readonly total: number;
  readonly items: readonly LiveMedia[];
}

/** All pages, or those up to what is enough; undefined when the list changed its length meanwhile, so that one may be missing. */
async function readWhole(
  page: (offset: number) => Promise<MaterialPage>,
  isEnough: (found: readonly LiveMedia[]) => boolean,
): Promise<readonly LiveMedia[] | undefined> {
  const found = new Map<string, LiveMedia>();
  let total: number | undefined;
  for (let offset = 0; ; ) {
    const { total: now, items } = await page(offset);
    if (total !== undefined && now !== total) return undefined;
    total = now;
    const before = found.size;
    for (const item of items) found.set(item.mediaId, item);
    offset += items.length;
    const all = [...found.values()];
    if (isEnough(all)) return all;
    if (offset >= total) return all.length === total ? all : undefined;
    // A server that does not turn its pages would be asked for ever.
    if (found.size === before) return undefined;
  }
}
