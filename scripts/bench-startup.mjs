// Start-up as a ratio to `node -e 0`, the two run in turn so that a machine whose speed drifts does not matter.
import { spawnSync } from 'node:child_process';
import { resolve } from 'node:path';

const runs = Number(process.argv[2] ?? 25);
const kefu = resolve('dist/cli/main.js');
// An extra certificate file costs Node itself tens of milliseconds at every start.
const env = { ...process.env, NODE_EXTRA_CA_CERTS: '' };

const commands = {
  '--version': [kefu, '--version'],
  'validate quickstart': [kefu, 'validate', 'examples/quickstart/kefu.yaml'],
};
const limits = { '--version': 1.8, 'validate quickstart': 3.5 };

for (const [name, args] of Object.entries(commands)) {
  const ratios = [];
  const times = [];
  const bases = [];
  for (let run = -2; run < runs; run++) {
    const base = milliseconds(['-e', '0']);
    const time = milliseconds(args);
    if (run < 0) continue;
    ratios.push(time / base);
    times.push(time);
    bases.push(base);
  }
  console.log(
    `${name}: ${median(ratios).toFixed(2)}x of node -e 0 (limit ${limits[name]}x); ` +
      `median ${median(times).toFixed(0)} ms against ${median(bases).toFixed(0)} ms over ${runs} runs`,
  );
}

function milliseconds(args) {
  const start = process.hrtime.bigint();
  const { status } = spawnSync(process.execPath, args, { env, stdio: 'ignore' });
  if (status !== 0) throw new Error(`${args.join(' ')} ended with ${status}`);
  return Number(process.hrtime.bigint() - start) / 1e6;
}

function median(numbers) {
  return [...numbers].sort((first, second) => first - second)[Math.floor(numbers.length / 2)];
}
