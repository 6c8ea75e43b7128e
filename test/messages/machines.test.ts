// Two machines with the same list and one backend: a customer has a message at most once, whoever dies. Nothing is shared but
// the backend; each machine has a folder of its own.
import type { ChildProcess } from 'node:child_process';
import { mkdtempSync, renameSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { startEmulator } from '../../src/emulator/server.ts';
import { receive } from '../../src/emulator/world/talking.ts';
import { startKefu } from '../support/built-cli.ts';
import { freshBuild } from '../support/fresh-build.ts';
import { type Cluster, startCluster } from '../support/postgres-cluster.ts';
import { type StateServer, startStateServer } from '../support/terraform-http-server.ts';
import { listFolder } from './list-folder.ts';

const customers = ['oCUSTOMER_1', 'oCUSTOMER_2', 'oCUSTOMER_3'];
let cluster: Cluster;
let server: StateServer;
beforeAll(async () => {
  await freshBuild();
  cluster = await startCluster();
  server = await startStateServer('gitlab');
});
afterAll(async () => {
  await cluster?.close();
  await server?.close();
});

let places = 0;
const backends = {
  PostgreSQL: () => cluster.database(`send${++places}`),
  "Terraform's HTTP protocol": () => `${server.url}/api/v4/projects/${++places}/terraform/state/{name}`,
};

async function twoMachines(KEFU_BACKEND: string) {
  const emulator = await startEmulator();
  onTestFinished(() => emulator.close());
  emulator.addAccount({ account: 'alice@kftest', nickname: '小美' });
  for (const openid of customers) receive(emulator.world, openid, '在吗', emulator.now());
  const job = 'https://gitlab.example/shop/-/jobs/7';
  const env = {
    KEFU_ENDPOINT: emulator.url,
    KEFU_APP_SECRET: emulator.appSecret,
    KEFU_BACKEND,
    CI_JOB_URL: job,
  };
  const machines = [1, 2].map(() => listFolder({ 'openids.txt': customers.join('\n') }));
  const kefu = (
    machine: number,
    args: readonly string[],
    onOut?: (text: string, its: ChildProcess) => void,
  ) => startKefu(args, { cwd: machines[machine] ?? '', env, ...(onOut && { onOut }) });
  const args = ['message', 'send', 'hi', '--to-file', 'openids.txt', '--auto-approve'];
  const sends = () => emulator.world.requests.filter(({ path }) => path.endsWith('custom/send')).length;
  return {
    emulator,
    job,
    machines,
    kefu,
    sends,
    send: (machine: number, ...more: string[]) => kefu(machine, [...args, ...more]),
    /** The first machine dies while it sends to the second customer. */
    dieInTheMiddle: async () => {
      emulator.inject({ kind: 'hang', effect: true, path: 'message/custom/send', nth: 2 });
      let child: ChildProcess | undefined;
      const run = kefu(0, args, (_, its) => {
        child = its;
      });
      while (sends() < 2) await delay(10);
      return { pid: child?.pid, run, kill: () => child?.kill('SIGKILL') };
    },
    arrived: () =>
      customers.map(
        (openid) =>
          emulator.world.messages.filter((said) => said.from === 'account' && said.openid === openid).length,
      ),
  };
}

describe.each(Object.entries(backends))('%s', (title, address) => {
  test('a sender that is killed in the middle: the other machine goes on, and tells whom nobody knows about', async () => {
    const { dieInTheMiddle, send, kefu, arrived, sends, job } = await twoMachines(address());
    const first = await dieInTheMiddle();
    const meanwhile = await send(1, '--resume');
    expect(meanwhile.exit, meanwhile.err).toBe(1);
    expect(meanwhile.err).toMatch(new RegExp(`process ${first.pid} on .+ago\\), job ${job}`));
    expect(meanwhile.err).toContain('[journal-in-use]');
    expect(meanwhile.err).toContain('kefu unlock --journal openids.txt.sent.jsonl');
    first.kill();
    expect((await first.run).signal).toBe('SIGKILL');
    expect(arrived()).toEqual([1, 1, 0]);

    const again = await send(1);
    expect(again.exit, again.err).toBe(3);
    expect(again.err).toContain('1 sent, 0 not sent, 1 unknown');
    if (title !== 'PostgreSQL') {
      // This protocol can't tell that the holder is gone: the way out is the one that was printed.
      const unlocked = await kefu(1, ['unlock', '--journal', 'openids.txt.sent.jsonl', '--auto-approve']);
      expect(unlocked.exit, unlocked.err).toBe(0);
      expect(unlocked.out).toContain(`process ${first.pid} on `);
    }
    const resumed = await send(1, '--resume');
    expect(resumed.exit, resumed.err).toBe(8);
    expect(resumed.out).toContain('line 1 (oC…): hi sent before, not again');
    expect(resumed.out).toContain('UNKNOWN whether they have it: line 2.');
    expect(resumed.out).toContain('Messages: 1 sent, 0 not sent, 1 unknown, 0 not attempted.');
    expect((await send(0, '--resume')).exit).toBe(8);
    expect(arrived()).toEqual([1, 1, 1]);
    expect(sends()).toBe(3);
    console.log(`${title}: ${resumed.out.trim()}`);
  });

  test('both at once: one sends, the other is refused, and the list is sent once', async () => {
    const { send, arrived, sends, machines } = await twoMachines(address());
    const ends = await Promise.all([send(0), send(1)]);
    const exits = ends.map(({ exit }) => exit ?? -1).sort((one, other) => one - other);
    expect(
      [
        [0, 3],
        [0, 1],
      ],
      ends.map(({ err }) => err).join('\n'),
    ).toContainEqual(exits);
    expect(arrived()).toEqual([1, 1, 1]);
    // The name of the journal counts, not the folder.
    const elsewhere = join(mkdtempSync(join(tmpdir(), 'kefu-lists-')), 'openids.txt');
    renameSync(join(machines[1] ?? '', 'openids.txt'), elsewhere);
    const moved = await send(1, '--to-file', elsewhere);
    expect(moved.exit, moved.err).toBe(3);
    expect(sends()).toBe(3);
  });
});

test('PostgreSQL killed and started again in the middle of a list: no message without a word before it, and none twice', async () => {
  const { emulator, send, arrived, sends } = await twoMachines(cluster.database(`send${++places}`));
  emulator.inject({ kind: 'delay', ms: 1500, path: 'message/custom/send', nth: 2 });
  const running = send(0);
  while (sends() < 2) await delay(10);
  await cluster.kill();
  await delay(300);
  await cluster.start();
  const first = await running;
  expect(first.exit, first.err).toBe(7);
  expect(first.err).toContain('[lock-lost]');
  expect(first.out).toContain('Messages: 2 sent, 0 not sent, 0 unknown, 1 not attempted.');
  expect(sends()).toBe(2);
  const next = await send(1, '--resume');
  expect(next.exit, next.err).toBe(0);
  expect(arrived()).toEqual([1, 1, 1]);
});
