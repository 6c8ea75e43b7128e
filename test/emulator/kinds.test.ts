import { afterEach, beforeEach, describe, expect, it, test } from 'vitest';
import { startEmulator } from '../../src/emulator/server.ts';
import type { OfficialAccount } from '../../src/emulator/world/official-account.ts';
import { connect } from './emulator-client.ts';
import { customer, customerWrites, sendPath, text, typingPath, workerOnline } from './scenes.ts';
import { stage } from './stage.ts';

beforeEach(async () => {
  stage.emulator = await startEmulator();
  stage.client = await connect(stage.emulator);
});
afterEach(() => stage.emulator.close());

const menu = { touser: customer, msgtype: 'msgmenu', msgmenu: { list: [{ id: '1', content: '满意' }] } };
const ok = { errcode: 0 };

async function become(kind: OfficialAccount['kind']): Promise<void> {
  await stage.client.control('PUT', 'official-account', { kind });
  workerOnline(stage.emulator);
  customerWrites(stage.emulator);
}

describe.each(['test', 'subscription'] as const)('given a %s account', (kind) => {
  beforeEach(() => become(kind));

  it('is refused a menu as the only message type', async () => {
    expect(await stage.client.post(sendPath, menu)).toMatchObject({ errcode: 40200 });
    expect(await stage.client.post(sendPath, text)).toMatchObject(ok);
    expect(await stage.client.post(typingPath, { touser: customer, command: 'Typing' })).toMatchObject(ok);
  });
});

test('given a service account, expect a menu to go through', async () => {
  await become('service');
  expect(await stage.client.post(sendPath, menu)).toMatchObject(ok);
});

test('given a test account, expect it to have no customer service, by the code of either time', async () => {
  await become('test');
  const list = () => stage.client.get('/cgi-bin/customservice/getkflist');
  expect(await list()).toMatchObject({ errcode: 65400 });
  expect(await stage.client.get('/customservice/kfsession/getwaitcase')).toMatchObject({ errcode: 65400 });
  stage.emulator.world.settings.errorFamily = 'old';
  expect(await list()).toMatchObject({ errcode: 61450 });
});

test('given a subscription account, expect its kf accounts to be managed like any', async () => {
  await become('subscription');
  const added = await stage.client.post('/customservice/kfaccount/add', {
    kf_account: 'bob@kftest',
    nickname: '阿博',
  });
  expect(added).toMatchObject(ok);
});

test('given a mini program, expect no sessions and no chat records, but messages', async () => {
  await become('miniprogram');
  const pair = { kf_account: 'alice@kftest', openid: customer };
  for (const call of ['kfsession/create', 'kfsession/close', 'msgrecord/getmsglist']) {
    expect(await stage.client.post(`/customservice/${call}`, pair)).toMatchObject({ errcode: 48001 });
  }
  expect(await stage.client.get('/customservice/kfsession/getwaitcase')).toMatchObject({ errcode: 48001 });
  expect(await stage.client.get('/cgi-bin/customservice/getkflist')).toHaveProperty('kf_list');
  expect(await stage.client.post(sendPath, text)).toMatchObject(ok);
});

test('given a ticket for web pages asked for twice, expect the same one, good for two hours', async () => {
  const ask = (type: string) => stage.client.get('/cgi-bin/ticket/getticket', { type });
  const first = await ask('jsapi');
  expect(first).toEqual({
    errcode: 0,
    errmsg: 'ok',
    ticket: expect.stringMatching(/^[\w-]{86}$/),
    expires_in: 7200,
  });
  expect(await ask('jsapi')).toEqual(first);
  expect((await ask('wx_card')).ticket).not.toBe(first.ticket);
  expect(await ask('other')).toMatchObject({ errcode: 40097 });
});
