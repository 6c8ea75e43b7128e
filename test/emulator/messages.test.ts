import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startEmulator } from '../../src/emulator/server.ts';
import { connect, type Json } from './emulator-client.ts';
import { customer, customerWrites, sendPath, shelve, text } from './scenes.ts';
import { stage } from './stage.ts';

beforeEach(async () => {
  stage.emulator = await startEmulator();
  stage.client = await connect(stage.emulator);
  customerWrites(stage.emulator);
  for (const kind of ['image', 'voice', 'video', 'thumb', 'news'] as const) {
    shelve(stage.emulator, { id: kind.toUpperCase(), kind });
  }
});
afterEach(() => stage.emulator.close());

const article = { title: '标题', description: '描述', url: 'http://u', picurl: 'http://p' };
const contents: Record<string, Json> = {
  text: { content: '您好 <a href="http://www.qq.com">点</a>' },
  image: { media_id: 'IMAGE' },
  voice: { media_id: 'VOICE' },
  video: { media_id: 'VIDEO', thumb_media_id: 'THUMB', title: '标题', description: '描述' },
  music: {
    title: '标题',
    description: '描述',
    musicurl: 'http://m',
    hqmusicurl: 'http://h',
    thumb_media_id: 'THUMB',
  },
  news: { articles: [article] },
  mpnews: { media_id: 'NEWS' },
  mpnewsarticle: { article_id: 'ARTICLE_ID' },
  msgmenu: { head_content: '满意吗?', list: [{ id: '101', content: '满意' }], tail_content: '再见' },
  wxcard: { card_id: 'CARD_ID' },
  miniprogrampage: { title: '标题', appid: 'wx1', pagepath: 'pages/index', thumb_media_id: 'THUMB' },
  link: { title: 't', description: 'd', url: 'http://u', thumb_url: 'http://p' },
};

function send(msgtype: string, content: unknown, more: Json = {}): Promise<Json> {
  return stage.client.post(sendPath, { touser: customer, msgtype, [msgtype]: content, ...more });
}

it.each(Object.entries(contents))('%s reaches the customer as it was sent', async (msgtype, content) => {
  expect(await send(msgtype, content)).toEqual({ errcode: 0, errmsg: 'ok' });
  expect(stage.emulator.world.messages.at(-1)).toMatchObject({
    from: 'account',
    openid: customer,
    msgtype,
    content,
  });
});

const faulty: [string, string, unknown, number][] = [
  ['a text without content', 'text', {}, 44004],
  ['a text that is a string', 'text', 'hello', 44004],
  ['a picture in a voice message', 'voice', { media_id: 'IMAGE' }, 40007],
  ['a video without media', 'video', { title: '标题' }, 40007],
  ['music without a URL', 'music', { ...contents.music, musicurl: '', hqmusicurl: '' }, 40035],
  ['news without a title', 'news', { articles: [{ ...article, title: '' }] }, 44003],
  ['two news', 'news', { articles: [article, article] }, 45008],
  ['an empty menu', 'msgmenu', { list: [] }, 40035],
  ['a menu entry without a text', 'msgmenu', { list: [{ id: '1' }] }, 40035],
  ['a card without an id', 'wxcard', {}, 40035],
  ['a mini program without an AppID', 'miniprogrampage', { ...contents.miniprogrampage, appid: '' }, 40013],
  ['a link without a URL', 'link', { title: 't' }, 40035],
];

it.each(faulty)('%s is refused and reaches nobody', async (_case, msgtype, content, errcode) => {
  expect(await send(msgtype, content)).toMatchObject({ errcode });
  expect(stage.emulator.world.messages.filter(({ from }) => from === 'account')).toEqual([]);
});

describe('the sender', () => {
  it('is the kf account named, which must exist', async () => {
    stage.emulator.addAccount({ account: 'alice@kftest' });
    const as = (kf_account: string) => send('text', { content: '您好' }, { customservice: { kf_account } });
    expect(await as('alice@kftest')).toMatchObject({ errcode: 0 });
    expect(stage.emulator.world.messages.at(-1)).toMatchObject({ as: 'alice@kftest' });
    expect(await as('bob@kftest')).toMatchObject({ errcode: 65401 });
    stage.emulator.world.settings.sendAsUnbound = 'refuse';
    expect(await as('alice@kftest')).toMatchObject({ errcode: 65402 });
  });

  it('is the official account when the key is written otherwise: unknown keys are ignored', async () => {
    expect(
      await send('text', { content: '您好' }, { CustomService: { KfAccount: 'bob@kftest' } }),
    ).toMatchObject({
      errcode: 0,
    });
    expect(stage.emulator.world.messages.at(-1)).toMatchObject({ as: null });
  });

  it('may be an AI, which the customer is told', async () => {
    await send('text', { content: '您好' }, { aimsgcontext: { is_ai_msg: 1 } });
    expect(stage.emulator.world.messages.at(-1)).toMatchObject({ ai: true });
  });
});

it('a video needs a thumb when the settings follow the table, and eight news pass with the old limits', async () => {
  expect(await send('video', { media_id: 'VIDEO' })).toMatchObject({ errcode: 0 });
  Object.assign(stage.emulator.world.settings, { videoThumb: 'required', limits: 'old' });
  expect(await send('video', { media_id: 'VIDEO' })).toMatchObject({ errcode: 40007 });
  expect(await send('news', { articles: Array(8).fill(article) })).toMatchObject({ errcode: 0 });
});

it('escaped characters are read, shown literally, or refused, as the settings say', async () => {
  const body = `{"touser":"${customer}","msgtype":"text","text":{"content":"\\u60a8\\u597d \\u003ca\\u003e \\"x\\" \\\\u60a8"}}`;
  const shown = async () => {
    expect(await stage.client.post(sendPath, body)).toMatchObject({ errcode: 0 });
    return stage.emulator.world.messages.at(-1)?.content.content;
  };
  expect(await shown()).toBe('您好 <a> "x" \\u60a8');
  stage.emulator.world.settings.escapedText = 'literal';
  expect(await shown()).toBe('\\u60a8\\u597d <a> "x" \\u60a8');
  stage.emulator.world.settings.escapedText = '47002';
  expect(await stage.client.post(sendPath, body)).toMatchObject({ errcode: 47002 });
  expect(await stage.client.post(sendPath, text)).toMatchObject({ errcode: 0 });
});
