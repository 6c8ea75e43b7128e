import { describe, expect, test } from 'vitest';
import { accountId } from '../../src/model/account.ts';
import type { MediaFile } from '../../src/model/message.ts';
import type { WechatClient } from '../../src/wechat/client.ts';
import { type EndpointName, endpointPaths, readOnlyPaths } from '../../src/wechat/endpoints.ts';
import { createTransport } from '../../src/wechat/transport.ts';
import { closeLater, openClientOf, openEmulator } from './opened.ts';

const alice = accountId('alice', 'kftest');
const jpeg = { bytes: Uint8Array.of(0xff, 0xd8, 0xff, 0xd9), contentType: 'image/jpeg' } as const;

const promo: MediaFile = {
  path: './promo.jpg',
  sha256: '0'.repeat(64),
  kind: 'image',
  format: 'jpeg',
  lifetime: 'permanent',
  bytes: jpeg.bytes,
  source: { file: 'kefu.yaml', line: 1, column: 1, length: 1, text: '' },
};

describe('given a read-only client', () => {
  test.each([
    ['add', ({ accounts }: WechatClient) => accounts.add(alice, '小美')],
    ['update', ({ accounts }: WechatClient) => accounts.update(alice, '小美')],
    ['delete', ({ accounts }: WechatClient) => accounts.delete(alice)],
    ['uploadAvatar', ({ accounts }: WechatClient) => accounts.uploadAvatar(alice, jpeg)],
    ['uploadPermanent', ({ media }: WechatClient) => media.uploadPermanent(promo, 'kefu-0.jpg')],
    ['uploadTemporary', ({ media }: WechatClient) => media.uploadTemporary(promo, 'kefu-0.jpg')],
    ['delete of media', ({ media }: WechatClient) => media.delete('MEDIA_ID')],
    ['invite', ({ accounts }: WechatClient) => accounts.invite(alice, 'wxid_alice')],
    [
      'send',
      ({ messages }: WechatClient) =>
        messages.send({ touser: 'oCUSTOMER_1', msgtype: 'text', text: { content: '您好' } }),
    ],
    ['typing', ({ messages }: WechatClient) => messages.typing('oCUSTOMER_1', 'Typing')],
  ])('expect %s to be refused before a byte is sent', async (_name, write) => {
    const emulator = await openEmulator();
    const client = openClientOf(emulator, { mode: 'read-only' });
    await expect(write(client)).rejects.toMatchObject({ code: 'read-only' });
    expect(emulator.world.requests).toEqual([]);
    expect(client.callsMade()).toEqual([]);
  });

  test('expect every read to work', async () => {
    const emulator = await openEmulator();
    emulator.addAccount({ account: alice, nickname: '小美' });
    const client = openClientOf(emulator, { mode: 'read-only' });
    expect((await client.accounts.list()).accounts).toHaveLength(1);
    expect(await client.accounts.online()).toEqual([]);
    expect(await client.inquiries.quota('/customservice/kfaccount/add')).toMatchObject({ used: 0 });
    expect(await client.media.list('image')).toEqual([]);
    expect((await client.inquiries.serverAddresses()).length).toBeGreaterThan(0);
    expect(client.callsMade()).toEqual([
      'stable_token',
      'getkflist',
      'getonlinekflist',
      'quota/get',
      'material/batchget_material',
      'get_api_domain_ip',
    ]);
    expect(Math.abs((client.inquiries.serverTime() ?? 0) - Date.now())).toBeLessThan(60_000);
  });
});

test('the transport below refuses every path that is not a read, by GET and by POST', async () => {
  const emulator = await openEmulator();
  const deadlines = { connect: 500, headers: 500, body: 500, whole: 500 };
  const transport = createTransport({
    endpoint: new URL(emulator.url),
    mode: 'read-only',
    env: {},
    deadlines,
  });
  closeLater(() => transport.close());
  const forbidden = (Object.keys(endpointPaths) as EndpointName[]).filter(
    (name) => !readOnlyPaths.has(endpointPaths[name]),
  );
  expect(forbidden).toHaveLength(10);
  for (const name of forbidden) {
    for (const method of ['GET', 'POST'] as const) {
      await expect(transport.send({ name, method })).rejects.toMatchObject({ code: 'read-only' });
    }
  }
  expect(emulator.world.requests).toEqual([]);
});

test('a read-only list holds no path that writes', () => {
  expect([...readOnlyPaths].filter((path) => path.startsWith('/customservice/'))).toEqual([]);
  expect([...readOnlyPaths]).not.toContain('/cgi-bin/token');
});
