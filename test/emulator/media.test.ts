import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startEmulator } from '../../src/emulator/server.ts';
import { connect, type Json } from './emulator-client.ts';
import { drawnPicture } from './pictures.ts';
import { customer, customerWrites, sendPath, shelve } from './scenes.ts';
import { stage } from './stage.ts';

const start = Date.UTC(2026, 10, 22);
const threeDays = 3 * 24 * 3600_000;
const video = Buffer.from('000000186674797069736f6d0000020069736f6d', 'hex');
let time = start;

beforeEach(async () => {
  time = start;
  stage.emulator = await startEmulator({ now: () => time });
  stage.client = await connect(stage.emulator);
});
afterEach(() => stage.emulator.close());

async function download(path: string, query: Record<string, string>): Promise<Response> {
  const parameters = new URLSearchParams({ access_token: stage.client.token, ...query });
  return fetch(`${stage.emulator.url}${path}?${parameters}`);
}

async function pass(milliseconds: number): Promise<void> {
  time += milliseconds;
  stage.client = await connect(stage.emulator);
}

describe('temporary media', () => {
  it('come back byte for byte, and die after three days', async () => {
    const picture = await drawnPicture('#369', 'png', 40);
    const { media_id } = await stage.client.upload('/cgi-bin/media/upload', picture, { type: 'image' });
    const got = await download('/cgi-bin/media/get', { media_id: String(media_id) });
    expect(got.headers.get('content-type')).toBe('image/png');
    expect(Buffer.from(await got.arrayBuffer()).equals(picture)).toBe(true);
    const send = () => {
      customerWrites(stage.emulator);
      return stage.client.post(sendPath, { touser: customer, msgtype: 'image', image: { media_id } });
    };
    await pass(threeDays - 1000);
    expect(await send()).toMatchObject({ errcode: 0 });
    await pass(1000);
    expect(await send()).toMatchObject({ errcode: 40007 });
    expect(await (await download('/cgi-bin/media/get', { media_id: String(media_id) })).json()).toMatchObject(
      {
        errcode: 40007,
      },
    );
  });

  it.each([
    ['a picture as a thumb that is too large', 'thumb', 'jpeg', 70_000, 40009],
    ['a PNG as a thumb', 'thumb', 'png', 0, 40005],
    ['a picture as a voice', 'voice', 'jpeg', 0, 40005],
    ['a picture beyond 10 MB', 'image', 'jpeg', 10 * 1024 * 1024, 40009],
  ] as const)('%s is refused', async (_case, type, format, padding, errcode) => {
    const file = Buffer.concat([await drawnPicture('#369', format, 40), Buffer.alloc(padding)]);
    expect(await stage.client.upload('/cgi-bin/media/upload', file, { type })).toMatchObject({ errcode });
  });
});

describe('permanent media', () => {
  it('are counted, listed newest first with the name they were uploaded under, and deleted', async () => {
    const picture = await drawnPicture('#369', 'jpeg', 40);
    const add = (name: string) =>
      stage.client.upload('/cgi-bin/material/add_material', picture, { type: 'image' }, name);
    const { media_id, url } = await add('images/2/welcome.jpg');
    time += 1000;
    await add('goodbye.jpg');
    expect(Buffer.from(await (await fetch(String(url))).arrayBuffer()).equals(picture)).toBe(true);
    expect(await stage.client.get('/cgi-bin/material/get_materialcount')).toMatchObject({ image_count: 2 });
    const list = (offset: number) =>
      stage.client.post('/cgi-bin/material/batchget_material', { type: 'image', offset, count: 1 });
    expect(await list(0)).toMatchObject({ total_count: 2, item_count: 1, item: [{ name: 'goodbye.jpg' }] });
    expect(await list(1)).toMatchObject({ item: [{ media_id, name: 'images/2/welcome.jpg', url }] });
    expect(await stage.client.post('/cgi-bin/material/del_material', { media_id })).toMatchObject({
      errcode: 0,
    });
    expect(await stage.client.post('/cgi-bin/material/get_material', { media_id })).toMatchObject({
      errcode: 40007,
    });
  });

  it('outlive three days, and temporary ones are not among them', async () => {
    const picture = await drawnPicture('#369', 'jpeg', 40);
    const kept = await stage.client.upload('/cgi-bin/material/add_material', picture, { type: 'image' });
    const passing = await stage.client.upload('/cgi-bin/media/upload', picture, { type: 'image' });
    const remove = (media_id: unknown) => stage.client.post('/cgi-bin/material/del_material', { media_id });
    expect(await remove(passing.media_id)).toMatchObject({ errcode: 40007 });
    await pass(threeDays);
    expect(await remove(kept.media_id)).toMatchObject({ errcode: 0 });
  });

  it('of a video have a title and a link; of news their articles', async () => {
    const fields = { description: JSON.stringify({ title: '欢迎', introduction: '你好' }) };
    const query = { type: 'video' };
    const added = await stage.client.upload('/cgi-bin/material/add_material', video, query, 'a.mp4', fields);
    const { media_id } = added;
    const got = await stage.client.post('/cgi-bin/material/get_material', { media_id });
    expect(got).toMatchObject({ title: '欢迎', description: '你好' });
    expect((await fetch(String(got.down_url))).headers.get('content-type')).toBe('video/mp4');
    const missing = await stage.client.upload('/cgi-bin/material/add_material', video, query, 'a.mp4');
    expect(missing).toMatchObject({ errcode: 40035 });
    const articles: Json[] = [{ title: '公告' }];
    shelve(stage.emulator, { id: 'NEWS', kind: 'news', articles });
    expect(await stage.client.post('/cgi-bin/material/get_material', { media_id: 'NEWS' })).toEqual({
      news_item: articles,
    });
    expect(await stage.client.post('/cgi-bin/material/batchget_material', { type: 'news' })).toMatchObject({
      item: [{ media_id: 'NEWS', content: { news_item: articles } }],
    });
  });
});
