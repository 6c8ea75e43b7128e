// The tests of a part that the simulated world notices: a share of every sweep, then some random schedules, up to the first
// thing that breaks. Runs in Stryker's copy of the tree; which change is in force the sources learn from the environment.
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { bundleSimulation } from '../reliability/bundle.mjs';

const bundle = resolve('simulate.mutants.mjs');
// Stryker runs all without a change first.
if (!existsSync(bundle)) await bundleSimulation(bundle);

const small = ['clean', 'guards'];
const sweeps = 'single readings records crash lasting editors pictures late signals clocks sends'.split(' ');
/** Of how many points of the sweeps one is tried. */
const share = process.env.KEFU_MUTANTS_SHARE ?? '80';
const runs = [
  small,
  [...sweeps, '--parts', share, '--part', '0'],
  ['--random', '40', '--seed', '1', '--dense'],
];
// In this very process: Stryker ends it when a change makes it go on for ever.
for (const [nth, args] of runs.entries()) {
  const { broken, first } = JSON.parse(await saidBy(nth, [...args, '--first']));
  if (broken > 0) {
    console.log(JSON.stringify(first[0]));
    process.exit(1);
  }
}

async function saidBy(nth, args) {
  const { write } = process.stdout;
  let said = '';
  process.argv.splice(2, Number.POSITIVE_INFINITY, ...args);
  process.stdout.write = (text) => {
    said += text;
    return true;
  };
  try {
    await import(`${pathToFileURL(bundle)}?run=${nth}`);
  } finally {
    process.stdout.write = write;
  }
  return said;
}
