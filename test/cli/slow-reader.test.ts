import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { beforeAll, expect, onTestFinished, test } from 'vitest';
import { setStage } from '../support/case.ts';
import { freshBuild } from '../support/fresh-build.ts';

const run = promisify(execFile);
const main = resolve(import.meta.dirname, '../../dist/cli/main.js');
/** What a pipe holds on Linux: a program that left with more unread would cut it there. */
const pipeBytes = 65_536;

beforeAll(freshBuild, 300_000);

test('given a reader that begins late, expect all of a plan larger than a pipe, and its exit code', async () => {
  const accounts = Array.from({ length: 100 }, (_, index) => [`k${index}`, { nickname: `客服${index}` }]);
  const stage = await setStage({
    story: '',
    expect: {},
    live: [],
    desired: { accounts: Object.fromEntries(accounts) },
  });
  onTestFinished(stage.end);
  const { folder, env } = stage;
  const command = `{ "$NODE" "$MAIN" plan --json --detailed-exitcode; echo $? > code; } | { sleep 2; cat > plan.json; }`;
  await run('sh', ['-c', command], {
    cwd: folder,
    env: { ...process.env, ...env, NODE: process.execPath, MAIN: main },
  });
  const plan = readFileSync(join(folder, 'plan.json'), 'utf8');
  expect(Buffer.byteLength(plan)).toBeGreaterThan(pipeBytes);
  expect(JSON.parse(plan).resource_changes).toHaveLength(100);
  expect(readFileSync(join(folder, 'code'), 'utf8').trim()).toBe('2');
});
