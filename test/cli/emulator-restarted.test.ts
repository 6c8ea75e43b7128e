import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { beforeAll, expect, onTestFinished, test } from 'vitest';
import { startEmulator } from '../../src/emulator/server.ts';
import { startKefu } from '../support/built-cli.ts';
import { freshBuild } from '../support/fresh-build.ts';

beforeAll(freshBuild);

const quickstart = resolve(import.meta.dirname, '../../examples/quickstart');

/** Applies the config, then gives what a plan says once the emulator was started anew. */
async function planAfterRestart(prepare: (folder: string) => void) {
  const folder = mkdtempSync(join(tmpdir(), 'kefu-restart-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  cpSync(quickstart, folder, { recursive: true });
  prepare(folder);
  const withEmulator = async (...args: string[]) => {
    const emulator = await startEmulator();
    const env = { KEFU_ENDPOINT: emulator.url, KEFU_APP_SECRET: emulator.appSecret };
    const run = await startKefu(args, { cwd: folder, env });
    await emulator.close();
    return run;
  };
  const applied = await withEmulator('apply', '--auto-approve', '--settle-time', '0.1');
  expect(applied.exit, applied.err).toBe(0);
  return withEmulator('plan');
}

test('given an emulator that was started anew, expect the guard to say so, and how to go on', async () => {
  const plan = await planAfterRestart(() => {});
  expect(plan.exit).toBe(5);
  expect(plan.out).toContain('The emulator lists none of the 3 accounts recorded by the last apply');
  expect(plan.out).toContain('--allow emulator-restarted');
});

test('given one account alone, expect it to be spoken of as one', async () => {
  const plan = await planAfterRestart((folder) =>
    writeFileSync(
      join(folder, 'kefu.yaml'),
      `version: 1
officialAccount:
  name: quickstart
  wechatId: kftest
  appId: wxemu0000000000001
  credentials: { appSecret: { env: KEFU_APP_SECRET } }
accounts: { alice: { nickname: 小美 } }
`,
    ),
  );
  expect(plan.exit).toBe(5);
  expect(plan.out).toContain('The emulator no longer lists the one account recorded by the last apply');
});
