import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import type { RunningEmulator } from '../../src/emulator/server.ts';
import { customer } from '../emulator/scenes.ts';
import { accountsIn, avatarIn, openShop, received, refusedCalls } from './shop.ts';

const script = join(import.meta.dirname, 'blog_requests.py');

/**
 * Runs a part of the script with the system's own Python, where Debian's python3-requests is. It is pointed to the
 * emulator by its first argument, the host, as its authors would change that line. Resolves to the answers by call.
 */
async function python(
  part: 'accounts' | 'messages' | 'bare-typing' | 'typing' | 'remove',
  { emulator, folder }: { emulator: RunningEmulator; folder: string },
): Promise<Record<string, Record<string, unknown>>> {
  const args = [script, emulator.url, emulator.appId, emulator.appSecret, customer, folder, part];
  const { stdout } = await promisify(execFile)('/usr/bin/python3', args, {
    env: { PATH: '/usr/bin:/bin', PYTHONIOENCODING: 'utf-8', PYTHONDONTWRITEBYTECODE: '1' },
  });
  const lines = stdout
    .trim()
    .split('\n')
    .map((text) => JSON.parse(text) as { call: string; answer: never });
  return Object.fromEntries(lines.map(({ call, answer }) => [call, answer]));
}

const ok = { errcode: 0, errmsg: 'ok' };

test('given a script on Python requests, expect accounts to come, change and go in the world', async () => {
  const shop = await openShop();
  const { emulator } = shop;
  const made = await python('accounts', shop);
  expect(made.kf_list_before).toEqual({ kf_list: [] });
  expect([made.kf_add, made.kf_add_second, made.kf_update, made.kf_headimg]).toEqual([ok, ok, ok, ok]);
  expect(made.kf_list).toMatchObject({
    kf_list: [{ kf_account: 'kf1@kftest', kf_nick: '新昵称' }, { kf_account: 'kf2@kftest' }],
  });
  expect(accountsIn(emulator)).toEqual(['kf1@kftest 新昵称', 'kf2@kftest 客服2']);
  expect(avatarIn(emulator, 'kf1@kftest').subarray(0, 3).toString('hex')).toBe('ffd8ff');
  expect(refusedCalls(emulator)).toEqual(['/customservice/kfaccount/add 65406']);
  expect(emulator.world.tokens.issued.map(({ space }) => space)).toEqual(['legacy']);

  const removed = await python('remove', shop);
  expect([removed.kf_del, removed.kf_del_second]).toEqual([ok, ok]);
  expect(emulator.world.accounts).toEqual([]);
  expect(refusedCalls(emulator).slice(1)).toEqual([
    '/customservice/kfaccount/del 65401',
    '/cgi-bin/customservice/getkflist 40001',
  ]);
});

test('given the same script, expect the customer to get a message of every type it knows', async () => {
  const shop = await openShop();
  await python('accounts', shop);
  const answers = await python('messages', shop);
  expect(Object.values(answers)).toEqual(Array(11).fill(ok));
  const messages = received(shop.emulator);
  expect(messages.map(({ msgtype }) => msgtype)).toEqual([
    'text',
    'image',
    'voice',
    'video',
    'music',
    'news',
    'mpnews',
    'msgmenu',
    'wxcard',
    'miniprogrampage',
    'text',
  ]);
  expect(messages[0]?.content).toEqual({
    content: 'Hello 世界 "quoted" \n <a href="http://www.qq.com">点</a>',
  });
  expect(messages[7]?.content).toMatchObject({
    head_content: '满意吗?',
    list: [{ id: '101', content: '满意' }, {}],
  });
  expect(messages.map(({ as }) => as)).toEqual([...Array(10).fill(null), 'kf1@kftest']);
  const sent = shop.emulator.world.media[String(messages[1]?.content.media_id)];
  expect(sent?.base64).toBe(shop.picture.toString('base64'));
});

test('given the same script, expect the typing sign to be seen, but not for the bare word the blog sends', async () => {
  const shop = await openShop();
  const { emulator } = shop;
  const shown = () => emulator.world.users[customer]?.typingUntil;
  expect(await python('bare-typing', shop)).toEqual({ typing_as_in_the_blog: ok });
  expect(shown()).toBeNull();
  expect(await python('typing', shop)).toMatchObject({
    cancel_typing: ok,
    typing: ok,
    typing_again: { errcode: 45081 },
  });
  expect(shown()).toBeGreaterThan(emulator.now());
});
