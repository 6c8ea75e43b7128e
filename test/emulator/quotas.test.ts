import { afterEach, beforeEach, expect, it } from 'vitest';
import { startEmulator } from '../../src/emulator/server.ts';
import { connect, type Json } from './emulator-client.ts';
import { stage } from './stage.ts';

const listPath = '/cgi-bin/customservice/getkflist';
/** Half past eleven at night in China. */
const lateEvening = Date.UTC(2026, 10, 22, 15, 30);
let time = lateEvening;

beforeEach(async () => {
  time = lateEvening;
  stage.emulator = await startEmulator({ now: () => time });
  stage.client = await connect(stage.emulator);
  stage.emulator.world.quotas.perDay[listPath] = 2;
});
afterEach(() => stage.emulator.close());

const list = async () => (await stage.client.get(listPath)).errcode;
const quota = async () =>
  (await stage.client.post('/cgi-bin/openapi/quota/get', { cgi_path: listPath })).quota;
const clearAll = () => stage.client.post('/cgi-bin/clear_quota', { appid: stage.emulator.appId });
const clearPath = () => stage.client.post('/cgi-bin/openapi/quota/clear', { cgi_path: listPath });

function clearBySecret(appsecret = stage.emulator.appSecret): Promise<Json> {
  const query = { appid: stage.emulator.appId, appsecret, access_token: '' };
  return stage.client.post('/cgi-bin/clear_quota/v2', '', query);
}

it('a path may be called so often a day, and anew after midnight in China', async () => {
  expect(await quota()).toEqual({ daily_limit: 2, used: 0, remain: 2 });
  expect([await list(), await list(), await list()]).toEqual([undefined, undefined, 45009]);
  expect(await quota()).toEqual({ daily_limit: 2, used: 2, remain: 0 });
  time += 31 * 60_000;
  expect(await list()).toBeUndefined();
});

it('a limit per minute lets calls through again in the next minute, and shows in the quota', async () => {
  Object.assign(stage.emulator.world.quotas, { perDay: {}, perMinute: { [listPath]: 1 } });
  expect([await list(), await list()]).toEqual([undefined, 45011]);
  time += 60_000;
  expect(await list()).toBeUndefined();
  expect(await stage.client.post('/cgi-bin/openapi/quota/get', { cgi_path: listPath })).toMatchObject({
    rate_limit: { call_count: 1, refresh_second: 60 },
  });
});

it('counts are cleared for all paths or for one', async () => {
  for (const clear of [clearAll, clearPath, clearBySecret]) {
    await list();
    await list();
    expect(await list()).toBe(45009);
    expect(await clear()).toMatchObject({ errcode: 0 });
    expect(await list()).toBeUndefined();
    await clear();
  }
});

it('ten times a month for all, shared by both ways, fifty times for one path', async () => {
  for (let n = 0; n < 5; n += 1) {
    expect(await clearAll()).toMatchObject({ errcode: 0 });
    expect(await clearBySecret()).toMatchObject({ errcode: 0 });
  }
  expect(await clearAll()).toMatchObject({ errcode: 48006 });
  expect(await clearBySecret()).toMatchObject({ errcode: 48006 });
  for (let n = 0; n < 50; n += 1) expect(await clearPath()).toMatchObject({ errcode: 0 });
  expect(await clearPath()).toMatchObject({ errcode: 48006 });
  time = Date.UTC(2026, 11, 1);
  stage.client = await connect(stage.emulator);
  expect(await clearAll()).toMatchObject({ errcode: 0 });
});

it('clearing needs the right account', async () => {
  expect(await stage.client.post('/cgi-bin/clear_quota', { appid: 'wx0123456789abcdef' })).toMatchObject({
    errcode: 40013,
  });
  expect(await clearBySecret('wrong')).toMatchObject({ errcode: 40125 });
});

it('a trace id tells what was asked and answered, without the token', async () => {
  await list();
  await list();
  const refused = await stage.client.get(listPath);
  const rid = String(refused.errmsg).split('rid: ')[1];
  const { request } = await stage.client.post('/cgi-bin/openapi/rid/get', { rid });
  expect(request).toMatchObject({ invoke_time: lateEvening / 1000, client_ip: '127.0.0.1' });
  expect(JSON.stringify(request)).toContain('45009');
  expect(JSON.stringify(request)).not.toContain(stage.client.token);
});

it('servers and the callback are looked at', async () => {
  expect(await stage.client.get('/cgi-bin/get_api_domain_ip')).toEqual({
    ip_list: ['203.0.113.10', '203.0.113.11'],
  });
  stage.emulator.world.officialAccount.callbackUrl = 'https://shop.example/wechat';
  const check = (action: string) => stage.client.post('/cgi-bin/callback/check', { action });
  expect(Object.keys(await check('all'))).toEqual(['dns', 'ping']);
  expect(await check('dns')).toMatchObject({ dns: [{ real_operator: 'DEFAULT' }] });
});
