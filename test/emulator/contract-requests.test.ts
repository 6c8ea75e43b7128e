import { readdirSync, readFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type RunningEmulator, startEmulator } from '../../src/emulator/server.ts';
import type { KfAccount } from '../../src/emulator/world/accounts.ts';
import { newMedia } from '../../src/emulator/world/media.ts';
import { receive } from '../../src/emulator/world/talking.ts';
import { connect, type EmulatorClient } from './emulator-client.ts';

const official = new URL('../contract/official/', import.meta.url);

let emulator: RunningEmulator;
let client: EmulatorClient;

beforeEach(async () => {
  emulator = await startEmulator({ wechatId: 'test' });
  client = await connect(emulator);
});
afterEach(() => emulator.close());

describe('every documented request is accepted', () => {
  const paths: Record<string, string> = {
    kfaccount_add: '/customservice/kfaccount/add',
    kfaccount_update: '/customservice/kfaccount/update',
    kfaccount_del: '/customservice/kfaccount/del',
    kfaccount_inviteworker: '/customservice/kfaccount/inviteworker',
    kfsession_create: '/customservice/kfsession/create',
    kfsession_close: '/customservice/kfsession/close',
    material_del: '/cgi-bin/material/del_material',
    message_custom_send: '/cgi-bin/message/custom/send',
    message_custom_typing: '/cgi-bin/message/custom/typing',
    openapi_quota_get: '/cgi-bin/openapi/quota/get',
    stable_token: '/cgi-bin/stable_token',
  };

  const files = readdirSync(official).filter((file) => file.endsWith('.request.json'));

  it.each(files)('%s', async (file) => {
    const [name = ''] = file.split('.');
    makeReadyFor(name);
    const documented = readFileSync(new URL(file, official), 'utf8').trim();
    const body = documented.replace('APPID', emulator.appId).replace('APPSECRET', emulator.appSecret);
    const answer = await client.post(String(paths[name]), body);
    expect(answer.errcode ?? 0, JSON.stringify(answer)).toBe(0);
  });
});

/** The world in which the examples of the documentation make sense. */
function makeReadyFor(name: string): void {
  const { world } = emulator;
  world.settings.mediaKinds = 'ignored';
  for (const id of ['MEDIA_ID', 'THUMB_MEDIA_ID', 'thumb_media_id']) {
    world.media[id] = newMedia({ id, kind: 'image', permanent: true, createdAt: emulator.now() });
  }
  receive(world, 'OPENID', '你好', emulator.now());
  emulator.addAccount({ account: 'test1@kftest' });
  if (name === 'kfaccount_add') return;
  const bound = name.startsWith('kfsession');
  const account = emulator.addAccount({
    account: 'test1@test',
    worker: bound ? { state: 'bound', wechatId: 'kfwx1' } : { state: 'none' },
    online: bound ? { status: 1, acceptedCase: null } : null,
  });
  if (name === 'kfsession_close') openSession(account);
}

function openSession(account: KfAccount): void {
  const now = emulator.now();
  emulator.world.sessions.open.push({
    openid: 'OPENID',
    account: account.account,
    createdAt: now,
    lastMessageAt: now,
  });
}
