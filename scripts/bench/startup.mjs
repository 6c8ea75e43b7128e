// Start-up as a ratio to `node -e 0`, the two run in turn so that a machine whose speed drifts does not matter.
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { kefu, median, secondsOf } from './emulator.mjs';

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

export function startUpLine({ case: name, runs, ms, nodeMs, ratio, limit }) {
  const most = limit === undefined ? '' : ` (limit ${limit}x)`;
  return `${name}: ${ratio.toFixed(2)}x of node -e 0${most}; median ${ms.toFixed(0)} ms against ${nodeMs.toFixed(0)} ms over ${runs} runs`;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  for (const row of await startUps(Number(process.argv[2] ?? 25))) console.log(startUpLine(row));
}
