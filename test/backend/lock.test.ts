import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, statSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { takeLock } from '../../src/backend/lock.ts';
import { machineId } from '../../src/backend/process-facts.ts';
import { clock, oldLock, place } from './locks.ts';

const day = 86_400_000;
const daysAgo = (days: number) => new Date(Date.now() - days * day).toISOString();

describe('a lock that lives', () => {
  test('expect the second process to be told who holds it, and the first to keep it', async () => {
    const shop = await place();
    const holder = await shop.holding();
    const { out } = await shop.take();
    expect(out).toMatch(/^locked: Another apply is running: process \d+ on .+ since .+ holds .+\.lock\.\n$/);
    expect(out).toContain(`process ${holder.pid} `);
    expect(shop.holder()).toMatchObject({ pid: holder.pid });
  });

  test('expect a process that waits to get it when it is given back, and nothing to be left', async () => {
    const shop = await place();
    const first = shop.take({ HOLD: '500', WAIT: '20000' });
    const second = shop.take({ WAIT: '20000' });
    expect([await first, await second].map(({ out }) => out)).toEqual(['alone\n', 'alone\n']);
    expect(shop.names()).toEqual([]);
  });

  test('within one process: expect the second taking to wait for the first', async () => {
    const { stateFile, names } = await place();
    const lock = await takeLock(stateFile, clock, 0);
    await expect(takeLock(stateFile, clock, 0)).rejects.toMatchObject({ kind: 'busy', code: 'locked' });
    await lock.release();
    await (await takeLock(stateFile, clock, 0)).release();
    expect(names()).toEqual([]);
  });

  test('a holder that is stopped, not gone: expect it to keep the lock', async () => {
    const shop = await place();
    const holder = await shop.holding();
    holder.kill('SIGSTOP');
    expect((await shop.take()).out).toContain('Another apply is running');
  });

  test('an old kefu that still runs: expect it to keep the lock', async () => {
    const shop = await place();
    shop.layOut(oldLock());
    expect((await shop.take()).out).toContain('Another apply is running');
  });
});

describe('a lock whose holder is gone', () => {
  test('killed: expect the next to take it over at once and to leave nothing behind', async () => {
    const shop = await place();
    await shop.abandoned();
    expect(shop.names()).toHaveLength(2);
    expect((await shop.take()).out).toBe('alone\n');
    expect(shop.names()).toEqual([]);
  });

  test.each([
    ['that was never used', () => 2 ** 22 + 1],
    ['of a process that runs now and began later', () => process.pid],
    ['of the first process of the machine', () => 1],
  ])('an old lock with a number %s: expect it to be taken over', async (_title, pid) => {
    const shop = await place();
    shop.layOut(oldLock({ pid: pid(), since: '2019-01-01T00:00:00.000Z' }));
    expect((await shop.take()).out).toBe('alone\n');
  });

  test('a number used again by a living process: expect the start of the process to tell', async () => {
    const shop = await place();
    const { stateFile, lock: lockFile } = shop;
    const lock = await takeLock(stateFile, clock, 0);
    const own = JSON.parse(readFileSync(lockFile, 'utf8'));
    await lock.release();
    const { socket: _none, ...silent } = own;
    shop.layOut(JSON.stringify(silent));
    expect((await shop.take()).out, 'the same process').toContain('Another apply is running');
    shop.layOut(JSON.stringify({ ...silent, start: own.start - 1 }));
    expect((await shop.take()).out, 'an earlier one').toBe('alone\n');
  });

  test('a machine that was started again since: expect it to be taken over whatever has the number', async () => {
    const shop = await place();
    const boot = '00000000-0000-4000-8000-000000000000';
    const machine = await machineId();
    shop.layOut(oldLock({ boot, machine }));
    expect((await shop.take()).out).toBe('alone\n');
  });

  test.each([
    ['another machine of the same name', { machine: '0123456789abcdef' }],
    ['a machine of the same name that does not tell which', {}],
    ['Windows, in which this Linux runs', { boot: undefined, platform: 'win32' }],
  ])('%s: expect its lock to be left alone', async (_title, of) => {
    const shop = await place();
    const lock = oldLock({ boot: '00000000-0000-4000-8000-000000000000', pid: 2 ** 22 + 1, ...of });
    shop.layOut(lock);
    expect((await shop.take()).out).toContain('may be running');
    expect(readFileSync(shop.lock, 'utf8')).toBe(lock);
  });

  test('a process that ended and was not collected: expect it to be taken over', async () => {
    const shop = await place();
    // A shell that becomes another program never collects its child.
    const pid = execFileSync('bash', ['-c', '(exec sleep 0) >&- & echo $!; exec sleep 20 >&- 2>&- &'], {
      encoding: 'utf8',
    }).trim();
    shop.layOut(oldLock({ pid: Number(pid) }));
    expect((await shop.take()).out).toBe('alone\n');
  });
});

