import { join } from 'node:path';
import WechatApi from 'co-wechat-api';
import { expect, test } from 'vitest';
import type { RunningEmulator } from '../../src/emulator/server.ts';
import { customer } from '../emulator/scenes.ts';
import { accountsIn, avatarIn, openShop, received, refusedCalls } from './shop.ts';

/**
 * co-wechat-api from npm, as it is, but for one thing: it has WeChat's host written into its calls and no option to
 * change it. So its own `request`, which everything it sends goes through, gets the emulator's origin in place of
 * WeChat's; path, query, headers and body stay what the library made. It asks for its token by itself (cgi-bin/token).
 */
class PointedApi extends WechatApi {
  readonly #origin: string;

  constructor({ url, appId, appSecret }: RunningEmulator) {
    super(appId, appSecret);
    this.#origin = url;
  }

  override request(url: string, options?: Record<string, unknown>, retry?: number) {
    const { origin } = new URL(url);
    expect([this.#origin, 'https://api.weixin.qq.com']).toContain(origin);
    return super.request(url.replace(origin, this.#origin), options, retry);
  }
}

const ok = { errcode: 0, errmsg: 'ok' };

test('given co-wechat-api, expect accounts to come, change, be invited for and go in the world', async () => {
  const { emulator, folder } = await openShop();
  const api = new PointedApi(emulator);
  expect(await api.getCustomServiceList()).toEqual({ kf_list: [] });
  expect(await api.addKfAccount('alice@kftest', '小美')).toEqual(ok);
  await expect(api.addKfAccount('alice@kftest', '小美')).rejects.toMatchObject({ code: 65406 });
  expect(await api.addKfAccount('bob@kftest', '阿博')).toEqual(ok);
  expect(await api.updateKfAccount('alice@kftest', '美美')).toEqual(ok);
  expect(await api.setKfAccountAvatar('alice@kftest', join(folder, 'head640.jpg'))).toEqual(ok);
  expect(await api.inviteworker('alice@kftest', 'wxid_alice')).toEqual(ok);
  expect(accountsIn(emulator)).toEqual(['alice@kftest 美美', 'bob@kftest 阿博']);
  expect(avatarIn(emulator, 'alice@kftest').subarray(0, 3).toString('hex')).toBe('ffd8ff');
  expect(emulator.world.accounts[0]?.worker).toMatchObject({ state: 'invited', wechatId: 'wxid_alice' });
  expect(await api.getCustomServiceList()).toMatchObject({
    kf_list: [
      { kf_account: 'alice@kftest', kf_nick: '美美', invite_status: 'waiting' },
      { kf_account: 'bob@kftest' },
    ],
  });

  expect(await api.deleteKfAccount('alice@kftest')).toEqual(ok);
  expect(accountsIn(emulator)).toEqual(['bob@kftest 阿博']);
  await expect(api.deleteKfAccount('alice@kftest')).rejects.toMatchObject({ code: 65401 });
  expect(refusedCalls(emulator)).toEqual([
    '/customservice/kfaccount/add 65406',
    '/customservice/kfaccount/del 65401',
  ]);
  // It deletes by GET, the other documented way.
  const deletes = emulator.world.requests.filter(({ path }) => path === '/customservice/kfaccount/del');
  expect(deletes.map(({ method, effect }) => [method, effect])).toEqual([
    ['GET', true],
    ['GET', false],
  ]);
});

test('given a worker who is online, expect the list of those, and a session that it opens', async () => {
  const { emulator } = await openShop();
  emulator.addAccount({
    account: 'alice@kftest',
    worker: { state: 'bound', wechatId: 'wxid_alice' },
    online: { status: 1, acceptedCase: null },
  });
  const api = new PointedApi(emulator);
  expect(await api.createKfSession('alice@kftest', customer)).toEqual(ok);
  expect(emulator.world.sessions.open).toMatchObject([{ account: 'alice@kftest', openid: customer }]);
  expect(await api.getOnlineCustomServiceList()).toMatchObject({
    kf_online_list: [{ kf_account: 'alice@kftest', status: 1, accepted_case: 1 }],
  });
});

test('expect the customer to get a message of every type it knows, with the media it uploaded', async () => {
  const { emulator, folder, picture } = await openShop();
  const api = new PointedApi(emulator);
  const mediaId = async (uploaded: Promise<Record<string, unknown>>) => String((await uploaded).media_id);
  const image = await mediaId(api.uploadImageMedia(join(folder, 'head640.jpg')));
  const voice = await mediaId(api.uploadVoiceMedia(join(folder, 'hello.mp3')));
  const video = await mediaId(api.uploadVideoMedia(join(folder, 'hello.mp4')));
  const thumb = await mediaId(api.uploadThumbMedia(join(folder, 'thumb.jpg')));
  const music = {
    title: '标题',
    description: '描述',
    musicurl: 'http://m/u',
    hqmusicurl: 'http://m/h',
    thumb_media_id: thumb,
  };
  const article = { title: 'Happy Day', description: 'd', url: 'http://u', picurl: 'http://p' };
  const page = { title: 'title', appid: 'appid', pagepath: 'pagepath', thumb_media_id: thumb };
  const sends = [
    () => api.sendText(customer, '您好 "世界" <a href="http://www.qq.com">点</a>'),
    () => api.sendImage(customer, image),
    () => api.sendVoice(customer, voice),
    () => api.sendVideo(customer, video, thumb),
    () => api.sendMusic(customer, music),
    () => api.sendNews(customer, [article]),
    () => api.sendMpNews(customer, 'NEWS_ID'),
    () => api.sendCard(customer, 'CARD_ID'),
    () => api.sendMiniProgram(customer, page),
  ];
  for (const send of sends) expect(await send()).toEqual(ok);
  const messages = received(emulator);
  expect(messages.map(({ msgtype }) => msgtype)).toEqual([
    'text',
    'image',
    'voice',
    'video',
    'music',
    'news',
    'mpnews',
    'wxcard',
    'miniprogrampage',
  ]);
  expect(messages[0]?.content).toEqual({ content: '您好 "世界" <a href="http://www.qq.com">点</a>' });
  expect(messages[4]?.content).toEqual(music);
  expect(emulator.world.media[image]?.base64).toBe(picture.toString('base64'));
});

test('given that it has no method for typing, expect the sign to be seen when its request sends it', async () => {
  const { emulator } = await openShop();
  const api = new PointedApi(emulator);
  const { accessToken } = await api.ensureAccessToken();
  const url = `${api.prefix}message/custom/typing?access_token=${accessToken}`;
  const command = (word: string) => ({
    method: 'POST',
    data: JSON.stringify({ touser: customer, command: word }),
  });
  expect(await api.request(url, command('Typing'))).toEqual(ok);
  expect(emulator.world.users[customer]?.typingUntil).toBeGreaterThan(emulator.now());
  expect(await api.request(url, command('CancelTyping'))).toEqual(ok);
  expect(emulator.world.users[customer]?.typingUntil).toBeNull();
});

test('given a token that someone else replaced, expect the library to get a new one and go on', async () => {
  const { emulator } = await openShop();
  const api = new PointedApi(emulator);
  await api.getCustomServiceList();
  for (const token of emulator.world.tokens.issued) token.diesAt = 0;
  expect(await api.addKfAccount('alice@kftest', '小美')).toEqual(ok);
  expect(accountsIn(emulator)).toEqual(['alice@kftest 小美']);
  expect(emulator.world.tokens.issued.map(({ space }) => space)).toEqual(['legacy', 'legacy']);
});
