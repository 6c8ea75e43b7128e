import { expect, test } from 'vitest';
import { connectionTo, openClient } from './opened.ts';
import { openServer } from './servers.ts';

/** A server whose list of media never ends: how often it is asked for a page until kefu gives up. */
async function pagesAskedOf(page: (nth: number) => object) {
  let asked = 0;
  const server = await openServer(
    (response) => {
      asked += 1;
      response.end(JSON.stringify(page(asked)));
    },
    (response) => response.end(`{"access_token":"${'T'.repeat(12)}","expires_in":7200}`),
  );
  const { media } = openClient(connectionTo(server.url, 'wxemu0000000000001', 'f'.repeat(32)));
  const failure: unknown = await media.list('image').catch((error: unknown) => error);
  expect(failure).toMatchObject({ kind: 'unreachable', code: 'unusable-list' });
  return asked;
}

const items = (nth: number) =>
  Array.from({ length: 20 }, (_, index) => ({ media_id: `M${nth * 20 + index}`, name: 'day.png' }));

test('a server that gives the same page again and again is not asked for ever', async () => {
  expect(await pagesAskedOf(() => ({ total_count: 100_000, item: items(0) }))).toBe(6);
});

test.each([1_000_001, 2 ** 53 - 1, 1e300, -1, 0.5])(
  'a list of %s pictures is none that ends',
  async (total) => {
    expect(await pagesAskedOf((nth) => ({ total_count: total, item: items(nth) }))).toBe(1);
  },
);

test('a list that grows while it is read is read three times', async () => {
  expect(await pagesAskedOf((nth) => ({ total_count: 60 + nth, item: items(nth) }))).toBe(6);
});
