// What only PostgreSQL can do: die in the middle, go silent, notice a dead holder at once. The server is a real one.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { openBackend } from '../../src/backend/open-backend.ts';
import type { Backend, Memory } from '../../src/model/backend.ts';
import { emptyFolder } from '../files/folder.ts';
import { type Case, type Stage, setStage } from '../support/case.ts';
import { type Cluster, startCluster } from '../support/postgres-cluster.ts';
import { applyOn, planOn } from '../support/stage-run.ts';
import { childProgram } from './child.ts';

const clock = {
  now: () => Date.now(),
  uptime: () => performance.now(),
  sleep: async (ms: number, signal?: AbortSignal) => {
    await sleep(ms, undefined, signal ? { signal } : {}).catch(() => undefined);
  },
};
const appId = 'wxemu0000000000001';
let cluster: Cluster;
let places = 0;

beforeAll(async () => {
  cluster = await startCluster();
});
afterAll(() => cluster?.close());

async function stageOf(story: Omit<Case, 'story' | 'expect'>): Promise<Stage & { database: string }> {
  const stage = await setStage({ story: '', expect: {}, ...story });
  onTestFinished(stage.end);
  const database = `apply${++places}`;
  return { ...stage, database, env: { ...stage.env, KEFU_BACKEND: cluster.database(database) } };
}

async function opened(
  KEFU_BACKEND: string,
): Promise<{ backend: Backend; memoryOf: (name: string) => Memory }> {
  const backend = await openBackend({ env: { KEFU_BACKEND }, clock, kinds: ['note'] });
  onTestFinished(() => backend.close());
  const stateFile = join(emptyFolder(), 'shop.state.json');
  return { backend, memoryOf: (name) => backend.memoryOf({ name, appId: `${appId}-${name}`, stateFile }) };
}

const six = Object.fromEntries(
  ['a', 'b', 'c', 'd', 'e', 'f'].map((name) => [name, { nickname: `客服${name}` }]),
);
const adds = (stage: Stage) =>
  stage.emulator.world.requests.filter(({ path }) => path.endsWith('kfaccount/add'));

describe('an apply with PostgreSQL', () => {
  test('the first makes the tables, the second machine finds all as the first left it', async () => {
    const stage = await stageOf({ desired: { accounts: six } });
    expect((await applyOn(stage)).exit).toBe(0);
    expect(cluster.ask(stage.database, 'SELECT name, app_id, serial > 0 FROM kefu_state')).toMatch(
      /^.+\|wxemu\d+\|t$/,
    );
    const { exit, out } = await planOn(stage, { detailedExitcode: true });
    expect(exit, out).toBe(0);
  });

  test('the server killed and started again in the middle: expect no new write, a true report, and the next run to finish', async () => {
    const stage = await stageOf({ desired: { accounts: six } });
    stage.emulator.inject({ kind: 'delay', path: 'kfaccount/add', ms: 700, effect: true, times: 99 });
    const died = (async () => {
      while (adds(stage).length < 2) await sleep(5);
      await cluster.kill();
      await sleep(300);
      await cluster.start();
      return adds(stage).length;
    })();
    const { exit, out } = await applyOn(stage, { parallelism: 1 });
    const sentWhenDead = await died;
    const report = JSON.parse(out);
    expect(report.stopped).toMatchObject({ code: 'lock-lost' });
    expect(exit).toBe(7);
    expect(adds(stage).length, 'no write after the lock was lost').toBe(sentWhenDead);
    const live = new Set(stage.emulator.world.accounts.map(({ account }) => account));
    for (const { name, status } of report.results) {
      expect(status, name).toBe(live.has(name) ? 'done' : 'not-attempted');
    }
    console.log(`killed after ${sentWhenDead} of 6 adds; the report: ${report.stopped.message}`);
    const next = await applyOn(stage);
    expect(next.exit, next.told).toBe(0);
    expect(adds(stage)).toHaveLength(6);
  });

  test('a run that was killed in the middle of a write: expect the next, another process, to settle it', async () => {
    const stage = await stageOf({ desired: { accounts: six } });
    // The record as such a run leaves it: an intent, and nobody who holds the lock.
    stage.emulator.inject({ kind: 'hang', path: 'kfaccount/add', effect: true });
    const { startKefu } = await import('../support/built-cli.ts');
    const args = ['apply', '--auto-approve', '--settle-time', '0.1', '--parallelism', '1'];
    let child: ChildProcess | undefined;
    const run = startKefu(args, {
      cwd: stage.folder,
      env: stage.env,
      onOut: (_text, one) => {
        child = one;
      },
    });
    while (adds(stage).length < 1) await sleep(5);
    expect(
      cluster.ask(
        stage.database,
        `SELECT document::json->'intents'->0->>'address' LIKE 'kf_account.%' FROM kefu_state`,
      ),
      'durable before it is sent',
    ).toBe('t');
    child?.kill('SIGKILL');
    await run;
    const next = await applyOn(stage);
    expect(next.told).toContain('An earlier apply ended in the middle of');
    expect(next.exit, next.told).toBe(0);
    expect(adds(stage)).toHaveLength(6);
  });
});

