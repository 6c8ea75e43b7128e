// Several processes apply one fleet plan together over a real PostgreSQL, while some of them and the server are killed.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { readFleetIndex } from '../../src/backend/fleet-folder.ts';
import { openBackend } from '../../src/backend/open-backend.ts';
import { shareFleet } from '../../src/fleet/share-fleet.ts';
import { kinds } from '../../src/kinds/kinds.ts';
import type { FleetWork } from '../../src/model/backend.ts';
import { Failure } from '../../src/model/failure.ts';
import { systemClock } from '../../src/reconcile/system-clock.ts';
import { startKefu } from '../support/built-cli.ts';
import { type FleetStage, setFleetStage } from '../support/fleet-stage.ts';
import { freshBuild } from '../support/fresh-build.ts';
import { type Cluster, startCluster } from '../support/postgres-cluster.ts';

let cluster: Cluster;
let places = 0;

beforeAll(async () => {
  await freshBuild();
  cluster = await startCluster();
}, 120_000);
afterAll(() => cluster?.close());

const stages: FleetStage[] = [];
afterEach(async () => {
  for (const stage of stages.splice(0)) await stage.end();
});

/** A fleet whose plan is saved, and a database of its own. */
async function planned(officialAccounts: number, kfAccounts: number, changes: number) {
  const stage = await setFleetStage(officialAccounts, kfAccounts, changes);
  stages.push(stage);
  const name = `fleet${++places}`;
  const env = { ...stage.env, KEFU_BACKEND: cluster.database(name) };
  const plan = await startKefu(['plan', 'shops', '--out', 'plans'], { cwd: stage.folder, env });
  expect(plan.exit, plan.err).toBe(0);
  return { stage, env, name };
}

const shared = ['apply', 'plans', '--shared', '--auto-approve', '--settle-time', '0.3'];

/** Calls that changed something, by official account, call and account. */
function effects({ fleet }: FleetStage): string[] {
  return fleet.worlds.flatMap(({ requests, officialAccount }) =>
    requests
      .filter(({ path, errcode }) => /kfaccount\/(add|update|del)/.test(path) && errcode === 0)
      .map(({ path, account }) => `${officialAccount.wechatId} ${path.split('/').at(-1)} ${account}`),
  );
}

async function slow({ fleet }: FleetStage, ms: number): Promise<void> {
  for (const { officialAccount } of fleet.worlds) {
    await fetch(`${fleet.url}/__emulator/faults?appid=${officialAccount.appId}`, {
      method: 'POST',
      body: JSON.stringify({ kind: 'delay', ms, path: '*', times: 99_999 }),
    });
  }
}

it('given three processes, one killed with -9 and the server killed and restarted, expect each write once and one report', async () => {
  const { stage, env, name } = await planned(60, 3, 2);
  await slow(stage, 40);
  const begin = (part: number, onErr: (text: string, kill: (signal: NodeJS.Signals) => void) => void) =>
    startKefu([...shared, '--parallelism-accounts', '4', '--output', `json=report-${part}.json`], {
      cwd: stage.folder,
      env,
      onOut: (text, child) => onErr(text, (signal) => child.kill(signal)),
    });
  const counts = [0, 0, 0];
  let killedAt = 0;
  let restarted: Promise<void> | undefined;
  const restart = async () => {
    await cluster.kill();
    await sleep(400);
    await cluster.start();
  };
  const watch = (part: number) => (text: string, kill: (signal: NodeJS.Signals) => void) => {
    counts[part] = (counts[part] ?? 0) + (text.match(/\] shop-/g)?.length ?? 0);
    if (part === 0 && (counts[0] ?? 0) >= 2 && killedAt === 0) {
      killedAt = Date.now();
      kill('SIGKILL');
    }
    if (counts.reduce((sum, count) => sum + count, 0) >= 25 && killedAt > 0) restarted ??= restart();
  };
  const runs = await Promise.all([0, 1, 2].map((part) => begin(part, watch(part))));
  expect(runs[0]?.signal).toBe('SIGKILL');
  expect(restarted).toBeDefined();
  await restarted;
  for (const run of runs.slice(1)) expect(run.exit, run.err + run.out).toBe(0);

  const done = effects(stage);
  expect(done).toHaveLength(120);
  expect(new Set(done).size).toBe(120);
  for (let number = 1; number <= 60; number++) {
    expect(stage.live(number)).toEqual({ kf001: '客服001', kf002: '客服002', kf003: '客服003' });
  }
  const read = (part: number) => readFileSync(join(stage.folder, `report-${part}.json`), 'utf8');
  expect(read(1) === read(2)).toBe(true);
  expect(JSON.parse(read(1)).summary).toMatchObject({ official_accounts: 60, complete: 60 });
  const again = await startKefu(['report', 'plans', '--output', 'json=again.json'], {
    cwd: stage.folder,
    env,
  });
  expect(again.exit).toBe(0);
  expect(readFileSync(join(stage.folder, 'again.json'), 'utf8') === read(1)).toBe(true);
  const [takeover] = cluster
    .ask(
      name,
      `SELECT round(min(extract(epoch FROM taken) * 1000 - ${killedAt})) FROM kefu_lock
       WHERE app_id LIKE 'fleet %' AND attempt > 1 AND extract(epoch FROM taken) * 1000 > ${killedAt}`,
    )
    .split('\n');
  console.log(`taken over ${takeover} ms after the kill; parts: ${counts.join(' + ')} of 60`);
}, 180_000);

