// Mutation testing with Stryker, part by part: npm run mutants [-- part…]. Fails below the share of mutants that are to be noticed.
//   --files verdict,rounds   of the parts these files alone, by name
import { execFileSync, spawnSync } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { parts } from './parts.mjs';

const leastScore = 90;
const { positionals: asked, values } = parseArgs({
  allowPositionals: true,
  options: { files: { type: 'string', default: '' } },
});
const unknown = asked.filter((part) => !Object.hasOwn(parts, part));
if (unknown.length > 0)
  throw new Error(`no such part: ${unknown.join(' ')}; there are ${Object.keys(parts).join(' ')}`);

execFileSync(process.execPath, ['scripts/build-validators.mjs'], { stdio: 'inherit' });
const scores = [];
for (const part of asked.length > 0 ? asked : Object.keys(parts)) {
  const started = Date.now();
  const { status } = spawnSync('npx', ['stryker', 'run', 'scripts/mutants/stryker.config.mjs'], {
    stdio: 'inherit',
    env: { ...process.env, KEFU_MUTANTS_PART: part, KEFU_MUTANTS_FILES: values.files },
  });
  if (status !== 0) throw new Error(`Stryker could not finish ${part}`);
  scores.push({ ...(await scoreOf(part)), part, minutes: (Date.now() - started) / 60_000 });
}
for (const { part, noticed, tried, minutes } of scores) {
  console.log(
    `${part}: ${noticed}/${tried} mutants noticed, ${share(noticed, tried)} %, ${minutes.toFixed(1)} min`,
  );
}
if (scores.some(({ noticed, tried }) => share(noticed, tried) < leastScore)) process.exitCode = 1;

/** Counts as Stryker does: a mutant without a test, or one that survives, is not noticed; what is ignored is no mutant. */
async function scoreOf(part) {
  const { files } = JSON.parse(await readFile(`node_modules/.cache/mutants/${part}-report.json`, 'utf8'));
  const all = Object.entries(files).map(([file, { mutants }]) => ({ file, ...counted(mutants) }));
  for (const { file, noticed, tried } of all) console.log(`  ${file}: ${noticed}/${tried}`);
  const sum = (key) => all.reduce((total, one) => total + one[key], 0);
  return { noticed: sum('noticed'), tried: sum('tried') };
}

function counted(mutants) {
  const count = (...wanted) => mutants.filter(({ status }) => wanted.includes(status)).length;
  const noticed = count('Killed', 'Timeout');
  return { noticed, tried: noticed + count('Survived', 'NoCoverage') };
}

/** In percent, cut and not rounded after one digit. */
function share(noticed, tried) {
  return tried === 0 ? 0 : Math.floor((1000 * noticed) / tried) / 10;
}
