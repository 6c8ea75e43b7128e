import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';

const root = resolve(import.meta.dirname, '../..');
const text = (name: string) => readFileSync(join(root, name), 'utf8');

/** A machine that has only these commands. What a test installs is a program that does nothing. */
function machine(...commands: readonly string[]) {
  const folder = mkdtempSync(join(tmpdir(), 'kefu-machine-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const put = (name: string, script: string) =>
    writeFileSync(join(folder, name), `#!/bin/sh\n${script}\n`, { mode: 0o755 });
  for (const name of ['sh', 'env', 'true', 'chmod']) symlinkSync(`/bin/${name}`, join(folder, name));
  for (const name of commands) put(name, 'exit 0');
  const log = join(folder, 'apt.log');
  return {
    put,
    /** An apt-get that installs what its last arguments name; `install` is what else it does then. */
    withAptGet: (
      install = `for name; do printf '#!/bin/sh\\n' > '${folder}'/"$name"; chmod 755 '${folder}'/"$name"; done`,
    ) => {
      put('sudo', 'case "$1" in -*) shift;; esac; exec "$@"');
      put(
        'apt-get',
        `case "$*" in --version) exit 0;; *update) echo update >> '${log}'; exit 0;; esac
while [ "$1" != --no-install-recommends ]; do shift; done; shift
echo "install $*" >> '${log}'
${install}`,
      );
    },
    setUp: () => {
      const { status, stderr, stdout } = spawnSync(process.execPath, ['scripts/setup-tests.mjs'], {
        cwd: root,
        env: { PATH: folder },
        encoding: 'utf8',
      });
      return {
        exit: status,
        err: stderr,
        out: stdout,
        asked: existsSync(log) ? readFileSync(log, 'utf8') : '',
      };
    },
  };
}

test('given a machine that has everything, expect nothing to be asked for and nothing to be said', () => {
  const fit = machine('curl', 'fish', 'git', 'jq', 'openssl', 'shellcheck', 'zsh');
  fit.withAptGet();
  expect(fit.setUp()).toEqual({ exit: 0, err: '', out: '', asked: '' });
});

test('given a machine without zsh and fish, expect these to be installed, once, and no other', () => {
  const fresh = machine('curl', 'git', 'jq', 'openssl', 'shellcheck');
  fresh.withAptGet();
  const first = fresh.setUp();
  expect(first).toMatchObject({ exit: 0, out: '', asked: 'update\ninstall fish zsh\n' });
  expect(fresh.setUp()).toMatchObject({ exit: 0, err: '', asked: first.asked });
});

test('given a machine without apt-get, expect the missing packages by name and a failure', () => {
  const { exit, err } = machine('curl', 'git', 'jq', 'openssl', 'shellcheck').setUp();
  expect(exit).toBe(1);
  expect(err).toContain('missing: fish zsh\n');
  expect(err).toContain('There is no apt-get');
});

test.each([
  ['that fails', 'exit 100', 'apt-get install failed'],
  ['that installs something else', 'exit 0', 'still not where the tests look'],
])('given an apt-get %s, expect the missing packages by name and a failure', (_title, install, says) => {
  const fresh = machine('curl', 'git', 'jq', 'openssl', 'shellcheck', 'zsh');
  fresh.withAptGet(install);
  const { exit, err } = fresh.setUp();
  expect(exit).toBe(1);
  expect(err).toContain('missing: fish\n');
  expect(err).toContain(says);
});

test.skipIf(process.getuid?.() === 0)('given nobody who lets us be root, expect that to be told', () => {
  const fresh = machine('curl', 'git', 'jq', 'openssl', 'shellcheck', 'zsh');
  fresh.withAptGet();
  fresh.put('sudo', 'exit 1');
  expect(fresh.setUp()).toMatchObject({ exit: 1, err: expect.stringContaining('needs root'), asked: '' });
});

test("expect the README's second command to set the machine up before anything else, and CI to run just that", () => {
  const [, second] = /```sh\nnpm ci && .*\n(\S+ \S+)/.exec(text('README.md')) ?? [];
  expect(second).toBe('npm cit');
  const { scripts } = JSON.parse(text('package.json')) as { scripts: Record<string, string> };
  expect(scripts.test).toMatch(/^node scripts\/setup-tests\.mjs && /);
  const ci = text('.ci/run');
  expect(ci).toContain(`\n${second} `);
  expect(ci).not.toMatch(/apt|sudo|npm (?:ci|install)\b/);
});
