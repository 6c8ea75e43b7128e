// Three processes apply overlapping fleets at once, from their own plans, and are killed at random: no official account is
// touched by two at once, no write is lost, none is done twice, and all converge. The PostgreSQL is a real one.
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startKefu } from '../support/built-cli.ts';
import { type FleetStage, setFleetStage } from '../support/fleet-stage.ts';
import { freshBuild } from '../support/fresh-build.ts';
import { type Cluster, startCluster } from '../support/postgres-cluster.ts';

let cluster: Cluster;

beforeAll(async () => {
  await freshBuild();
  cluster = await startCluster();
}, 120_000);
afterAll(() => cluster?.close());

/** Part of a fleet: shops 1–30, 11–40, 21–50. */
function globsOf(part: number): string[] {
  return Array.from({ length: 30 }, (_, index) => {
    const number = String(part * 10 + index + 1).padStart(4, '0');
    return ['-c', `shops/shop-${number}.yaml`];
  }).flat();
}

it('given three processes on overlapping fleets, killed at random, expect each write once and all to converge', async () => {
  const stage = await setFleetStage(50, 2, 2);
  try {
    const env = { ...stage.env, KEFU_BACKEND: cluster.database('overlapping') };
    const seed = 20_261_125;
    const random = randomFrom(seed);
    let kills = 0;
    const client = async (part: number) => {
      const args = [
        'apply',
        ...globsOf(part),
        '--auto-approve',
        '--settle-time',
        '0.3',
        '--lock-timeout',
        '20',
      ];
      for (let tries = 0; tries < 12; tries++) {
        const lines = tries < 4 ? 1 + Math.floor(random() * 6) : undefined;
        const delayMs = random() * 150;
        const run = await startKefu([...args, '--parallelism-accounts', '6'], {
          cwd: stage.folder,
          env,
          ...(lines === undefined ? {} : { onOut: killAfter(lines, delayMs, () => (kills += 1)) }),
        });
        if (run.exit === 0) return;
      }
      throw new Error(`part ${part} did not converge`);
    };
    await Promise.all([client(0), client(1), client(2)]);

    const effects = effectsOf(stage);
    expect(new Set(effects).size).toBe(effects.length);
    expect(effects).toHaveLength(100);
    expect(kills).toBeGreaterThanOrEqual(4);
    for (let number = 1; number <= 50; number++) {
      expect(stage.live(number)).toEqual({ kf001: '客服001', kf002: '客服002' });
    }
    expect(cluster.ask('overlapping', 'SELECT count(*) FROM kefu_state')).toBe('50');
    expect(overlaps(stage)).toEqual([]);
    console.log(`seed ${seed}: ${kills} kills, ${effects.length} writes of 100, each once`);
  } finally {
    await stage.end();
  }
}, 240_000);

/** Kills the process a moment after it told of so many official accounts: in the middle of others. */
function killAfter(lines: number, delayMs: number, killed: () => void) {
  let told = 0;
  let isSet = false;
  return (text: string, child: { kill(signal: NodeJS.Signals): boolean; exitCode: number | null }) => {
    told += text.match(/\[\d+\/\d+\]/g)?.length ?? 0;
    if (isSet || told < lines) return;
    isSet = true;
    void sleep(delayMs).then(() => {
      if (child.exitCode === null && child.kill('SIGKILL')) killed();
    });
  };
}

function effectsOf({ fleet }: FleetStage): string[] {
  return fleet.worlds.flatMap(({ requests, officialAccount }) =>
    requests
      .filter(({ path, errcode }) => /kfaccount\/(add|update|del)/.test(path) && errcode === 0)
      .map(({ path, account }) => `${officialAccount.wechatId} ${path.split('/').at(-1)} ${account}`),
  );
}

/** Official accounts whose writes were refused as done already: somebody else was there at the same time. */
function overlaps({ fleet }: FleetStage): string[] {
  return fleet.worlds.flatMap(({ requests, officialAccount }) =>
    requests
      .filter(({ path, errcode }) => /kfaccount\/(add|update|del)/.test(path) && errcode !== 0)
      .map(({ path, errcode }) => `${officialAccount.wechatId} ${path} ${errcode}`),
  );
}

/** Numbers from 0 to 1, the same for a seed. */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return state / 2_147_483_648;
  };
}
