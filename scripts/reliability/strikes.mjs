// Kills and signals the built command line at every request, at four moments of each, before the real emulator and on real
// files. Ends with one line for machines; fails when anything broke.
//   --weapons NAMES   with commas: SIGKILL, SIGINT, SIGTERM, "double SIGINT"; all by default
//   --every N         every Nth point only
import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { availableParallelism, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs, promisify } from 'node:util';
import { build } from 'esbuild';

const text = { type: 'string' };
const { values } = parseArgs({ options: { weapons: text, every: text } });
const weapons = (values.weapons ?? 'SIGKILL,SIGINT,double SIGINT,SIGTERM').split(',');
const parts = Math.min(2, availableParallelism());
const began = Date.now();

const folder = await mkdtemp(join(tmpdir(), 'kefu-strikes-'));
try {
  const program = join(folder, 'strike.mjs');
  await build({
    entryPoints: ['test/reliability/children/strike.ts'],
    outfile: program,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    logLevel: 'error',
  });
  const told = [];
  for (const weapon of weapons) {
    const { points, broken, first } = await strikesOf(program, weapon);
    told.push({ points, broken });
    console.log(`${weapon.padEnd(14)} ${points - broken}/${points}`);
    for (const { where, what } of first) console.log(`  ${where}\n    ${what.join('\n    ')}`);
  }
  const sum = (of) => told.reduce((all, one) => all + one[of], 0);
  console.log(`${Math.round((Date.now() - began) / 1000)} s`);
  console.log(`strikes=${sum('points') - sum('broken')}/${sum('points')}`);
  process.exitCode = sum('broken') === 0 && sum('points') > 0 ? 0 : 1;
} finally {
  await rm(folder, { recursive: true, force: true });
}

/** All points of one weapon, in as many processes as there are parts. */
async function strikesOf(program, weapon) {
  const shares = await Promise.all(
    Array.from({ length: parts }, async (_, part) => {
      const args = ['--weapons', weapon, '--every', values.every ?? '1', '--part', part, '--parts', parts];
      const { stdout } = await promisify(execFile)(process.execPath, [program, ...args.map(String)], {
        maxBuffer: 64 * 1024 * 1024,
        env: { ...process.env, KEFU_PROJECT: resolve('.') },
      });
      return JSON.parse(stdout);
    }),
  );
  const sum = (of) => shares.reduce((all, one) => all + one[of], 0);
  return { points: sum('points'), broken: sum('broken'), first: shares.flatMap(({ first }) => first) };
}
