import { createServer } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { accountId } from '../../src/model/account.ts';
import { deadlinesFor, defaultDeadlines } from '../../src/wechat/deadlines.ts';
import { connectionTo, openClient, told } from './opened.ts';
import { listen, openServer } from './servers.ts';

const KiB = 1024;
const seconds = ({ headers, whole }: { headers: number; whole: number }) => [headers / 1000, whole / 1000];

test.each([
  ['no bytes', 0, [20, 30]],
  ['a small one', 32 * KiB, [20, 30]],
  ['a picture of 1 MB', 1024 * KiB, [51, 61]],
  ['a video of 10 MB', 10 * 1024 * KiB, [339, 349]],
] as const)('%s: expect it to have so many seconds', (_title, bytes, expected) => {
  expect(seconds(deadlinesFor(bytes, defaultDeadlines))).toEqual(expected);
  expect(deadlinesFor(bytes, defaultDeadlines)).toMatchObject({ connect: 5_000, body: 20_000 });
});

const alice = accountId('alice', 'kftest');
const picture = (bytes: number) => ({ bytes: new Uint8Array(bytes), contentType: 'image/jpeg' }) as const;
const deadlines = { connect: 1000, headers: 300, body: 300, whole: 400 };
const clientOf = (url: string) => openClient(connectionTo(url, 'wx', 'f'.repeat(32)), { deadlines });

test('given a server that takes in a large upload slowly, expect it to arrive', async () => {
  const sizes: number[] = [];
  const server = createServer(async (request, response) => {
    let size = 0;
    for await (const chunk of request) {
      size += (chunk as Buffer).length;
      if (size > 64 * KiB) await sleep(20);
    }
    if (request.url?.includes('uploadheadimg')) sizes.push(size);
    response.end(JSON.stringify({ errcode: 0, access_token: 'T', expires_in: 7200 }));
  });
  const { accounts } = clientOf((await listen(server)).url);
  const since = performance.now();
  expect(told(await accounts.uploadAvatar(alice, picture(2048 * KiB)))).toBe('applied');
  expect(performance.now() - since).toBeGreaterThan(deadlines.whole);
  expect(sizes).toEqual([expect.any(Number)]);
  expect(sizes[0]).toBeGreaterThan(2048 * KiB);
});

test('given a server that never answers a small one, expect no more time than before', async () => {
  const { url } = await openServer(() => {});
  const since = performance.now();
  expect(told(await clientOf(url).accounts.uploadAvatar(alice, picture(16 * KiB)))).toBe('unknown timeout');
  expect(performance.now() - since).toBeLessThan(5_000);
});
