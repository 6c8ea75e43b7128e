import { readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { breakLock, lookAtLock } from '../../src/backend/lock.ts';
import { clock, oldLock, type Place, place } from './locks.ts';

const waiters = 6;
const rounds = 2;
/** Looks every twelve milliseconds, for two minutes. */
const eager = { WAIT: '2400000', IMPATIENT: '20' };

/** What a lock may be left as. */
const leftovers: Record<string, (shop: Place) => void | Promise<void>> = {
  'a killed holder': (shop) => shop.abandoned(),
  'a killed holder of an older kefu': (shop) => shop.layOut(oldLock({ pid: 2 ** 22 + 1 })),
  'an empty file': (shop) => {
    shop.layOut('');
    utimesSync(shop.lock, new Date(), new Date(Date.now() - 60_000));
  },
  nothing: () => undefined,
};

test.each(Object.entries(leftovers))(
  `given %s and ${waiters} processes that want the lock, expect each to get it and none to meet another`,
  { timeout: 240_000 },
  async (_title, leave) => {
    for (let round = 0; round < rounds; round += 1) {
      const shop = await place();
      await leave(shop);
      const takers = Array.from({ length: waiters }, () => shop.take({ ...eager, TIMES: '3' }));
      const outs = (await Promise.all(takers)).map(({ out }) => out);
      expect(outs).toEqual(Array(waiters).fill('alone\n'.repeat(3)));
      expect(shop.names()).toEqual([]);
    }
  },
);

/** What a process runs before its own program: its view of the disk, changed. */
function disk(change: string): Record<string, string> {
  const program = `import fs from 'node:fs'; import { syncBuiltinESMExports } from 'node:module';
${change} syncBuiltinESMExports();`;
  return { NODE_OPTIONS: `--import data:text/javascript,${encodeURIComponent(program)}` };
}

/** Each step takes a while, and never the same: between two of them others come and go. */
const slowly = `for (const name of ['link', 'rename', 'rm', 'unlink', 'open']) {
  const step = fs.promises[name];
  fs.promises[name] = async (...args) => {
    await new Promise((done) => setTimeout(done, Math.random() * 20));
    return step(...args);
  };
}`;

/** As memory cards and some network disks are: a file has one name only. */
const withoutLinks = `fs.promises.link = async () => {
  throw Object.assign(new Error('no links here'), { code: 'EPERM' });
};`;
const noLinks = disk(withoutLinks);

test.each([
  ['that is slow', disk(slowly)],
  ['that is slow and knows no links', disk(slowly + withoutLinks)],
])(
  'on a disk %s, given a lock that is left behind dead each time, expect takers to take it over one at a time',
  { timeout: 240_000 },
  async (_title, behaviour) => {
    const shop = await place();
    const dead = oldLock({ pid: 2 ** 22 + 1, nonce: 'NONCE' });
    shop.layOut(dead);
    const env = { ...eager, ...behaviour, TIMES: '15', LEAVE: dead };
    const takers = Array.from({ length: waiters }, () => shop.take(env));
    const outs = (await Promise.all(takers)).map(({ out }) => out);
    expect(outs).toEqual(Array(waiters).fill('alone\n'.repeat(15)));
  },
);

test('on a disk without links, expect a lock to be taken, kept and given back', async () => {
  const shop = await place();
  const takers = Array.from({ length: waiters }, () => shop.take({ ...eager, ...noLinks, TIMES: '3' }));
  const outs = (await Promise.all(takers)).map(({ out }) => out);
  expect(outs).toEqual(Array(waiters).fill('alone\n'.repeat(3)));
  expect(shop.names()).toEqual([]);
});

test('given holders that are killed while others wait, expect none to meet another', {
  timeout: 240_000,
}, async () => {
  const shop = await place();
  let over = false;
  const killers = (async () => {
    while (!over) {
      const { out } = await shop.take({ DIE: '1', WAIT: '30000' });
      // Who is killed inside leaves the mark that others would take for somebody inside.
      expect(out).toBe('alone\n');
      rmSync(`${shop.stateFile}.inside`, { recursive: true });
    }
  })();
  for (let round = 0; round < 6; round += 1) await sleep(300);
  over = true;
  await killers;
  expect((await shop.take()).out).toBe('alone\n');
  expect(shop.names()).toEqual([]);
});

test('given a taker that was killed between its claim and the lock, expect the next to go on from there', async () => {
  const shop = await place();
  await shop.abandoned();
  const { nonce } = shop.holder();
  const dead = oldLock({ nonce: 'taker', pid: 2 ** 22 + 1 });
  writeFileSync(`${shop.lock}.after-${nonce}`, dead);
  writeFileSync(`${shop.lock}.after-taker`, '');
  utimesSync(`${shop.lock}.after-taker`, new Date(), new Date(Date.now() - 60_000));
  expect((await shop.take()).out).toBe('alone\n');
  expect(shop.names()).toEqual([]);
});

test('given a taker that lives and has its claim, expect everybody else to wait for it', async () => {
  const shop = await place();
  shop.layOut(oldLock({ pid: 2 ** 22 + 1, nonce: 'dead' }));
  writeFileSync(`${shop.lock}.after-dead`, oldLock({ nonce: 'taker' }));
  expect((await shop.take()).out).toContain(`process ${process.pid} `);
  expect(shop.holder()).toMatchObject({ nonce: 'dead' });
});

test('given a lock that another process took over after it was looked at, expect it not to be broken', async () => {
  const shop = await place();
  shop.layOut(oldLock({ pid: 2 ** 22 + 1 }));
  const seen = await lookAtLock(shop.stateFile, clock);
  await shop.holding();
  const before = readFileSync(shop.lock, 'utf8');
  expect(seen && (await breakLock(seen, clock))).toBe(false);
  expect(readFileSync(shop.lock, 'utf8')).toBe(before);
  expect((await shop.take()).out).toContain('Another apply is running');
});
