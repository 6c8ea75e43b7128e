// Makes a machine fit for the tests, before `npm test`: Debian's packages that the tests use are installed when they are
// not there. Where that can't be done it names what is missing, and no test runs.
import { spawnSync } from 'node:child_process';

/** One line a package: its name, and a command of the shell that succeeds when it is there. */
const packages = [
  ['chromium', 'test -x /usr/bin/chromium'],
  ['curl', 'command -v curl'],
  ['fish', 'command -v fish'],
  ['git', 'command -v git'],
  ['jq', 'command -v jq'],
  ['openssl', 'command -v openssl'],
  ['postgresql', '(set -- /usr/lib/postgresql/*/bin/initdb; test -x "$1")'],
  ['python3', 'test -x /usr/bin/python3'],
  ['python3-requests', "/usr/bin/python3 -c 'import requests'"],
  ['python3-yaml', "/usr/bin/python3 -c 'import yaml'"],
  ['shellcheck', 'command -v shellcheck'],
  ['zsh', 'command -v zsh'],
];

/** Names of the packages that are not there, looked for with one start of the shell. */
function missingPackages() {
  const script = packages.map(([name, check]) => `{ ${check}; } >/dev/null 2>&1 || echo ${name}`).join('\n');
  const { stdout, error } = spawnSync('sh', ['-c', script], { encoding: 'utf8' });
  if (error) fail(`The shell can't be started: ${error.message}.`, packageNames());
  return stdout.split('\n').filter((line) => line !== '');
}

function packageNames() {
  return packages.map(([name]) => name);
}

/** The words to put before a command that needs root; undefined when nobody lets us. */
function asRoot() {
  if (process.getuid?.() === 0) return [];
  // Where nobody watches, sudo must not wait for a password.
  const sudo = process.stdin.isTTY ? ['sudo'] : ['sudo', '--non-interactive'];
  return succeeds([...sudo, 'true']) ? sudo : undefined;
}

function succeeds([command, ...args]) {
  return spawnSync(command, args, { stdio: ['inherit', 'ignore', 'ignore'] }).status === 0;
}

function aptGet(root, ...args) {
  const settings = ['-q', '-o', 'DPkg::Lock::Timeout=300'];
  const [command, ...rest] = [
    ...root,
    'env',
    'DEBIAN_FRONTEND=noninteractive',
    'apt-get',
    ...settings,
    ...args,
  ];
  // What it says goes to stderr: stdout is the tests' own.
  return spawnSync(command, rest, { stdio: ['inherit', 2, 2] }).status === 0;
}

function install(names) {
  if (!succeeds(['apt-get', '--version'])) fail('There is no apt-get here to install them.', names);
  const root = asRoot();
  if (root === undefined) fail('Installing them needs root, or sudo without a password.', names);
  process.stderr.write(`Installing what the tests use: ${names.join(' ')}\n`);
  if (!aptGet(root, 'update')) fail('apt-get update failed.', names);
  if (!aptGet(root, 'install', '--yes', '--no-install-recommends', ...names)) {
    fail('apt-get install failed.', names);
  }
}

function fail(why, names) {
  process.stderr.write(
    `error: The tests use system packages that are missing: ${names.join(' ')}\n  ${why} No test was run.\n` +
      `  → On Debian: apt-get install --yes --no-install-recommends ${names.join(' ')}\n`,
  );
  process.exit(1);
}

const missing = missingPackages();
if (missing.length > 0) {
  install(missing);
  const still = missingPackages();
  if (still.length > 0) fail('They were installed, and are still not where the tests look for them.', still);
}
