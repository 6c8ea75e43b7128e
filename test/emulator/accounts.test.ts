import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type RunningEmulator, startEmulator } from '../../src/emulator/server.ts';
import { connect, type EmulatorClient, type Json } from './emulator-client.ts';
import { drawnPicture } from './pictures.ts';

const addPath = '/customservice/kfaccount/add';
const updatePath = '/customservice/kfaccount/update';
const deletePath = '/customservice/kfaccount/del';
const uploadPath = '/customservice/kfaccount/uploadheadimg';
const invitePath = '/customservice/kfaccount/inviteworker';
const listPath = '/cgi-bin/customservice/getkflist';

let emulator: RunningEmulator;
let client: EmulatorClient;

beforeEach(async () => {
  emulator = await startEmulator();
  client = await connect(emulator);
});
afterEach(() => emulator.close());

async function list(): Promise<Json[]> {
  const answer = await client.get(listPath);
  expect(Object.keys(answer)).toEqual(['kf_list']);
  return answer.kf_list as Json[];
}

it('kf_id is a number, as in every captured answer, and a string where the setting follows the page', async () => {
  emulator.addAccount({ account: 'alice@kftest', online: { status: 1, acceptedCase: null } });
  const online = async () => (await client.get('/cgi-bin/customservice/getonlinekflist')).kf_online_list;
  expect(await list()).toMatchObject([{ kf_id: 1001 }]);
  expect(await online()).toMatchObject([{ kf_id: 1001 }]);
  emulator.world.settings.kfId = 'string';
  expect(await list()).toMatchObject([{ kf_id: '1001' }]);
  expect(await online()).toMatchObject([{ kf_id: '1001' }]);
});

it('an update without a nickname is refused, or leaves it as it is where the setting says so', async () => {
  emulator.addAccount({ account: 'alice@kftest', nickname: '小美' });
  const update = () => client.post(updatePath, { kf_account: 'alice@kftest' });
  expect(await update()).toMatchObject({ errcode: 65403 });
  emulator.world.settings.updateWithoutNickname = 'keep';
  expect(await update()).toMatchObject({ errcode: 0 });
  expect(await list()).toMatchObject([{ kf_nick: '小美' }]);
});

describe('adding an account', () => {
  it('shows it in the list with an id, a default avatar and no worker', async () => {
    expect(await client.post(addPath, { kf_account: 'alice@kftest', nickname: '小美' })).toEqual({
      errcode: 0,
      errmsg: 'ok',
    });
    const [row] = await list();
    expect(row).toMatchObject({ kf_account: 'alice@kftest', kf_nick: '小美', kf_id: 1001 });
    expect(row).not.toHaveProperty('kf_wx');
    const picture = await fetch(String(row?.kf_headimgurl));
    expect(picture.headers.get('content-type')).toBe('image/jpeg');
  });

  it.each([
    ['no suffix', 'alice', 65404],
    ['another suffix', 'alice@other', 65404],
    ['eleven characters before the @', 'abcdefghijk@kftest', 65404],
    ['a dash', 'night-x@kftest', 65404],
    ['nothing before the @', '@kftest', 65404],
  ])('refuses a name with %s', async (_case, kf_account, errcode) => {
    expect(await client.post(addPath, { kf_account, nickname: '小美' })).toMatchObject({ errcode });
    expect(emulator.world.accounts).toEqual([]);
  });

  it.each([
    ['empty', ''],
    ['of seventeen characters', '一二三四五六七八九十一二三四五六七'],
    ['with a line break', '小\n美'],
    ['that is a number', 5],
  ])('refuses a nickname %s', async (_case, nickname) => {
    expect(await client.post(addPath, { kf_account: 'alice@kftest', nickname })).toMatchObject({
      errcode: 65403,
    });
  });

  it('takes sixteen emoji, which are sixteen characters', async () => {
    const nickname = '😀'.repeat(16);
    expect(await client.post(addPath, { kf_account: 'alice@kftest', nickname })).toMatchObject({
      errcode: 0,
    });
    emulator.world.settings.nicknameUnits = 'utf16';
    expect(await client.post(updatePath, { kf_account: 'alice@kftest', nickname })).toMatchObject({
      errcode: 65403,
    });
  });

  it('refuses a second one of that name, and the hundred and first', async () => {
    await client.post(addPath, { kf_account: 'alice@kftest', nickname: '小美' });
    expect(await client.post(addPath, { kf_account: 'alice@kftest', nickname: '小美' })).toMatchObject({
      errcode: 65406,
    });
    for (let n = 1; n < 100; n += 1) emulator.addAccount({ account: `kf${n}@kftest` });
    expect(await client.post(addPath, { kf_account: 'bob@kftest', nickname: '小波' })).toMatchObject({
      errcode: 65405,
    });
  });
});

