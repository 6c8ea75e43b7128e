import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startEmulator } from '../../src/emulator/server.ts';
import { connect, type Json } from './emulator-client.ts';
import { customer, customerWrites, sendPath, text, workerOnline } from './scenes.ts';
import { stage } from './stage.ts';

const pair = { kf_account: 'alice@kftest', openid: customer };
const start = Date.UTC(2026, 10, 22);
let time = start;

beforeEach(async () => {
  time = start;
  stage.emulator = await startEmulator({ now: () => time });
  stage.client = await connect(stage.emulator);
});
afterEach(() => stage.emulator.close());

const session = (what: string) => stage.client.post(`/customservice/kfsession/${what}`, pair);
const ofUser = () => stage.client.get('/customservice/kfsession/getsession', { openid: customer });
const ofAccount = () =>
  stage.client.get('/customservice/kfsession/getsessionlist', { kf_account: 'alice@kftest' });
const waiting = () => stage.client.get('/customservice/kfsession/getwaitcase');
const online = () => stage.client.get('/cgi-bin/customservice/getonlinekflist');

describe('a session', () => {
  beforeEach(() => {
    workerOnline(stage.emulator);
    customerWrites(stage.emulator);
  });

  it('is opened, seen from all sides, and closed', async () => {
    expect(await session('create')).toMatchObject({ errcode: 0 });
    const createtime = start / 1000;
    expect(await ofUser()).toEqual({ createtime, kf_account: 'alice@kftest' });
    expect(await ofAccount()).toEqual({ sessionlist: [{ createtime, openid: customer }] });
    expect(await online()).toMatchObject({
      kf_online_list: [{ kf_account: 'alice@kftest', accepted_case: 1 }],
    });
    expect(await session('create')).toMatchObject({ errcode: 0 });
    expect(await session('close')).toMatchObject({ errcode: 0 });
    expect(await ofUser()).toEqual({ createtime: 0, kf_account: '' });
    expect(await ofAccount()).toEqual({ sessionlist: [] });
    expect(await session('close')).toMatchObject({ errcode: 65413 });
  });

  it('is not another worker’s to close', async () => {
    await session('create');
    workerOnline(stage.emulator, 'bob@kftest');
    const close = () =>
      stage.client.post('/customservice/kfsession/close', { ...pair, kf_account: 'bob@kftest' });
    expect(await close()).toMatchObject({ errcode: 65414 });
    expect(await ofUser()).toMatchObject({ kf_account: 'alice@kftest' });
    await session('close');
    expect(await close()).toMatchObject({ errcode: 65413 });
  });

  it('ends by itself after thirty minutes without a message', async () => {
    await session('create');
    time += 29 * 60_000;
    await stage.client.post(sendPath, text);
    time += 29 * 60_000;
    expect(await ofUser()).toMatchObject({ kf_account: 'alice@kftest' });
    time += 60_000;
    expect(await ofUser()).toMatchObject({ kf_account: '' });
  });

  it('takes the customer out of the queue', async () => {
    await stage.client.control('POST', `users/${customer}/acts`, { act: 'ask-for-human' });
    expect(await waiting()).toEqual({
      count: 1,
      waitcaselist: [{ latest_time: start / 1000, openid: customer }],
    });
    await session('create');
    expect(await waiting()).toEqual({ count: 0, waitcaselist: [] });
  });
});

it('an account without a worker has no list of sessions, but a refusal', async () => {
  stage.emulator.addAccount({ account: 'alice@kftest' });
  expect(await ofAccount()).toMatchObject({
    errcode: 65402,
    errmsg: expect.stringMatching(/^the custom service account need to bind a wechat user rid: /),
  });
});

it('records of one and the same second are given, as the example of the page asks for them, unless the setting forbids', async () => {
  workerOnline(stage.emulator);
  customerWrites(stage.emulator);
  await session('create');
  await stage.client.post(sendPath, { ...text, customservice: { kf_account: 'alice@kftest' } });
  const second = { starttime: start / 1000, endtime: start / 1000, msgid: 1, number: 10 };
  const ask = (query: object) => stage.client.post('/customservice/msgrecord/getmsglist', query);
  expect(await ask(second)).toMatchObject({ number: 1, recordlist: [{ text: '您好' }] });
  expect(await ask({ ...second, endtime: start / 1000 - 1 })).toMatchObject({ errcode: 65416 });
  stage.emulator.world.settings.equalTimes = 'refuse';
  expect(await ask(second)).toMatchObject({ errcode: 65416 });
});

it('at most a hundred customers are listed as waiting, the longest waiting first', async () => {
  for (let n = 0; n < 120; n += 1) {
    stage.emulator.world.sessions.waiting.push({ openid: `o${n}`, since: start - n * 1000 });
  }
  const { count, waitcaselist } = (await waiting()) as { count: number; waitcaselist: Json[] };
  expect([count, waitcaselist.length, waitcaselist[0]?.openid]).toEqual([120, 100, 'o119']);
});

it('records of a session are paged by msgid, and found in both ways of asking', async () => {
  workerOnline(stage.emulator);
  customerWrites(stage.emulator);
  await session('create');
  customerWrites(stage.emulator, '在吗');
  await stage.client.post(sendPath, { ...text, customservice: { kf_account: 'alice@kftest' } });
  const period = { starttime: start / 1000 - 1, endtime: start / 1000 + 1 };
  const page = (msgid: number) =>
    stage.client.post('/customservice/msgrecord/getmsglist', { ...period, msgid, number: 1 });
  const first = await page(1);
  expect(first).toMatchObject({
    number: 1,
    recordlist: [{ opercode: 2003, text: '在吗', worker: 'alice@kftest' }],
  });
  const second = await page(Number(first.msgid));
  expect(second).toMatchObject({
    number: 1,
    recordlist: [{ opercode: 2002, text: '您好', openid: customer }],
  });
  expect(await page(Number(second.msgid))).toMatchObject({ number: 0, recordlist: [] });
  const old = { ...period, openid: customer, pagesize: 50, pageindex: 1 };
  expect((await stage.client.post('/customservice/msgrecord/getrecord', old)).recordlist).toHaveLength(2);
});
