import { mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { parse, stringify } from 'yaml';
import { keptInversePath } from '../../src/backend/inverse-folder.ts';
import { setStage } from '../support/case.ts';
import { applyOn } from '../support/stage-run.ts';

// After the first write everything ends in a report: what lies in the way of the inverse plan is told in it.

async function appliedOnce() {
  const stage = await setStage({
    story: '',
    expect: {},
    live: [{ account: 'alice', nickname: 'a', picture: 'day.png' }],
    recorded: { accounts: { alice: {} } },
    desired: { accounts: { alice: { nickname: '小美' } } },
  });
  onTestFinished(stage.end);
  expect((await applyOn(stage)).exit).toBe(0);
  const config = join(stage.folder, 'kefu.yaml');
  const next = parse(readFileSync(config, 'utf8'));
  next.accounts.alice = { nickname: '美美', avatar: './moon.png' };
  writeFileSync(config, stringify(next));
  return stage;
}

test('given a folder under the name that an unfinished inverse would be kept as, expect a report', async () => {
  const stage = await appliedOnce();
  const inverse = join(stage.folder, 'kefu.inverse.json');
  const kept = keptInversePath(inverse, JSON.parse(readFileSync(inverse, 'utf8')).plan_digest);
  mkdirSync(kept);
  const { exit, out, failure } = await applyOn(stage);
  rmSync(kept, { recursive: true });
  expect(failure, failure?.message).toBeUndefined();
  // Everything was done, and something went wrong beside it.
  expect(exit).toBe(1);
  const { results, verdict } = JSON.parse(out);
  expect(results.length).toBeGreaterThan(0);
  expect(verdict.status).toBe('as-configured');
});

test.each<[string, (path: string) => void]>([
  ['a file', (path) => writeFileSync(path, 'x')],
  ['a link', (path) => symlinkSync('nowhere', path)],
])(
  'given %s in place of the folder of kept pictures, expect a refusal before anything is sent, or a report',
  async (_, lay) => {
    const stage = await appliedOnce();
    lay(join(stage.folder, 'kefu.inverse'));
    const { exit, failure } = await applyOn(stage);
    rmSync(join(stage.folder, 'kefu.inverse'), { force: true });
    if (exit === 0) return;
    expect(failure?.code).toBeDefined();
    expect(stage.emulator.world.accounts[0]?.nickname).toBe('小美');
  },
);
