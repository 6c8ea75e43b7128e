// Official accounts chosen by name: a broken config of another one hinders nothing; one that may be among the chosen is told.
import { describe, expect, onTestFinished, test } from 'vitest';
import { run as applyFleet } from '../../src/cli/commands/apply-fleet.ts';
import { run as planFleet } from '../../src/cli/commands/plan-fleet.ts';
import type { Shard } from '../../src/fleet/shard.ts';
import { capturedWorld } from '../support/cli.ts';
import { type FleetStage, setFleetStage } from '../support/fleet-stage.ts';

const broken = 'shops/shop-0002.yaml';
type Break = readonly [from: string | RegExp, to: string];

/** Three official accounts, the second of them with a broken config. */
async function shops(...[from, to]: Break): Promise<FleetStage> {
  const stage = await setFleetStage(3, 1, 3);
  onTestFinished(stage.end);
  stage.edit(broken, from, to);
  return stage;
}

const named: readonly (readonly [string, ...Break])[] = [
  ['whose secret is not set', 'KEFU_APP_SECRET', 'NOT_SET'],
  ['with a key that is none', 'version: 1', 'version: 1\nacounts: {}'],
  ['with an AppID that is none', /appId: \S+/, 'appId: nothing'],
  ['that extends a file that is not there', 'version: 1', 'version: 1\nextends: [nowhere.yaml]'],
];
const nameless: readonly (readonly [string, ...Break])[] = [
  ['that is no YAML', 'version: 1', 'version: ['],
  ['without a name', /name: shop-0002/, 'nmae: shop-0002'],
  ['whose name is none', /name: shop-0002/, 'name: "shop-0001 "'],
];

interface Chosen {
  readonly account?: readonly string[];
  readonly exclude?: readonly string[];
  readonly shard?: Shard;
  readonly plan?: string;
  readonly out?: string;
}

const flags = {
  account: [],
  exclude: [],
  json: true,
  output: [],
  detailedExitcode: false,
  parallelismAccounts: 2,
  expiresIn: 1,
  writeUnverifiable: false,
  allow: new Set<string>(),
  fetchAvatars: false,
};
const applying = { strict: false, autoApprove: true, onError: 'continue', shared: false } as const;

async function planned(stage: FleetStage, chosen: Chosen) {
  const { world, out } = capturedWorld(stage.folder, stage.env);
  const exit = await planFleet({ ...flags, configs: ['shops'], ...chosen }, world);
  return { exit, told: toldIn(out()) };
}

async function applied(stage: FleetStage, chosen: Chosen) {
  const { world, out } = capturedWorld(stage.folder, stage.env);
  const configs = chosen.plan === undefined ? ['shops'] : [];
  const exit = await applyFleet(
    { ...flags, ...applying, lockTimeout: 0, settleTime: 0.05, configs, ...chosen },
    world,
  );
  return { exit, told: toldIn(out()) };
}

function toldIn(text: string): readonly (readonly [string, string])[] {
  const { official_accounts: lines } = JSON.parse(text);
  return lines.map(({ name, status }: { name: string; status: string }) => [name, status]);
}

const halves = [1, 2].map((part) => ({ part, of: 2 }));

describe.each(named)('given a config %s', (_, ...how) => {
  test('and another one that is chosen: expect that one alone', async () => {
    const stage = await shops(...how);
    expect(await planned(stage, { account: ['shop-0001'] })).toEqual({
      exit: 0,
      told: [['shop-0001', 'planned']],
    });
    expect(await planned(stage, { exclude: ['shop-0002'] })).toMatchObject({ exit: 0 });
    const { exit, told } = await applied(stage, { account: ['shop-0001'] });
    expect([exit, told]).toEqual([0, [['shop-0001', 'applied']]]);
  });

  test('and it is the one chosen: expect it to be told by its name, in one part of two', async () => {
    const stage = await shops(...how);
    const failed = { exit: 3, told: [['shop-0002', 'failed']] };
    const account = ['shop-0002'];
    expect(await planned(stage, { account })).toEqual(failed);
    const parts = [];
    for (const shard of halves) parts.push(await applied(stage, { account, shard }));
    expect(parts).toContainEqual(failed);
    expect(parts).toContainEqual({ exit: 0, told: [] });
    expect(stage.writes()).toBe(0);
  });
});

describe.each(nameless)('given a config %s', (_, ...how) => {
  test('and one that is chosen: expect it to be told, for it may be that one', async () => {
    const stage = await shops(...how);
    const account = ['shop-0001'];
    const plan = await planned(stage, { account, out: 'plans' });
    expect(plan).toEqual({
      exit: 3,
      told: [
        ['shop-0001', 'planned'],
        [broken, 'failed'],
      ],
    });
    const { exit, told } = await applied(stage, { account, plan: 'plans' });
    expect([exit, told]).toEqual([
      3,
      [
        ['shop-0001', 'applied'],
        [broken, 'failed'],
      ],
    ]);
  });

  test('and parts of a fleet: expect one of them not to end well', async () => {
    const stage = await shops(...how);
    const exits = [];
    for (const shard of halves) exits.push((await applied(stage, { account: ['shop-0002'], shard })).exit);
    expect(exits.sort()).toEqual([0, 3]);
  });
});
