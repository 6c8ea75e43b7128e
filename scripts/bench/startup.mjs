// Start-up as a ratio to `node -e 0`, the two run in turn so that a machine whose speed drifts does not matter; with
// `--beside FOLDER` as a ratio to the build in another checkout.

import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { kefu, median, secondsOf, startEmulator } from './emulator.mjs';

const commands = {
  '--version': ['--version'],
  '--help': ['--help'],
  'validate quickstart': ['validate', resolve('examples/quickstart/kefu.yaml')],
};
const limits = { '--version': 1.3, '--help': undefined, 'validate quickstart': 2.2 };

/** For each command medians over `runs`: milliseconds, those of `node -e 0` beside it, the ratio, and its limit. */
export async function startUps(runs) {
  const rows = [];
  for (const [name, args] of Object.entries(commands)) {
    const base = [];
    const own = [];
    for (let run = -2; run < runs; run++) {
      const bare = await secondsOf([process.execPath, '-e', '0']);
      const seconds = await secondsOf([process.execPath, kefu, ...args]);
      if (run < 0) continue;
      base.push(bare);
      own.push(seconds);
    }
    const ratio = median(own.map((seconds, run) => seconds / base[run]));
    rows.push({
      case: name,
      runs,
      ms: median(own) * 1000,
      nodeMs: median(base) * 1000,
      ratio,
      limit: limits[name],
    });
  }
  return rows;
}

/**
 * Medians over `runs` of `validate` of nearly the largest config that is allowed (256 KiB, 10,000 keys) and of the quickstart's, in turn:
 * milliseconds, and the ratio.
 */
export async function largestConfig(runs) {
  const folder = await mkdtemp(join(tmpdir(), 'kefu-largest-'));
  const file = join(folder, 'kefu.yaml');
  const text = largest();
  await writeFile(file, text);
  const milliseconds = { largest: [], quickstart: [] };
  try {
    for (let run = -2; run < runs; run++) {
      const quickstart = await secondsOf([process.execPath, kefu, ...commands['validate quickstart']]);
      const seconds = await secondsOf([process.execPath, kefu, 'validate', file]);
      if (run < 0) continue;
      milliseconds.largest.push(seconds * 1000);
      milliseconds.quickstart.push(quickstart * 1000);
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
  const { largest: own, quickstart } = milliseconds;
  return {
    case: 'validate largest',
    runs,
    bytes: Buffer.byteLength(text),
    ms: median(own),
    quickstartMs: median(quickstart),
    ratio: median(own.map((ms, run) => ms / quickstart[run])),
    limit: 10,
  };
}

/** 4,900 accounts, and comments up to the limit of bytes. */
function largest() {
  const accounts = Array.from({ length: 4900 }, (_, index) => `  k${index}:\n    nickname: 客服${index}\n`);
  const official = `officialAccount: { name: bench, wechatId: bench, appId: wx0000000000000001, credentials: { appSecret: { env: KEFU_APP_SECRET } } }`;
  const text = `version: 1\n${official}\naccounts:\n${accounts.join('')}`;
  const comment = '# 夜班的客服在晚上十点以后接待顾客\n';
  return text + comment.repeat((256 * 1024 - Buffer.byteLength(text)) / Buffer.byteLength(comment));
}

export function largestLine({ bytes, runs, ms, quickstartMs, ratio, limit }) {
  return `validate of ${Math.round(bytes / 1024)} KiB: ${ratio.toFixed(2)}x of the quickstart (limit ${limit}x); median ${ms.toFixed(0)} ms against ${quickstartMs.toFixed(0)} ms over ${runs} runs`;
}

export function startUpLine({ case: name, runs, ms, nodeMs, ratio, limit }) {
  const most = limit === undefined ? '' : ` (limit ${limit}x)`;
  return `${name}: ${ratio.toFixed(2)}x of node -e 0${most}; median ${ms.toFixed(0)} ms against ${nodeMs.toFixed(0)} ms over ${runs} runs`;
}

/**
 * The same starts in English, and a `plan` that finds no changes, beside those of another build of kefu, by the folder that its
 * dist/ lies in. The two run in turn and each first every other time. The ratio is the median of the ratios of the pairs.
 */
export async function* startUpsBeside(folder, runs) {
  const builds = [join(resolve(folder), 'dist/cli/main.js'), kefu];
  const emulator = await startEmulator();
  const cwd = await mkdtemp(join(tmpdir(), 'kefu-startup-'));
  const options = { cwd, env: { ...emulator.env, KEFU_LANG: 'en' } };
  try {
    await cp('examples/quickstart', cwd, { recursive: true });
    await secondsOf([process.execPath, kefu, 'apply', '--auto-approve', '--settle-time', '0'], options);
    for (const [name, args] of Object.entries({ ...commands, 'plan quickstart': ['plan'] })) {
      const pairs = [];
      for (let run = -3; run < runs; run++) {
        const pair = [];
        for (const which of run % 2 === 0 ? [0, 1] : [1, 0])
          pair[which] = await secondsOf([process.execPath, builds[which], ...args], options);
        if (run >= 0) pairs.push(pair);
      }
      const ratio = median(pairs.map(([before, now]) => now / before));
      const [beforeMs, ms] = [0, 1].map((which) => median(pairs.map((pair) => pair[which])) * 1000);
      yield { case: name, runs, beforeMs, ms, ratio };
    }
  } finally {
    await emulator.stop();
    await rm(cwd, { recursive: true, force: true });
  }
}

export function besideLine({ case: name, runs, beforeMs, ms, ratio }) {
  return `${name}: ${ratio.toFixed(3)}x of the other build; median ${ms.toFixed(1)} ms against ${beforeMs.toFixed(1)} ms over ${runs} pairs`;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { values, positionals } = parseArgs({
    options: { beside: { type: 'string' } },
    allowPositionals: true,
  });
  const runs = Number(positionals[0] ?? 25);
  if (values.beside === undefined) for (const row of await startUps(runs)) console.log(startUpLine(row));
  else for await (const row of startUpsBeside(values.beside, runs)) console.log(besideLine(row));
}
