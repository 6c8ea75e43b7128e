// Runs the tests with other versions of Node.js, whose programs npm has as packages: they go into a temporary folder and are
// no dependency. Arguments: major versions (all by default), then what vitest takes. Needs a built dist/.
import { spawn, spawnSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';

/** The newest of each major that was there when it was last looked for. */
const versions = { 22: '22.23.3', 24: '24.21.0', 26: '26.10.0' };

const args = process.argv.slice(2);
const named = args.filter((arg) => arg in versions);
const majors = named.length === 0 ? Object.keys(versions) : named;
const rest = args.filter((arg) => !(arg in versions));

const folder = await mkdtemp(join(tmpdir(), 'kefu-nodes-'));
const failed = [];
try {
  for (const major of majors) {
    const bin = install(versions[major]);
    process.stdout.write(`\nNode.js ${versions[major]}\n`);
    const env = { ...process.env, PATH: `${bin}${delimiter}${process.env.PATH}` };
    const tests = spawn(join(bin, 'node'), ['node_modules/vitest/vitest.mjs', 'run', ...rest], {
      env,
      stdio: 'inherit',
    });
    const code = await new Promise((done) => tests.once('close', done));
    if (code !== 0) failed.push(versions[major]);
  }
} finally {
  await rm(folder, { recursive: true });
}
process.stdout.write(failed.length === 0 ? 'All passed.\n' : `Failed with Node.js ${failed.join(', ')}.\n`);
process.exitCode = failed.length === 0 ? 0 : 1;

/** Resolves to the folder of the program. */
function install(version) {
  const name = `node-${process.platform}-${process.arch}`;
  const prefix = join(folder, version);
  const flags = ['--no-save', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
  const { status } = spawnSync('npm', ['install', '--prefix', prefix, ...flags, `${name}@${version}`], {
    stdio: ['ignore', 2, 2],
  });
  if (status !== 0) throw new Error(`${name}@${version} can't be installed.`);
  return join(prefix, 'node_modules', name, 'bin');
}