it('given a run that is stopped by a signal, expect the others to do the rest', async () => {
  const { stage, env } = await planned(10, 2, 1);
  await slow(stage, 60);
  let told = false;
  const first = startKefu([...shared, '--parallelism-accounts', '2'], {
    cwd: stage.folder,
    env,
    onOut: (text, child) => {
      if (told || !/\] shop-/.test(text)) return;
      told = true;
      child.kill('SIGTERM');
    },
  });
  const stopped = await first;
  expect(stopped.exit).toBe(143);
  expect(stopped.out).toContain('not begun');
  const second = await startKefu(shared, { cwd: stage.folder, env });
  expect(second.exit, second.err + second.out).toBe(0);
  expect(new Set(effects(stage)).size).toBe(10);
  expect(effects(stage)).toHaveLength(10);
});

it('given a run that is left at once, expect its file to tell what it applied, what is unknown, and that the rest may be', async () => {
  const { stage, env } = await planned(4, 2, 1);
  await fetch(`${stage.fleet.url}/__emulator/faults?appid=wxemu0000000000002`, {
    method: 'POST',
    body: JSON.stringify({ kind: 'hang', path: 'kfaccount/update', effect: true, times: 9 }),
  });
  writeFileSync(join(stage.folder, 'r.json'), 'of yesterday');
  let signals = 0;
  const left = await startKefu([...shared, '--parallelism-accounts', '1', '--output', 'json=r.json'], {
    cwd: stage.folder,
    env,
    onOut: (text, child) => {
      if (signals === 0 && /\] shop-0001: Apply/.test(text)) {
        signals = 1;
        setTimeout(() => child.kill('SIGTERM'), 700);
      } else if (signals === 1 && text.includes('Stopping')) {
        signals = 2;
        child.kill('SIGTERM');
      }
    },
  });
  expect([signals, left.exit]).toEqual([2, 143]);
  const { official_accounts: lines } = JSON.parse(readFileSync(join(stage.folder, 'r.json'), 'utf8'));
  const others = { status: 'not-begun', why: expect.stringContaining('others that share the plan may have') };
  expect(lines).toMatchObject([
    { status: 'applied', report: { verdict: { status: 'as-configured' } } },
    { status: 'applied', report: { verdict: { status: 'unknown' }, stopped: { code: 'left-at-once' } } },
    others,
    others,
  ]);
});

it('given waves and a canary that fails, expect no process to begin another, and all to say so', async () => {
  const stage = await setFleetStage(6, 1, 1);
  stages.push(stage);
  for (let number = 1; number <= 6; number++) {
    stage.edit(
      `shops/shop-000${number}.yaml`,
      'accounts:',
      'policy: { rollout: { canary: 1, maxFailureRate: 0 } }\naccounts:',
    );
  }
  await fetch(`${stage.fleet.url}/__emulator/faults?appid=wxemu0000000000001`, {
    method: 'POST',
    body: JSON.stringify({ kind: 'errcode', errcode: 65403, path: 'kfaccount/update', times: 99 }),
  });
  const env = { ...stage.env, KEFU_BACKEND: cluster.database(`fleet${++places}`) };
  await startKefu(['plan', 'shops', '--out', 'plans'], { cwd: stage.folder, env });
  const runs = await Promise.all(
    [1, 2].map((part) =>
      startKefu([...shared, '--output', `json=r${part}.json`], { cwd: stage.folder, env }),
    ),
  );
  expect(runs.map(({ exit }) => exit)).toEqual([7, 7]);
  const { summary } = JSON.parse(readFileSync(join(stage.folder, 'r1.json'), 'utf8'));
  expect(summary).toMatchObject({ incomplete: 1, not_begun: 5 });
  expect(stage.live(2)).toEqual({ kf001: '客服001 旧' });
});