describe('deleting an account', () => {
  it.each([
    ['POST with JSON', (name: string) => client.post(deletePath, { kf_account: name })],
    ['GET with the account in the query', (name: string) => client.get(deletePath, { kf_account: name })],
    ['POST with {} and the query', (name: string) => client.post(deletePath, {}, { kf_account: name })],
    ['POST with [] and the query', (name: string) => client.post(deletePath, [], { kf_account: name })],
  ])('works by %s', async (_way, remove) => {
    emulator.addAccount({ account: 'alice@kftest' });
    expect(await remove('alice@kftest')).toMatchObject({ errcode: 0 });
    expect(await list()).toEqual([]);
    expect(await remove('alice@kftest')).toMatchObject({ errcode: 65401 });
  });

  it('answers 43001 or 43002 when the settings allow one verb only', async () => {
    emulator.addAccount({ account: 'alice@kftest' });
    emulator.world.settings.deleteVerb = 'get';
    expect(await client.post(deletePath, { kf_account: 'alice@kftest' })).toMatchObject({ errcode: 43001 });
    emulator.world.settings.deleteVerb = 'post';
    expect(await client.get(deletePath, { kf_account: 'alice@kftest' })).toMatchObject({ errcode: 43002 });
    expect(emulator.world.accounts).toHaveLength(1);
  });
});

describe('uploading an avatar', () => {
  it('serves a JPEG under a URL that is new each time', async () => {
    emulator.addAccount({ account: 'alice@kftest' });
    const urls = new Set<unknown>([(await list())[0]?.kf_headimgurl]);
    for (const format of ['jpeg', 'png', 'jpeg'] as const) {
      const picture = await drawnPicture('#336699', format);
      expect(await client.upload(uploadPath, picture, { kf_account: 'alice@kftest' })).toMatchObject({
        errcode: 0,
      });
      const url = String((await list())[0]?.kf_headimgurl);
      expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/__emulator\/pictures\/[\w-]+\/0\?wx_fmt=jpeg$/);
      urls.add(url);
      const served = Buffer.from(await (await fetch(url)).arrayBuffer());
      expect(served.subarray(0, 3).toString('hex')).toBe('ffd8ff');
      expect(served.equals(picture)).toBe(false);
    }
    expect(urls.size).toBe(4);
  });

  it('refuses what is not a picture it takes', async () => {
    emulator.addAccount({ account: 'alice@kftest' });
    const alice = { kf_account: 'alice@kftest' };
    const picture = await drawnPicture('#336699');
    expect(await client.upload(uploadPath, Buffer.from('GIF89a....'), alice)).toMatchObject({
      errcode: 40005,
    });
    expect(await client.upload(uploadPath, picture.subarray(0, 200), alice)).toMatchObject({
      errcode: 40005,
    });
    expect(await client.upload(uploadPath, Buffer.alloc(0), alice)).toMatchObject({ errcode: 44001 });
    const large = Buffer.concat([picture, Buffer.alloc(5 * 1024 * 1024)]);
    expect(await client.upload(uploadPath, large, alice)).toMatchObject({ errcode: 40009 });
    expect(await client.post(uploadPath, 'no multipart', alice)).toMatchObject({ errcode: 41005 });
    expect(await client.upload(uploadPath, picture, { kf_account: 'bob@kftest' })).toMatchObject({
      errcode: 65401,
    });
    expect(emulator.world.accounts[0]?.picture).toBe('default');
  });
});

describe('inviting a worker', () => {
  it('waits, and shows who was invited and until when', async () => {
    emulator.addAccount({ account: 'alice@kftest' });
    expect(
      await client.post(invitePath, { kf_account: 'alice@kftest', invite_wx: 'wxid_alice' }),
    ).toMatchObject({
      errcode: 0,
    });
    const [row] = await list();
    expect(row).toMatchObject({ invite_wx: 'wxid_alice', invite_status: 'waiting' });
    expect(Number(row?.invite_expire_time) * 1000).toBeGreaterThan(emulator.now());
    emulator.world.clockOffsetMs += 25 * 3600_000;
    client = await connect(emulator);
    expect((await list())[0]).toMatchObject({ invite_wx: 'wxid_alice', invite_status: 'expired' });
  });

  it('refuses with the code that says why', async () => {
    emulator.addAccount({ account: 'alice@kftest', worker: { state: 'bound', wechatId: 'wxid_alice' } });
    emulator.addAccount({ account: 'bob@kftest' });
    emulator.addAccount({ account: 'carol@kftest' });
    emulator.world.people.wxid_nobody = { exists: false, boundElsewhere: 0 };
    emulator.world.people.wxid_busy = { exists: true, boundElsewhere: 5 };
    const invite = async (kf_account: string, invite_wx: string) =>
      (await client.post(invitePath, { kf_account, invite_wx })).errcode;
    expect(await invite('dave@kftest', 'wxid_dave')).toBe(65401);
    expect(await invite('alice@kftest', 'wxid_else')).toBe(65412);
    expect(await invite('bob@kftest', '小波')).toBe(65409);
    expect(await invite('bob@kftest', 'wxid_nobody')).toBe(65409);
    expect(await invite('bob@kftest', 'wxid_alice')).toBe(65407);
    expect(await invite('bob@kftest', 'wxid_busy')).toBe(65410);
    expect(await invite('bob@kftest', 'wxid_bob')).toBe(0);
    expect(await invite('carol@kftest', 'wxid_bob')).toBe(65408);
    expect(await invite('bob@kftest', 'wxid_carol')).toBe(65411);
  });
});
