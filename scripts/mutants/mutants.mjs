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
const only = values.files.split(',').filter(Boolean);
const unknown = asked.filter((part) => !Object.hasOwn(parts, part));
if (unknown.length > 0)
  throw new Error(`no such part: ${unknown.join(' ')}; there are ${Object.keys(parts).join(' ')}`);

execFileSync(process.execPath, ['scripts/build-validators.mjs'], { stdio: 'inherit' });
const scores = [];
for (const part of asked.length > 0 ? asked : Object.keys(parts)) {
  const started = Date.now();
  const mutants = await tried(part, parts[part]);
  scores.push({ ...scoreOf(mutants), part, minutes: (Date.now() - started) / 60_000 });
}
for (const { part, noticed, tried, minutes } of scores) {
  console.log(
    `${part}: ${noticed}/${tried} mutants noticed, ${share(noticed, tried)} %, ${minutes.toFixed(1)} min`,
  );
}
if (scores.some(({ noticed, tried }) => share(noticed, tried) < leastScore)) process.exitCode = 1;

/** The mutants of a part: what the simulated world doesn't notice the tests try after it. */
async function tried(part, { mutate, simulated = false, tests }) {
  const first = await changed({ name: part, mutate: narrowed(mutate), simulated, tests });
  if (!simulated) return first;
  const left = first.filter(isUnnoticed);
  const then = await changed({
    name: `${part}-by-tests`,
    mutate: left.map(rangeOf),
    simulated: false,
    tests,
  });
  const byTests = new Map(then.map((mutant) => [sameChange(mutant), mutant]));
  return first.map((mutant) => (isUnnoticed(mutant) ? (byTests.get(sameChange(mutant)) ?? mutant) : mutant));
}

async function changed(run) {
  if (run.mutate.length === 0) return [];
  const { status } = spawnSync('npx', ['stryker', 'run', 'scripts/mutants/stryker.config.mjs'], {
    stdio: 'inherit',
    env: { ...process.env, KEFU_MUTANTS_RUN: JSON.stringify(run) },
  });
  if (status !== 0) throw new Error(`Stryker could not finish ${run.name}`);
  const report = await readFile(`node_modules/.cache/mutants/${run.name}-report.json`, 'utf8');
  return Object.entries(JSON.parse(report).files).flatMap(([file, { mutants }]) =>
    mutants.map((mutant) => ({ ...mutant, file })),
  );
}

function narrowed(mutate) {
  if (only.length === 0) return mutate;
  return mutate.flatMap((pattern) =>
    pattern.startsWith('!') ? [pattern] : only.map((name) => pattern.replace('*.ts', `${name}.ts`)),
  );
}

/** Counts as Stryker does: a mutant without a test, or one that survives, is not noticed; what is ignored is no mutant. */
function scoreOf(mutants) {
  const all = mutants.filter((mutant) => isNoticed(mutant) || isUnnoticed(mutant));
  for (const file of new Set(all.map((mutant) => mutant.file))) {
    const here = all.filter((mutant) => mutant.file === file);
    console.log(`  ${file}: ${here.filter(isNoticed).length}/${here.length}`);
    for (const mutant of here.filter(isUnnoticed)) console.log(`    ${told(mutant)}`);
  }
  return { noticed: all.filter(isNoticed).length, tried: all.length };
}

function isNoticed({ status }) {
  return status === 'Killed' || status === 'Timeout';
}

function isUnnoticed({ status }) {
  return status === 'Survived' || status === 'NoCoverage';
}

/** As Stryker reads a range: lines from 1, columns from 0; its reports count both from 1. */
function rangeOf({ file, location: { start, end } }) {
  return `${file}:${start.line}:${start.column - 1}-${end.line}:${end.column - 1}`;
}

function sameChange({ file, location, mutatorName, replacement }) {
  return JSON.stringify([file, location, mutatorName, replacement]);
}

function told({ location: { start }, status, mutatorName, replacement }) {
  return `${start.line}:${start.column} ${status} ${mutatorName} ${replacement.replaceAll(/\s+/g, ' ').slice(0, 120)}`;
}

/** In percent, cut and not rounded after one digit. */
function share(noticed, tried) {
  return tried === 0 ? 0 : Math.floor((1000 * noticed) / tried) / 10;
}
