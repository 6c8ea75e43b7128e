import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
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

/** Another program has the same pipe, and made it one that does not wait: what finds no room there is refused with EAGAIN. */
test('given a pipe that does not wait and a reader that begins late, expect all that a command without the network says', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'kefu-slow-reader-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const tooLong = Array.from({ length: 300 }, (_, index) => `  k${index}: { nickname: ${'客服'.repeat(9)} }`);
  // Each finding names it.
  const file = `${'long-'.repeat(30)}name.yaml`;
  writeFileSync(join(folder, file), `version: 1\naccounts:\n${tooLong.join('\n')}\n`);
  const validate = `"$NODE" "$MAIN" validate --json ${file}`;
  const env = { ...process.env, NODE: process.execPath, MAIN: main };
  const options = { cwd: folder, maxBuffer: 10_000_000 };
  const { stdout: whole } = await run('sh', ['-c', `${validate} || echo $?`], { ...options, env });
  expect(Buffer.byteLength(whole)).toBeGreaterThan(pipeBytes);
  expect(whole).toMatch(/\n3\n$/);
  const NO_WAITING = `process.stdout.write(' '); setTimeout(() => {}, 6000)`;
  const command = `{ "$NODE" -e "$NO_WAITING" & sleep 1; ${validate} || echo $?; wait; } | { sleep 3; cat; }`;
  const { stdout } = await run('sh', ['-c', command], { ...options, env: { ...env, NO_WAITING } });
  expect(stdout.trim()).toBe(whole.trim());
}, 60_000);

test.each(['--version', 'explain --json', '--help'])(
  'given a reader that went away, expect %s to end without a word',
  async (args) => {
    const command = `{ "$NODE" "$MAIN" ${args}; echo "$?" >&2; } | true`;
    const { stderr } = await run('sh', ['-c', `sleep 0.2; ${command}`], {
      env: { ...process.env, NODE: process.execPath, MAIN: main },
    });
    expect(stderr.trim()).toBe('0');
  },
);
