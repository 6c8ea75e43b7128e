import { existsSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { run } from '../../src/cli/commands/unlock.ts';
import { Failure } from '../../src/model/failure.ts';
import { capturedWorld } from '../support/cli.ts';
import { oldLock, type Place, place } from './locks.ts';

const flags = { config: './kefu.yaml', autoApprove: false, force: false, json: false };
const daysAgo = (days: number) => new Date(Date.now() - days * 86_400_000).toISOString();

/** A config beside the state file. It has a fault: a lock must be removable all the same. */
async function shopWithConfig(): Promise<Place> {
  const shop = await place();
  writeFileSync(join(shop.folder, 'kefu.yaml'), 'acounts: {}\n');
  return shop;
}

async function unlock({ folder }: Place, options: Partial<typeof flags> = {}, answer?: string) {
  const { world, out, told } = capturedWorld(folder, {}, answer);
  try {
    return { exit: await run({ ...flags, ...options }, world), out: out(), told: told() };
  } catch (error) {
    if (error instanceof Failure) return { failure: error, out: out(), told: told() };
    throw error;
  }
}

test('given no lock, expect to be told so', async () => {
  const { exit, out } = await unlock(await shopWithConfig());
  expect(exit).toBe(0);
  expect(out).toMatch(/^Nobody holds the lock .*kefu\.state\.json\.lock\.$/m);
});

test('given a config that is not there, expect that and no good news', async () => {
  const { failure } = await unlock(await place(), { config: 'shpo.yaml' });
  expect(failure).toMatchObject({ kind: 'config', code: 'config-not-found' });
});

test('given another config, expect its lock and no other', async () => {
  const shop = await shopWithConfig();
  shop.layOut(oldLock({ host: 'ci-7' }));
  writeFileSync(join(shop.folder, 'other.yaml'), '');
  expect((await unlock(shop, { config: 'other.yaml', force: true })).out).toContain('Nobody holds');
  expect(existsSync(shop.lock)).toBe(true);
});

test('given a holder on another machine, expect to see it and its age, to be asked, and yes to remove it', async () => {
  const shop = await shopWithConfig();
  shop.layOut(oldLock({ pid: 12, host: 'ci-7', since: daysAgo(3), job: 'https://ci.example/7' }));
  const declined = await unlock(shop, {}, 'y');
  expect(declined).toMatchObject({ exit: 0, out: expect.stringContaining('Nothing was changed.') });
  expect(existsSync(shop.lock)).toBe(true);
  const { exit, out } = await unlock(shop, {}, 'yes');
  expect(out).toMatch(/process 12 on ci-7 since .* \(3 days ago\), job https:\/\/ci\.example\/7/);
  expect(out).toContain('Only "yes" is accepted');
  expect(exit).toBe(0);
  expect(shop.names()).toEqual(['kefu.yaml']);
});

test('given nobody to ask, expect exit 10 and the lock to stay; --auto-approve removes it', async () => {
  const shop = await shopWithConfig();
  shop.layOut(oldLock({ host: 'ci-7' }));
  expect(await unlock(shop)).toMatchObject({ exit: 10, told: expect.stringContaining('--auto-approve') });
  expect(existsSync(shop.lock)).toBe(true);
  expect((await unlock(shop, { autoApprove: true })).exit).toBe(0);
  expect(existsSync(shop.lock)).toBe(false);
});

test('given a holder that lives, expect it to keep the lock from all but --force', async () => {
  const shop = await shopWithConfig();
  const { pid } = await shop.holding();
  for (const options of [{}, { autoApprove: true }]) {
    const { failure } = await unlock(shop, options, 'yes');
    expect(failure).toMatchObject({ kind: 'busy', hint: expect.stringContaining('--force') });
    expect(failure?.message).toContain(`process ${pid} `);
  }
  expect(shop.holder()).toMatchObject({ pid });
  expect((await unlock(shop, { force: true })).exit).toBe(0);
  expect(existsSync(shop.lock)).toBe(false);
});

test('given a lock broken by force and taken by another, expect the first holder not to give that one back', async () => {
  const shop = await shopWithConfig();
  const first = shop.take({ HOLD: '2000' });
  await expect.poll(() => existsSync(shop.lock)).toBe(true);
  await unlock(shop, { force: true });
  const second = await shop.holding();
  await first;
  expect(shop.holder()).toMatchObject({ pid: second.pid });
});

test.each([
  [
    'whose holder was killed',
    (shop: Place) => shop.abandoned(),
    /was left behind by process \d+ .*which is gone/,
  ],
  ['that is empty', async (shop: Place) => shop.layOut(''), /does not say who holds it/],
])('given a lock %s, expect to see that, and nothing left after it', async (_title, leave, says) => {
  const shop = await shopWithConfig();
  await leave(shop);
  const { exit, out } = await unlock(shop, { autoApprove: true });
  expect(exit).toBe(0);
  expect(out).toMatch(says);
  expect(shop.names()).toEqual(['kefu.yaml']);
});

test('given --json, expect one document whatever happens', async () => {
  const shop = await shopWithConfig();
  expect(JSON.parse((await unlock(shop, { json: true })).out)).toEqual({ removed: false });
  shop.layOut(oldLock({ pid: 12, host: 'ci-7', since: daysAgo(1) }));
  const holder = { pid: 12, host: 'ci-7', age_seconds: expect.closeTo(86_400, -1) };
  const asked = await unlock(shop, { json: true });
  expect(asked.exit).toBe(10);
  expect(JSON.parse(asked.out)).toMatchObject({ confirmation_required: true, holder, liveness: 'unknown' });
  const removed = await unlock(shop, { json: true, force: true });
  expect(JSON.parse(removed.out)).toMatchObject({ lock: shop.lock, holder, removed: true });
});

test('given a link in place of the lock, expect it to be refused and to stay', async () => {
  const shop = await shopWithConfig();
  symlinkSync('kefu.yaml', shop.lock);
  expect((await unlock(shop, { force: true })).failure).toMatchObject({ code: 'lock-unreadable' });
  expect(readFileSync(join(shop.folder, 'kefu.yaml'), 'utf8')).toBe('acounts: {}\n');
});
