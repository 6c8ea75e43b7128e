// Runs the tests with other versions of Node.js, whose programs npm has as packages. They are no dependency: they are kept in
// `node_modules/.cache/nodes`, or in the folder that KEFU_TEST_NODES names, and used again. Needs a built dist/.
//
//   npm run test:nodes -- [--node MAJOR]… [--newest] [what vitest takes]
//
// `--node` takes one of the majors, all by default; `--newest` asks npm for the newest of each once more.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';

const majors = ['22', '24', '26'];
const folder = resolve(process.env.KEFU_TEST_NODES ?? 'node_modules/.cache/nodes');

const { asked, newest, rest } = argumentsOf(process.argv.slice(2));
const results = [];
for (const major of asked) {
  const bin = programOf(major);
  const version = spawnSync(join(bin, 'node'), ['--version'], { encoding: 'utf8' }).stdout.trim();
  process.stdout.write(`\nNode.js ${version}\n`);
  results.push({ version, passed: await testsPass(bin) });
}
const failed = results.filter(({ passed }) => !passed);
for (const { version, passed } of results) {
  process.stdout.write(`Node.js ${version}: ${passed ? 'passed' : 'FAILED'}\n`);
}
process.exitCode = failed.length === 0 ? 0 : 1;

/** Which versions are asked for, and what is left for vitest; a bare major is one as well. */
function argumentsOf(args) {
  const { tokens } = parseArgs({
    args,
    options: { node: { type: 'string', multiple: true }, newest: { type: 'boolean' } },
    allowPositionals: true,
    strict: false,
    tokens: true,
  });
  const own = tokens.filter(
    (token) =>
      (token.kind === 'option' && ['node', 'newest'].includes(token.name)) ||
      (token.kind === 'positional' && majors.includes(token.value)),
  );
  const named = own.flatMap(({ kind, name, value }) =>
    name === 'node' || kind === 'positional' ? [value] : [],
  );
  for (const major of named) {
    if (!majors.includes(major)) throw new Error(`--node takes ${majors.join(', ')}, not ${major}.`);
  }
  const taken = new Set(
    own.flatMap(({ index, name, inlineValue }) =>
      name === 'node' && !inlineValue ? [index, index + 1] : [index],
    ),
  );
  return {
    asked: named.length === 0 ? majors : [...new Set(named)],
    newest: own.some(({ name }) => name === 'newest'),
    rest: args.filter((_, index) => !taken.has(index)),
  };
}

/** The folder of the program of a major version: the one that is kept, else the newest that npm has. */
function programOf(major) {
  const name = `node-${process.platform === 'win32' ? 'win' : process.platform}-${process.arch}`;
  const prefix = join(folder, major);
  const bin = join(prefix, 'node_modules', name, 'bin');
  if (!newest && existsSync(join(bin, 'node'))) return bin;
  const flags = ['--no-save', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
  const { status } = spawnSync('npm', ['install', '--prefix', prefix, ...flags, `${name}@${major}`], {
    stdio: ['ignore', 2, 2],
  });
  if (status !== 0) throw new Error(`${name}@${major} can't be installed.`);
  return bin;
}

async function testsPass(bin) {
  const env = { ...process.env, PATH: `${bin}${delimiter}${process.env.PATH}` };
  const tests = spawn(join(bin, 'node'), ['node_modules/vitest/vitest.mjs', 'run', ...rest], {
    env,
    stdio: 'inherit',
  });
  return (await new Promise((done) => tests.once('close', done))) === 0;
}
