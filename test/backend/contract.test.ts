// What every backend has to keep, told once and held to all of them: files, PostgreSQL, and Terraform's HTTP protocol in its
// plain form and as GitLab serves it.
import { type ChildProcess, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { openBackend } from '../../src/backend/open-backend.ts';
import type { Address } from '../../src/model/address.ts';
import type { Lock, Memory } from '../../src/model/backend.ts';
import type { HistoryEntry } from '../../src/model/history.ts';
import { emptyRecorded, type Recorded } from '../../src/model/recorded.ts';
import { emptyFolder } from '../files/folder.ts';
import { type Cluster, startCluster } from '../support/postgres-cluster.ts';
import { type StateServer, startStateServer } from '../support/terraform-http-server.ts';
import { childProgram, run } from './child.ts';

const clock = {
  now: () => Date.now(),
  uptime: () => performance.now(),
  sleep: async (ms: number, signal?: AbortSignal) => {
    await sleep(ms, undefined, signal ? { signal } : {}).catch(() => undefined);
  },
};
const appId = 'wxemu0000000000001';
const alice = 'note.alice' as Address;

let cluster: Cluster;
const servers = new Map<string, StateServer>();
const login = { KEFU_HTTP_USERNAME: 'ci', KEFU_HTTP_PASSWORD: 'a-password-of-the-server' };

beforeAll(async () => {
  cluster = await startCluster();
  servers.set('plain', await startStateServer('plain', 'ci:a-password-of-the-server'));
  servers.set('gitlab', await startStateServer('gitlab', 'ci:a-password-of-the-server'));
});
afterAll(async () => {
  await cluster?.close();
  for (const server of servers.values()) await server.close();
});

let places = 0;

/** What chooses each backend, fresh for each story. */
const backends: Readonly<Record<string, () => Record<string, string>>> = {
  files: () => ({}),
  PostgreSQL: () => ({ KEFU_BACKEND: cluster.database(`story${++places}`) }),
  "Terraform's HTTP protocol": () => ({
    ...login,
    KEFU_BACKEND: `${servers.get('plain')?.url}/state/${++places}/{name}`,
  }),
  'the same as GitLab serves it': () => ({
    ...login,
    KEFU_BACKEND: `${servers.get('gitlab')?.url}/api/v4/projects/${++places}/terraform/state/{name}`,
  }),
};

describe.each(Object.entries(backends))('%s', (title, chosen) => {
  interface Place {
    readonly env: Record<string, string>;
    readonly stateFile: string;
    readonly memory: Memory;
    /** The same seen from a second process, or machine. */
    readonly elsewhere: Memory;
    child(env: Record<string, string>): ChildProcess;
  }

  async function place(): Promise<Place> {
    const env = chosen();
    const stateFile = join(emptyFolder(), 'shop.state.json');
    const program = await childProgram('remember');
    const open = async () => {
      const backend = await openBackend({ env, clock, kinds: ['note'] });
      onTestFinished(() => backend.close());
      return backend.memoryOf({ name: 'shop-cn', appId, stateFile });
    };
    return {
      env,
      stateFile,
      memory: await open(),
      elsewhere: await open(),
      child: (more) => {
        const child = spawn(process.execPath, [program, 'shop-cn', appId, stateFile], {
          env: { PATH: process.env.PATH, ...env, ...more },
          stdio: ['ignore', 'pipe', 'inherit'],
        });
        onTestFinished(() => void child.kill('SIGKILL'));
        return child;
      },
    };
  }

  async function held(memory: Memory): Promise<Lock> {
    const lock = await memory.takeLock(0);
    onTestFinished(() => lock.release());
    return lock;
  }

  const noted = (serial: number, text: string): Recorded => ({
    ...emptyRecorded(appId),
    serial,
    objects: new Map([[alice, { text }]]),
  });

  const entry = (id: string, began: string, more: Partial<HistoryEntry> = {}): HistoryEntry => ({
    id,
    officialAccount: 'shop-cn',
    appId,
    began,
    by: { host: 'ci-7', pid: 12 },
    configDigest: 'sha256:00',
    plannedDeletes: 0,
    ...more,
  });

  test('nothing yet: expect no record, no history, and nobody with the lock', async () => {
    const { memory } = await place();
    expect(await memory.state.read()).toBeUndefined();
    expect(await memory.history.read({})).toEqual([]);
    expect(await memory.lookAtLock()).toBeUndefined();
  });

  test('written under the lock: expect the same to be read elsewhere, byte for byte what Unicode has', async () => {
    const { memory, elsewhere } = await place();
    const lock = await held(memory);
    const recorded = noted(1, '小美 \u{1F469}‍\u{1F4BB} "\\ \u0001');
    await lock.state.write(recorded);
    expect(await elsewhere.state.read()).toEqual(recorded);
  });

  test('a writer that read something older: expect it to be refused, and nothing lost', async () => {
    const { memory } = await place();
    const lock = await held(memory);
    await lock.state.write(noted(1, '一'));
    await lock.state.write(noted(2, '二'));
    await expect(lock.state.write(noted(2, '旧'))).rejects.toMatchObject({
      kind: 'busy',
      code: 'state-moved',
    });
    expect(await memory.state.read()).toEqual(noted(2, '二'));
  });

  test('a sealed token: expect the last that was written to be read elsewhere, under no lock', async () => {
    const { memory, elsewhere } = await place();
    expect(await memory.sealedToken.read()).toBeUndefined();
    await memory.sealedToken.write('sealed-1');
    await held(elsewhere);
    await memory.sealedToken.write('sealed-2');
    expect((await elsewhere.sealedToken.read())?.trim()).toBe('sealed-2');
  });

  test('a lock that is held: expect the second to hear who has it, since when, and from which job', async () => {
    const { memory, elsewhere, child } = await place();
    const job = 'https://gitlab.example/shop/-/jobs/7';
    const holder = child({ DO: 'hold', CI_JOB_URL: job });
    await said(holder, 'held');
    const refused = await elsewhere.takeLock(0).catch((error) => error);
    expect(refused).toMatchObject({ kind: 'busy', code: 'locked' });
    expect(refused.message).toMatch(new RegExp(`process ${holder.pid} on .+ since 20.+, job ${job}`));
    expect(await memory.lookAtLock()).toMatchObject({ holder: { pid: holder.pid, job } });
  });

  test('a lock given back: expect one who waits to get it', async () => {
    const { memory, elsewhere } = await place();
    const first = await memory.takeLock(0);
    const second = elsewhere.takeLock(20_000);
    await sleep(100);
    await first.release();
    await (await second).release();
    expect(await memory.lookAtLock()).toBeUndefined();
  });

  test('a lock broken by force: expect the first holder to write nothing any more, and the second to be left alone', async () => {
    const { memory, elsewhere } = await place();
    const first = await held(memory);
    await first.state.write(noted(1, '一'));
    expect(await (await elsewhere.lookAtLock())?.break()).toBe(true);
    const second = await held(elsewhere);
    await expect(first.state.write(noted(2, '旧'))).rejects.toMatchObject({
      kind: 'busy',
      code: 'lock-lost',
    });
    expect(first.lost.aborted).toBe(true);
    await first.release();
    await second.state.write(noted(2, '二'));
    expect(await memory.state.read()).toEqual(noted(2, '二'));
    expect(await elsewhere.lookAtLock()).toBeDefined();
  });

  test('4 processes add one 25 times each: expect 100', async () => {
    const { env, stateFile, memory } = await place();
    const program = await childProgram('remember');
    const args = [program, 'shop-cn', appId, stateFile];
    const began = performance.now();
    const ends = await Promise.all(
      [1, 2, 3, 4].map(() => run(process.execPath, args, { ...env, DO: 'count', TIMES: '25' })),
    );
    expect(ends.map(({ out }) => out)).toEqual(Array(4).fill('ended\n'));
    const recorded = await memory.state.read();
    expect(recorded?.serial).toBe(100);
    expect([...(recorded?.objects.values() ?? [])]).toEqual([{ text: '100' }]);
    console.log(`${title}: 100 of 100 contended updates in ${Math.round(performance.now() - began)} ms`);
  });

  test('history: expect each apply once, by its last word, oldest first', async () => {
    const { memory, elsewhere } = await place();
    const lock = await held(memory);
    await lock.history.put(entry('a', '2026-11-01T00:00:00.000Z'));
    await lock.history.put(entry('b', '2026-11-02T00:00:00.000Z', { plannedDeletes: 2 }));
    const ended = {
      at: '2026-11-01T00:01:00.000Z',
      verdict: 'as-configured',
      counts: [],
      changes: [],
      deletes: 1,
    };
    await lock.history.put(entry('a', '2026-11-01T00:00:00.000Z', { ended } as Partial<HistoryEntry>));
    const all = await elsewhere.history.read({});
    expect(all.map(({ id, ended: how }) => [id, how?.deletes])).toEqual([
      ['a', 1],
      ['b', undefined],
    ]);
    expect((await elsewhere.history.read({ most: 1 })).map(({ id }) => id)).toEqual(['b']);
    expect(await elsewhere.history.read({ sinceMs: Date.parse('2026-11-02T00:00:00.000Z') })).toHaveLength(1);
  });

  test('a delivery journal: expect another machine to know who has the message and who may have it', async () => {
    const { memory, elsewhere } = await place();
    const path = join(emptyFolder(), 'openids.txt.sent.jsonl');
    const here = journalPath(title, path);
    expect(await memory.deliveries.lookAtLock(here(0))).toBeUndefined();
    await expect(memory.deliveries.resume(here(0), hi)).rejects.toMatchObject({ code: 'journal-missing' });
    const journal = await memory.deliveries.begin(here(0), hi);
    for (const [openid, ending] of [
      ['oSENT', 'sent'],
      ['oREFUSED', 'not-sent'],
      ['oUNKNOWN', 'unknown'],
    ] as const) {
      await journal.intend({ openid, line: 1 });
      await journal.conclude({ openid, line: 1 }, ending, ending === 'not-sent' ? 45015 : undefined);
    }
    // Refused for a passing reason, and tried once more.
    await journal.intend({ openid: 'oREFUSED', line: 1 });
    await journal.conclude({ openid: 'oREFUSED', line: 1 }, 'not-sent', 45015);
    await journal.intend({ openid: 'oOPEN' });
    const busy = await elsewhere.deliveries.resume(here(1), hi).catch((error) => error);
    expect(busy).toMatchObject({ kind: 'busy', code: 'journal-in-use' });
    expect(busy.message).toContain(`process ${process.pid} on `);
    await journal.close();
    await expect(elsewhere.deliveries.mayBegin(here(1), hi)).rejects.toMatchObject({
      code: 'journal-exists',
      message: expect.stringContaining('1 sent, 1 not sent, 2 unknown'),
    });
    await expect(elsewhere.deliveries.begin(here(1), hi)).rejects.toMatchObject({ code: 'journal-exists' });
    const other = { ...hi, digest: 'sha256:01' };
    await expect(elsewhere.deliveries.resume(here(1), other)).rejects.toMatchObject({
      code: 'journal-other-message',
    });
    await expect(elsewhere.deliveries.mayResume(here(1), other)).rejects.toMatchObject({
      code: 'journal-other-message',
    });
    await elsewhere.deliveries.mayResume(here(1), hi);
    const next = await elsewhere.deliveries.resume(here(1), hi);
    const known = ['oSENT', 'oREFUSED', 'oUNKNOWN', 'oOPEN', 'oNEW'].map((one) => next.earlier(one));
    expect(known).toEqual(['sent', undefined, 'unknown', 'unknown', undefined]);
    await next.close();
    expect(await memory.deliveries.lookAtLock(here(0))).toBeUndefined();
  });

  test('4 processes send to 25 customers by one journal at once, some of them killed: expect nobody to be sent to twice', async () => {
    const { env, stateFile, memory } = await place();
    const program = await childProgram('send');
    const folder = emptyFolder();
    const journal = join(folder, 'openids.txt.sent.jsonl');
    const args = [program, 'shop-cn', appId, stateFile, journal];
    const sent = join(folder, 'sent');
    const go = (die: string) =>
      run(process.execPath, args, { ...env, SENT: sent, CUSTOMERS: '25', DIE_AFTER: die });
    await Promise.all([go('5'), go('9'), go('12'), go('')]);
    // What the killed ones left: a lock that HTTP alone can't tell from one that is held.
    const left = await memory.deliveries.lookAtLock(journal);
    if (left?.liveness === 'unknown') expect(await left.break()).toBe(true);
    const ended = await go('');
    expect(ended.out).toContain('ended');
    const lines = readFileSync(sent, 'utf8').trim().split('\n');
    expect(new Set(lines).size, 'nobody twice').toBe(lines.length);
    const settled =
      ended.out
        .match(/unknown (.*)/)?.[1]
        ?.split(',')
        .filter(Boolean) ?? [];
    // One killed between its intent and the sending leaves somebody who may have it.
    expect(new Set([...lines, ...settled]).size, 'everybody is accounted for').toBe(25);
    console.log(`${title}: ${lines.length} sent once each, ${settled.length} told as unknown`);
  });

  test("a journal's lock broken by force: expect its sender to be stopped before the next message", async () => {
    const { memory, elsewhere } = await place();
    const path = join(emptyFolder(), 'openids.txt.sent.jsonl');
    const first = await memory.deliveries.begin(path, hi);
    await first.intend({ openid: 'oONE' });
    await first.conclude({ openid: 'oONE' }, 'sent');
    expect(await (await elsewhere.deliveries.lookAtLock(path))?.break()).toBe(true);
    const second = await elsewhere.deliveries.resume(path, hi);
    await second.intend({ openid: 'oTWO' });
    await expect(first.intend({ openid: 'oTHREE' })).rejects.toMatchObject({ kind: 'busy' });
    await expect(first.intend({ openid: 'oTWO' })).rejects.toMatchObject({ kind: 'busy' });
    await first.close();
    // In a file the first has left a word by then, and the second is stopped after its own, too.
    await second.conclude({ openid: 'oTWO' }, 'sent').catch(() => undefined);
    await second.close();
    const third = await memory.deliveries.resume(path, hi);
    expect(third.earlier('oONE')).toBe('sent');
    expect(third.earlier('oTWO')).toBe('sent');
    await third.close();
  });
});

const hi = { appId, template: 'hi', digest: 'sha256:00' };

/** The journal as each machine names it: files are the same file, elsewhere the folder does not matter. */
function journalPath(title: string, path: string): (machine: number) => string {
  return (machine) => (title === 'files' ? path : join('/machine', String(machine), basename(path)));
}

/** Resolves when the child has said this. */
function said(child: ChildProcess, text: string): Promise<void> {
  return new Promise((done, fail) => {
    let out = '';
    child.stdout?.setEncoding('utf8').on('data', (part: string) => {
      out += part;
      if (out.includes(text)) done();
    });
    child.once('close', () => fail(new Error(`ended without "${text}": ${out}`)));
  });
}
