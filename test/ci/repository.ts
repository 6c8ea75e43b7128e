import { execFileSync, spawn } from 'node:child_process';
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { onTestFinished } from 'vitest';
import { type RunningEmulator, startEmulator } from '../../src/emulator/server.ts';
import { residentOnPath } from './resident.ts';

const root = resolve(import.meta.dirname, '../..');

/** How a script ended. */
export interface Ended {
  readonly exit: number | null;
  readonly out: string;
}

/** A team's repository on a server with the script that every pipeline calls, an official account, and kefu on PATH; all gone after the test. */
export interface Team {
  readonly emulator: RunningEmulator;
  /** A folder for machines, artifacts and the like. */
  readonly folder: string;
  /** The repository on the server. */
  readonly origin: string;
  /** Checks a branch out into a new folder, as CI does. */
  checkOut(branch?: string): string;
  /** Commits these files to a branch of the server. */
  push(files: Readonly<Record<string, string>>, branch?: string): void;
  /** A file as the server has it; undefined when it has none. */
  onServer(file: string, branch?: string): string | undefined;
  /** Runs a script as CI runs it. */
  run(script: string, cwd: string, env: Readonly<Record<string, string>>): Promise<Ended>;
}

export async function team(
  files: Readonly<Record<string, string>>,
  putOnPath: (folder: string) => string | Promise<string> = residentOnPath,
): Promise<Team> {
  const folder = mkdtempSync(join(tmpdir(), 'kefu-ci-'));
  const emulator = await startEmulator();
  onTestFinished(async () => {
    await emulator.close();
    rmSync(folder, { recursive: true, force: true });
  });
  // Nothing of a test outlives it: no repository needs tidying, no file to be safe from a crash.
  writeFileSync(
    join(folder, '.gitconfig'),
    '[maintenance]\nauto = false\n[gc]\nauto = 0\n[core]\nfsync = none\n',
  );
  const git = (cwd: string, ...args: string[]) => gitAt(folder, cwd, ...args);
  const origin = join(folder, 'origin.git');
  git(folder, 'init', '--quiet', '--bare', '--initial-branch=main', origin);
  const work = join(folder, 'work');
  git(folder, 'clone', '--quiet', origin, work);
  const bin = await putOnPath(folder);
  let machines = 0;

  const it: Team = {
    emulator,
    folder,
    origin,
    checkOut: (branch = 'main') => {
      machines += 1;
      const machine = join(folder, `machine-${machines}`);
      git(folder, 'clone', '--quiet', '--branch', branch, origin, machine);
      return machine;
    },
    push: (changed, branch = 'main') => {
      if (existsSync(join(work, '.git/refs/heads/main'))) git(work, 'fetch', '--quiet', 'origin', 'main');
      if (existsSync(join(work, '.git/FETCH_HEAD')))
        git(work, 'checkout', '--quiet', '-B', branch, 'FETCH_HEAD');
      for (const [name, text] of Object.entries(changed)) {
        mkdirSync(dirname(join(work, name)), { recursive: true });
        writeFileSync(join(work, name), text);
      }
      git(work, 'add', '--all');
      git(work, 'commit', '--quiet', '--message', 'Change the accounts');
      git(work, 'push', '--quiet', '--force', 'origin', `HEAD:${branch}`);
    },
    onServer: (file, branch = 'main') => {
      try {
        return git(origin, 'show', `${branch}:${file}`);
      } catch {
        return undefined;
      }
    },
    run: (script, cwd, env) =>
      bash(script, cwd, {
        PATH: `${bin}:${process.env.PATH}`,
        HOME: folder,
        KEFU_ENDPOINT: emulator.url,
        ...env,
      }),
  };
  it.push({ 'ci/kefu/kefu-ci.sh': readFileSync(join(root, 'examples/ci/kefu-ci.sh'), 'utf8'), ...files });
  return it;
}

/** A config of the emulator's official account. */
export function configWith(accounts: string): string {
  const text = readFileSync(join(root, 'test/ci/kefu.yaml'), 'utf8');
  return text.replace('{}', accounts);
}

/** A folder for PATH with the built kefu in it, a process of its own each time. */
export function kefuOnPath(folder: string): string {
  const bin = join(folder, 'bin');
  mkdirSync(bin);
  writeFileSync(
    join(bin, 'kefu'),
    `#!/bin/sh\nexec '${process.execPath}' '${join(root, 'dist/cli/main.js')}' "$@"\n`,
  );
  chmodSync(join(bin, 'kefu'), 0o755);
  return bin;
}

/** The way GitHub's `shell: bash` and GitLab's runner start scripts. */
export function bash(script: string, cwd: string, env: Record<string, string>): Promise<Ended> {
  const child = spawn('bash', ['--noprofile', '--norc', '-eo', 'pipefail', '-c', script], {
    cwd,
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let out = '';
  const hear = (text: Buffer) => {
    out += text;
  };
  child.stdout.on('data', hear);
  child.stderr.on('data', hear);
  return new Promise((done, fail) => {
    child.once('error', fail);
    child.once('close', (exit) => done({ exit, out }));
  });
}

function gitAt(home: string, cwd: string, ...args: string[]): string {
  const who = ['-c', 'user.name=Li', '-c', 'user.email=li@example.com', '-c', 'init.defaultBranch=main'];
  const env = { ...process.env, HOME: home };
  return execFileSync('git', [...who, ...args], {
    cwd,
    env,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

/** Copies the files of a list of paths that are there, as an artifact store does. */
export function copyFiles(paths: readonly string[], from: string, to: string): void {
  for (const path of paths) {
    const source = join(from, path);
    if (existsSync(source)) cpSync(source, join(to, path), { recursive: true });
  }
}