it('given a failure rate that is passed, expect what is not begun for it not to lower that rate', async () => {
  const stage = await setFleetStage(8, 1, 1);
  stages.push(stage);
  for (let number = 1; number <= 8; number++)
    stage.edit(
      `shops/shop-000${number}.yaml`,
      'accounts:',
      'policy: { rollout: { maxFailureRate: 0.4 } }\naccounts:',
    );
  await fetch(`${stage.fleet.url}/__emulator/faults?appid=wxemu0000000000001`, {
    method: 'POST',
    body: JSON.stringify({ kind: 'errcode', errcode: 65403, path: 'kfaccount/update', times: 99 }),
  });
  const env = { ...stage.env, KEFU_BACKEND: cluster.database(`fleet${++places}`) };
  await startKefu(['plan', 'shops', '--out', 'plans'], { cwd: stage.folder, env });
  const one = [...shared, '--parallelism-accounts', '1', '--output', 'json=r.json'];
  expect((await startKefu(one, { cwd: stage.folder, env })).exit).toBe(7);
  const { summary } = JSON.parse(readFileSync(join(stage.folder, 'r.json'), 'utf8'));
  expect(summary).toMatchObject({ incomplete: 1, not_begun: 7 });
});

it('given files that are not those of the plan, or no database, expect a refusal', async () => {
  const { stage, env } = await planned(2, 1, 1);
  stage.edit('shops/shop-0002.yaml', '客服001', '小美');
  const other = await startKefu([...shared, '--json'], { cwd: stage.folder, env });
  const { official_accounts: accounts } = JSON.parse(other.out);
  expect(accounts.map(({ status }: { status: string }) => status)).toEqual(['applied', 'failed']);
  expect(accounts[1].error.code).toBe('plan-config-changed');
  expect(stage.live(2)).toEqual({ kf001: '客服001 旧' });

  const files = await startKefu(shared, { cwd: stage.folder, env: stage.env });
  expect([files.exit, files.err]).toEqual([3, expect.stringContaining('[shared-needs-database]')]);
  const afresh = await startKefu(['apply', '-c', 'shops', '--shared'], { cwd: stage.folder, env });
  expect([afresh.exit, afresh.err]).toEqual([3, expect.stringContaining('[shared-needs-plan]')]);
  const part = await startKefu([...shared, '--shard', '1/2'], { cwd: stage.folder, env });
  expect([part.exit, part.err]).toEqual([3, expect.stringContaining('[shared-needs-all]')]);
});

it.each(['tally', 'end'] as const)(
  'given a database that fails once at "%s" while the session of the locks lives on, expect nobody to wait for ever',
  async (call) => {
    const { stage, env } = await planned(3, 1, 1);
    const backend = await openBackend({ env, clock: systemClock, kinds: kinds.map(({ name }) => name) });
    const folder = join(stage.folder, 'plans');
    const index = await readFleetIndex(folder, undefined);
    const work = backend.fleetWork?.(index.fleet_digest);
    if (work === undefined) throw new Error('PostgreSQL can share work');
    let failures = 0;
    const failOnce = () => {
      if (failures > 0) return;
      failures += 1;
      throw new Failure('unreachable', 'backend-unreachable', 'The backend is away.');
    };
    const failing: FleetWork = {
      ...work,
      tally: async () => {
        if (call === 'tally') failOnce();
        return work.tally();
      },
      take: async () => {
        const taken = await work.take();
        return (
          taken && {
            ...taken,
            end: async (...ending) => {
              if (call === 'end') failOnce();
              return taken.end(...ending);
            },
          }
        );
      },
    };
    try {
      const options = {
        folder,
        width: 1,
        rollout: {},
        onError: 'continue',
        strict: false,
        fetchAvatars: true,
        settleMs: 50,
        stop: new AbortController().signal,
      } as const;
      await shareFleet(index, failing, options, { env, cwd: stage.folder, backend, clock: systemClock });
    } finally {
      await backend.close();
    }
    expect(failures).toBe(1);
    expect(new Set(effects(stage)).size).toBe(3);
    expect(effects(stage)).toHaveLength(3);
  },
  60_000,
);
