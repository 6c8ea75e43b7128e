// A folder with the config of some accounts, and an emulator that has none of them yet or all.
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { kefu, secondsOf, startEmulator } from './emulator.mjs';

/** Resolves to the stage: `config`, `folder`, `emulator`, and `end()`, which takes all of it away. */
export async function stage({ accounts, delayMs, avatar, live = false }) {
  const emulator = await startEmulator();
  const folder = await mkdtemp(join(tmpdir(), 'kefu-bench-'));
  const config = join(folder, 'kefu.yaml');
  await writeFile(config, configOf(emulator, accounts, avatar));
  if (live)
    await secondsOf([process.execPath, kefu, 'apply', '-c', config, '--auto-approve'], { env: emulator.env });
  await emulator.delay(delayMs);
  return {
    config,
    folder,
    emulator,
    end: async () => {
      await emulator.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

function configOf({ appId, wechatId }, accounts, avatar) {
  const picture = avatar === undefined ? '' : `, avatar: ${avatar}`;
  const rows = Array.from(
    { length: accounts },
    (_, index) => `  k${index}: { nickname: 客服${index}${picture} }`,
  );
  return `version: 1
officialAccount:
  name: bench
  wechatId: ${wechatId}
  appId: ${appId}
  credentials: { appSecret: { env: KEFU_APP_SECRET } }
accounts:
${rows.join('\n')}
`;
}
