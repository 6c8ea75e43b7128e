// The tests of a part that the simulated world notices: a share of every sweep, then some random schedules, up to the first
// thing that breaks. Runs in Stryker's copy of the tree; which change is in force the sources learn from the environment.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { bundleSimulation } from '../reliability/bundle.mjs';

const bundle = resolve('simulate.mutants.mjs');
// Stryker runs all without a change first.
if (!existsSync(bundle)) await bundleSimulation(bundle);

const small = ['clean', 'guards'];
const sweeps = 'single readings crash lasting editors pictures late signals clocks sends'.split(' ');
/** Of how many points of the sweeps one is tried. */
const share = process.env.KEFU_MUTANTS_SHARE ?? '80';
const runs = [
  small,
  [...sweeps, '--parts', share, '--part', '0'],
  ['--random', '40', '--seed', '1', '--dense'],
];
for (const args of runs) {
  const { status, stdout } = spawnSync(process.execPath, [bundle, ...args, '--first'], {
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  });
  const found = status === 0 ? JSON.parse(stdout) : undefined;
  if (found?.broken !== 0) {
    console.log(found === undefined ? 'it does not run' : JSON.stringify(found.first[0]));
    process.exit(1);
  }
}