describe('locks', () => {
  test('a holder that is killed: expect its lock to be taken over, with the time it took', async () => {
    const url = cluster.database(`lock${++places}`);
    const { memoryOf } = await opened(url);
    const program = await childProgram('remember');
    const child = spawn(
      process.execPath,
      [program, 'shop', `${appId}-shop`, join(emptyFolder(), 's.state.json')],
      {
        env: { PATH: process.env.PATH, KEFU_BACKEND: url, DO: 'hold' },
        stdio: ['ignore', 'pipe', 'inherit'],
      },
    );
    await once(child.stdout as NonNullable<typeof child.stdout>, 'data');
    const waiting = memoryOf('shop').takeLock(20_000);
    await sleep(300);
    child.kill('SIGKILL');
    const since = performance.now();
    await (await waiting).release();
    console.log(`taken over ${Math.round(performance.now() - since)} ms after kill -9`);
  });

  test('many official accounts in one process: expect one session for all their locks, and all told when it ends', async () => {
    const database = `lock${++places}`;
    const { memoryOf } = await opened(cluster.database(database));
    const names = Array.from({ length: 16 }, (_, index) => `shop${index}`);
    const locks = await Promise.all(names.map((name) => memoryOf(name).takeLock(0)));
    await expect(memoryOf('shop3').takeLock(0)).rejects.toMatchObject({ code: 'locked' });
    const pids = cluster.ask(
      database,
      "SELECT DISTINCT pid FROM pg_locks WHERE locktype = 'advisory' AND granted AND database = (SELECT oid FROM pg_database WHERE datname = current_database())",
    );
    expect(pids).toMatch(/^\d+$/);
    cluster.ask(database, `SELECT pg_terminate_backend(${pids})`);
    await Promise.all(locks.map(({ lost }) => lost.aborted || once(lost, 'abort')));
    for (const { lost } of locks) expect(lost.reason).toMatchObject({ kind: 'busy', code: 'lock-lost' });
    const again = await memoryOf('shop3').takeLock(5000);
    expect(again.lost.aborted).toBe(false);
    await again.release();
  });

  test('a session that ends while it gives one lock back: expect all who wait for others to hear that it is away', async () => {
    const database = `lock${++places}`;
    const url = cluster.database(database);
    const { memoryOf } = await opened(url);
    const lock = await memoryOf('shop0').takeLock(0);
    const pid = cluster.ask(
      database,
      "SELECT pid FROM pg_locks WHERE locktype = 'advisory' AND granted AND database = (SELECT oid FROM pg_database WHERE datname = current_database())",
    );
    const other = new pg.Client(url);
    await other.connect();
    onTestFinished(() => other.end());
    await other.query('BEGIN');
    await other.query('SELECT 1 FROM kefu_lock FOR UPDATE');
    const released = lock.release();
    const waiting = Promise.allSettled(
      Array.from({ length: 6 }, (_, nth) => memoryOf(`shop${nth + 1}`).takeLock(5000)),
    );
    await sleep(200);
    cluster.ask(database, `SELECT pg_terminate_backend(${pid})`);
    for (const refused of await waiting) {
      expect(refused).toMatchObject({
        status: 'rejected',
        reason: { kind: 'unreachable', code: 'backend-unreachable' },
      });
    }
    await released;
    await other.query('COMMIT');
    await (await memoryOf('shop1').takeLock(5000)).release();
  });

  test('a lock that was given but could not be written down: expect it to be free for another machine, and whole for this one', async () => {
    const database = `lock${++places}`;
    const url = cluster.database(database);
    const [here, elsewhere] = [await opened(url), await opened(url)];
    await (await here.memoryOf('shop').takeLock(0)).release();
    cluster.ask(database, `ALTER DATABASE ${database} SET lock_timeout = '200ms'`);
    const impatient = await opened(url);
    const other = new pg.Client(url);
    await other.connect();
    onTestFinished(() => other.end());
    await other.query('BEGIN');
    await other.query('SELECT 1 FROM kefu_lock FOR UPDATE');
    await expect(impatient.memoryOf('shop').takeLock(0)).rejects.toMatchObject({ code: 'backend-fault' });
    await other.query('COMMIT');
    await (await elsewhere.memoryOf('shop').takeLock(0)).release();
    await (await impatient.memoryOf('shop').takeLock(0)).release();
    await (await elsewhere.memoryOf('shop').takeLock(0)).release();
  });

  test('a network that goes silent: expect the lock to be known as lost, before the server gives it to others', async () => {
    const url = new URL(cluster.database(`lock${++places}`));
    const proxy = await silentProxy(cluster.port);
    url.port = String(proxy.port);
    const { memoryOf } = await opened(url.href);
    const lock = await memoryOf('shop').takeLock(0);
    const since = performance.now();
    proxy.goSilent();
    await once(lock.lost, 'abort');
    console.log(
      `silence noticed after ${Math.round(performance.now() - since)} ms: ${lock.lost.reason.message}`,
    );
  });
});

/** Passes bytes on until it goes silent; connections stay open then, and nothing comes any more. */
async function silentProxy(port: number): Promise<{ port: number; goSilent(): void }> {
  const sockets = new Set<Socket>();
  let isSilent = false;
  const server = createServer((near) => {
    const far = connect(port, '127.0.0.1');
    for (const [from, to] of [
      [near, far],
      [far, near],
    ] as const) {
      sockets.add(from.on('error', () => {}));
      from.on('data', (bytes) => {
        if (!isSilent) to.write(bytes);
      });
      from.on('close', () => {
        if (!isSilent) to.destroy();
      });
    }
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  return {
    port: (server.address() as { port: number }).port,
    goSilent: () => {
      isSilent = true;
    },
  };
}
