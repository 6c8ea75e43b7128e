// kefu apply beside the plain script, in turn, on one machine: seconds, their ratio, and requests for each write.
import { copyFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { kefu, median, secondsOf } from './emulator.mjs';
import { stage } from './stage.mjs';

const accounts = 100;
const delayMs = 50;
const runs = Number(process.argv.find((arg) => /^\d+$/.test(arg)) ?? 3);
const asJson = process.argv.includes('--json');
const picture = './day.jpg';
const pictureFile = resolve('examples/quickstart/avatars/bob.jpg');

const cases = [
  { name: 'accounts, width 8', avatars: false, width: 8 },
  { name: 'accounts, width 1', avatars: false, width: 1 },
  { name: 'accounts with avatars, width 8', avatars: true, width: 8 },
];
if (!asJson) console.log(`${accounts} new accounts, ${delayMs} ms a call, median of ${runs}`);
for (const one of cases) {
  const measured = { script: [], kefu: [], ratio: [], perWrite: [] };
  for (let run = 0; run < runs; run++) {
    const script = await measure(one, (config) => [
      process.execPath,
      resolve('scripts/bench/plain.mjs'),
      'apply',
      config,
    ]);
    const own = await measure(one, (config) => [
      process.execPath,
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
async function measure({ avatars }, argvFor) {
  const { config, folder, emulator, end } = await stage({
    accounts,
    delayMs,
    avatar: avatars ? picture : undefined,
  });
  try {
    await copyFile(pictureFile, join(folder, picture));
    const seconds = await secondsOf(argvFor(config), { env: emulator.env });
    const calls = await emulator.requests();
    const writes = calls.filter(({ path }) => path.startsWith('/customservice/')).length;
    if (writes < accounts) throw new Error(`only ${writes} writes`);
    return { seconds, requests: calls.length, writes };
  } finally {
    await end();
  }
}
