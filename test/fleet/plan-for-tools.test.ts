// What a plan of a fleet tells tools is what the plans of its official accounts tell.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, onTestFinished, test } from 'vitest';
import { type FleetStage, setFleetStage } from '../support/fleet-stage.ts';
import { freshBuild } from '../support/fresh-build.ts';

beforeAll(freshBuild);

async function stage(officialAccounts: number, kfAccounts: number, changes: number): Promise<FleetStage> {
  const set = await setFleetStage(officialAccounts, kfAccounts, changes);
  onTestFinished(set.end);
  return set;
}

test('given a plan that is saved, expect its digest in every output that has a place for it, as kefu show has it', async () => {
  const two = await stage(2, 1, 1);
  const kept = ['github-output', 'markdown', 'html'] as const;
  const into = (prefix: string) => kept.flatMap((format) => ['--output', `${format}=${prefix}.${format}`]);
  const { err } = await two.kefu(['plan', 'shops', '--out', 'plans', ...into('plan')]);
  const [digest = 'none'] = /sha256:[0-9a-f]{64}/.exec(err) ?? [];
  await two.kefu(['show', 'plans', ...into('show')]);
  for (const format of kept) {
    const [planned, shown] = ['plan', 'show'].map((name) =>
      readFileSync(join(two.folder, `${name}.${format}`), 'utf8'),
    );
    expect(planned, format).toContain(digest);
    expect(planned, format).toBe(shown);
  }
});

test('given a held plan without changes, expect has-changes as a plan of it alone says', async () => {
  const one = await stage(1, 3, 0);
  await one.kefu(['apply', '-c', 'shops/shop-0001.yaml', '--auto-approve', '--settle-time', '0.05']);
  one.edit('shops/shop-0001.yaml', /accounts:[\s\S]*/, 'accounts: { kf001: { nickname: 客服001 } }\n');
  // WeChat's list has lost two of three: the guard holds, and the config asks for nothing.
  one.fleet.worlds[0]?.accounts.splice(1);
  const hasChanges = async (config: string) => {
    const file = join(one.folder, 'go');
    writeFileSync(file, '');
    expect((await one.kefu(['plan', config, '--output', 'github-output=go'])).exit).toBe(5);
    return readFileSync(file, 'utf8').split('\n')[0];
  };
  expect(await hasChanges('shops/shop-0001.yaml')).toBe('has-changes=false');
  expect(await hasChanges('shops')).toBe('has-changes=false');
});