describe('a lock without its content', () => {
  test.each([
    ['empty', ''],
    ['cut', '{"nonce":"6f1b","pid":12,"ho'],
    ['NUL bytes after a power cut', '\0'.repeat(120)],
    ['another program', '4711\n'],
    ['JSON that is no holder', '{}'],
    ['a holder of no number', oldLock({ pid: -1 })],
    ['a nonce that would lead elsewhere', oldLock({ nonce: '../../x' })],
  ])('%s: expect it to be left alone while it is new, then taken over', async (_title, content) => {
    const shop = await place();
    shop.layOut(content);
    expect((await shop.take()).out).toContain('does not say who holds it');
    expect(readFileSync(shop.lock, 'utf8')).toBe(content);
    utimesSync(shop.lock, new Date(), new Date(Date.now() - 3000));
    expect((await shop.take()).out).toBe('alone\n');
    expect(shop.names()).toEqual([]);
  });

  test('dated tomorrow by the clock of another machine: expect it to be taken over after a wait', async () => {
    const shop = await place();
    shop.layOut('');
    utimesSync(shop.lock, new Date(), new Date(Date.now() + day));
    expect((await shop.take({ WAIT: '10000' })).out).toBe('alone\n');
  });
});

describe('a lock from elsewhere', () => {
  test('another machine: expect its name, the age of the lock, and the way out', async () => {
    const shop = await place();
    shop.layOut(oldLock({ pid: 1, host: 'ci-7', since: daysAgo(3) }));
    await expect(takeLock(shop.stateFile, clock, 0)).rejects.toMatchObject({
      message: expect.stringMatching(
        /on another machine \(ci-7\): process 1 on ci-7 since .* \(3 days ago\)/,
      ),
      hint: expect.stringContaining('kefu unlock'),
    });
    expect(shop.holder()).toMatchObject({ host: 'ci-7' });
  });

  test('a host that would forge a line: expect it to be shown as text', async () => {
    const shop = await place();
    shop.layOut(oldLock({ host: 'a\n::error::b\u001b[31m' }));
    expect((await shop.take()).out).toContain('a\\u{A}::error::b\\u{1B}[31m');
  });

  test.each([
    [
      { GITHUB_RUN_ID: '7', GITHUB_REPOSITORY: 'shop/wechat' },
      'https://github.com/shop/wechat/actions/runs/7',
    ],
    [{ CI_JOB_URL: 'https://gitlab.example/shop/-/jobs/9' }, 'https://gitlab.example/shop/-/jobs/9'],
    [{ BUILD_URL: 'https://jenkins.example/job/kefu/3/' }, 'https://jenkins.example/job/kefu/3/'],
  ])('a CI job %j: expect its address to be told', async (env, job) => {
    const { stateFile } = await place();
    const lock = await takeLock(stateFile, clock, 0, env);
    await expect(takeLock(stateFile, clock, 0)).rejects.toMatchObject({
      message: expect.stringContaining(`job ${job}`),
    });
    await lock.release();
  });
});

describe('something else in place of the lock', () => {
  test.each<[string, (lock: string) => void]>([
    ['a folder', (lock) => mkdirSync(lock)],
    ['a pipe', (lock) => void execFileSync('mkfifo', [lock])],
    [
      'a link',
      (lock) => {
        writeFileSync(`${lock}.x`, oldLock({ pid: 2 ** 22 + 1 }));
        symlinkSync(`${lock}.x`, lock);
      },
    ],
    ['a link to nothing', (lock) => symlinkSync('nowhere', lock)],
    ['a file of a megabyte', (lock) => writeFileSync(lock, ' '.repeat(1024 * 1024))],
  ])('%s: expect it to be refused and to stay', async (_title, layOut) => {
    const shop = await place();
    layOut(shop.lock);
    const before = shop.names();
    await expect(takeLock(shop.stateFile, clock, 0)).rejects.toMatchObject({
      kind: 'config',
      code: 'lock-unreadable',
    });
    expect(shop.names()).toEqual(before);
  });

  test('a folder that is not there: expect that to be told', async () => {
    const { folder } = await place();
    await expect(takeLock(join(folder, 'gone', 'kefu.state.json'), clock, 0)).rejects.toMatchObject({
      kind: 'config',
      code: 'lock-not-writable',
    });
  });

  test('a folder whose path is longer than a socket may have: expect the lock to work as everywhere', async () => {
    const { folder } = await place();
    const deep = join(folder, 'd'.repeat(120), 'e'.repeat(120));
    mkdirSync(deep, { recursive: true });
    const lock = await takeLock(join(deep, 'kefu.state.json'), clock, 0);
    const { socket } = JSON.parse(readFileSync(join(deep, 'kefu.state.json.lock'), 'utf8'));
    expect(statSync(join(deep, `.kefu-${socket.id}.sock`)).isSocket()).toBe(true);
    await lock.release();
  });
});
