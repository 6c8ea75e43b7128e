import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { oldLock, place } from './locks.ts';

/** Starts a program as process 1 of process numbers of its own, as a container does; `host` is its name. */
const container = (host?: string) => [
  ...(process.getuid?.() === 0 ? ['unshare'] : ['unshare', '--user', '--map-root-user']),
  ...['--pid', '--fork', '--mount-proc', '--kill-child', '--uts'],
  ...(host === undefined ? [] : ['bash', '-c', `hostname ${host} && exec "$@"`, 'bash']),
];

function canMakeContainers(): boolean {
  try {
    const [first = '', ...rest] = container('shop');
    execFileSync(first, [...rest, 'true'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

describe.runIf(canMakeContainers())('process 1 of a container', () => {
  test.each([
    ['the same', undefined, undefined],
    ['another', 'job-1', 'job-2'],
  ])(
    'killed, then started again under %s name: expect the lock to be taken over at once',
    async (_title, first, second) => {
      const shop = await place();
      await shop.abandoned(container(first));
      expect(shop.holder()).toMatchObject({ pid: 1 });
      expect((await shop.take({}, container(second))).out).toBe('alone\n');
      expect(shop.names()).toEqual([]);
    },
  );

  test.each([
    ['the same', undefined, undefined],
    ['another', 'job-1', 'job-2'],
  ])('alive, and another one under %s name: expect the second to wait', async (_title, first, second) => {
    const shop = await place();
    await shop.holding(container(first));
    expect((await shop.take({}, container(second))).out).toContain('Another apply is running: process 1 ');
    expect((await shop.take()).out, 'seen from outside').toContain('Another apply is running: process 1 ');
  });

  test('killed, then another of the same number outside: expect it to be taken over', async () => {
    const shop = await place();
    await shop.abandoned(container());
    expect((await shop.take()).out).toBe('alone\n');
  });

  test('an old lock of a process 1: expect process 1 not to take it for its own', async () => {
    const shop = await place();
    shop.layOut(oldLock({ pid: 1, since: new Date(Date.now() - 60_000).toISOString() }));
    expect((await shop.take({}, container())).out).toBe('alone\n');
  });

  test('on a disk without sockets: expect another container to say that it sees nothing', async () => {
    const shop = await place();
    await shop.holding(container());
    const { socket: _none, ...silent } = JSON.parse(readFileSync(shop.lock, 'utf8'));
    writeFileSync(shop.lock, JSON.stringify(silent));
    expect((await shop.take({}, container())).out).toContain(
      'may be running in another container: process 1 ',
    );
  });
});
