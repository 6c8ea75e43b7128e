// kefu apply beside the plain script, in turn, on one machine: seconds, their ratio, and requests for each write.
import { copyFile, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { kefu, median, secondsOf, startEmulator } from './emulator.mjs';

const accounts = 100;
const delayMs = 50;
const runs = Number(process.argv.find((arg) => /^\d+$/.test(arg)) ?? 3);
const asJson = process.argv.includes('--json');
const picture = resolve('examples/quickstart/avatars/bob.jpg');

const cases = [
  { name: 'accounts, width 8', avatars: false, width: 8 },
  { name: 'accounts, width 1', avatars: false, width: 1 },
  { name: 'accounts with avatars, width 8', avatars: true, width: 8 },
];
if (!asJson) console.log(`${accounts} new accounts, ${delayMs} ms a call, median of ${runs}`);
for (const one of cases) {
  const measured = { script: [], kefu: [], ratio: [], perWrite: [] };
  for (let run = 0; run < runs; run++) {
    const script = await measure(one, (config) => [resolve('scripts/bench/plain-apply.mjs'), config]);
    const own = await measure(one, (config) => [
      kefu,
      'apply',
      '-c',
      config,
      '--auto-approve',
      '--parallelism',
      String(one.width),
    ]);
    measured.script.push(script.seconds);
    measured.kefu.push(own.seconds);
    measured.ratio.push(own.seconds / script.seconds);
    measured.perWrite.push(own.requests / own.writes);
  }
  const figures = Object.fromEntries(
    Object.entries(measured).map(([key, numbers]) => [key, Number(median(numbers).toFixed(2))]),
  );
  if (asJson) console.log(JSON.stringify({ case: one.name, accounts, delayMs, runs, ...figures }));
  else {
    console.log(
      `${one.name}: script ${figures.script} s, kefu ${figures.kefu} s, ratio ${figures.ratio}; ${figures.perWrite} requests a write`,
    );
  }
}

/** One run in a folder and on an emulator of its own. */
async function measure({ avatars }, argsFor) {
  const emulator = await startEmulator(delayMs);
  const folder = await mkdtemp(join(tmpdir(), 'kefu-bench-'));
  try {
    const config = join(folder, 'kefu.yaml');
    await copyFile(picture, join(folder, 'day.jpg'));
    await writeFile(config, configOf(emulator, avatars));
    const seconds = await secondsOf(argsFor(config), { env: emulator.env, cwd: resolve('.') });
    const requests = await emulator.requests();
    const calls = requests.requests ?? requests;
    const writes = calls.filter(({ path }) => path.startsWith('/customservice/')).length;
    if (writes < accounts) throw new Error(`only ${writes} writes`);
    return { seconds, requests: calls.length, writes };
  } finally {
    await emulator.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

function configOf({ appId, wechatId }, avatars) {
  const picture = avatars ? ', avatar: ./day.jpg' : '';
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
