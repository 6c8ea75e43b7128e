// A saved fleet plan is held to the same as a fresh one, and an output that is lost hides nothing.
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { exitOfLost } from '../../src/cli/exit.ts';
import { type FleetStage, setFleetStage } from '../support/fleet-stage.ts';
import { freshBuild } from '../support/fresh-build.ts';

beforeAll(freshBuild);

async function planned(): Promise<FleetStage> {
  const stage = await setFleetStage(3, 1, 1);
  onTestFinished(stage.end);
  expect((await stage.kefu(['plan', 'shops/', '--out', 'plans/'])).exit).toBe(0);
  return stage;
}

const apply = ['apply', 'plans/', '--auto-approve'];

describe('given a saved fleet plan', () => {
  test.each([
    [['--exclude', 'shop-00O2'], 'no-such-account'],
    [['--account', 'shop-9'], 'no-such-account'],
    [['--account', 'shop-0001', '--account', 'shop-9'], 'no-such-account'],
    [['--allow', 'live-shrunk'], 'allow-with-saved-plan'],
    [['--state', 'all.json'], 'state-file-for-many'],
  ])('and %j: expect %s, and nothing written', async (flags, code) => {
    const stage = await planned();
    const { exit, err } = await stage.kefu([...apply, ...flags]);
    expect([exit, err]).toEqual([3, expect.stringContaining(`[${code}]`)]);
    expect(stage.writes()).toBe(0);
  });

  test('and names that it has: expect those alone', async () => {
    const stage = await planned();
    const { exit, out } = await stage.kefu([...apply, '--account', 'shop-0002']);
    expect(exit, out).toBe(0);
    expect(stage.writes()).toBe(1);
  });
});

test('given a folder of outputs that goes away during the run, expect the other report whole, and exit 1', async () => {
  const stage = await planned();
  mkdirSync(join(stage.folder, 'out'));
  await fetch(`${stage.fleet.url}/__emulator/faults?appid=wxemu0000000000002`, {
    method: 'POST',
    body: JSON.stringify({ kind: 'delay', path: 'kfaccount/update', ms: 1500 }),
  });
  const outputs = ['--output', 'junit=out/j.xml', '--output', 'json=report.json'];
  const watch = setInterval(() => {
    if (stage.writes() > 0) rmSync(join(stage.folder, 'out'), { recursive: true, force: true });
  }, 20);
  onTestFinished(() => clearInterval(watch));
  const { exit, err } = await stage.kefu([...apply, ...outputs]);
  expect([exit, err]).toEqual([1, expect.stringContaining('[output-not-writable]')]);
  const { summary } = JSON.parse(readFileSync(join(stage.folder, 'report.json'), 'utf8'));
  expect(summary).toMatchObject({ official_accounts: 3, complete: 3, incomplete: 0 });
});

test.each([
  [0, 1],
  [2, 1],
  [7, 7],
  [8, 8],
])('a run that ended with %i and lost an output exits with %i', (exit, lost) => {
  expect(exitOfLost(exit)).toBe(lost);
});
