import { execFileSync, spawn } from 'node:child_process';
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { afterAll, onTestFinished } from 'vitest';
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
  atTheEnd: (tidy: () => Promise<void>) => void = onTestFinished,
): Promise<Team> {
  const folder = mkdtempSync(join(tmpdir(), 'kefu-ci-'));
  const emulator = await startEmulator();
  atTheEnd(async () => {
    await emulator.close();
    rmSync(folder, { recursive: true, force: true });
  });
  const script = readFileSync(join(root, 'examples/ci/kefu-ci.sh'), 'utf8');
  cpSync(repositoryWith({ 'ci/kefu/kefu-ci.sh': script, ...files }), folder, { recursive: true });
  const origin = join(folder, 'origin.git');
  const bin = await putOnPath(folder);
  let machines = 0;

  const it: Team = {
    emulator,
    folder,
    origin,
    checkOut: (branch = 'main') => {
      machines += 1;
      const machine = join(folder, `machine-${machines}`);
      cpSync(cloneOf(origin, branch), machine, { recursive: true });
      return machine;
    },
    push: (changed, branch = 'main') => {
      const work = join(folder, 'work');
      git(work, 'fetch', '--quiet', 'origin', 'main');
      git(work, 'checkout', '--quiet', '-B', branch, 'FETCH_HEAD');
      commit(work, changed, branch);
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
  return it;
}

/** What tests have in common is made once a test file and copied: most of their time went into processes of git. */
const made = mkdtempSync(join(tmpdir(), 'kefu-ci-made-'));
const repositories = new Map<string, string>();
const clones = new Map<string, string>();
afterAll(() => rmSync(made, { recursive: true, force: true }));
// Nothing of a test outlives it: no repository needs tidying, no file to be safe from a crash.
writeFileSync(
  join(made, '.gitconfig'),
  '[maintenance]\nauto = false\n[gc]\nauto = 0\n[receive]\nautogc = false\n[core]\nfsync = none\n',
);

/** A folder with a server and somebody's clone, these files in both. */
function repositoryWith(files: Readonly<Record<string, string>>): string {
  return madeOnce(repositories, JSON.stringify(files), (folder) => {
    mkdirSync(folder);
    cpSync(join(made, '.gitconfig'), join(folder, '.gitconfig'));
    git(folder, 'init', '--quiet', '--template=', '--bare', '--initial-branch=main', 'origin.git');
    git(folder, 'clone', '--quiet', '--template=', 'origin.git', 'work');
    commit(join(folder, 'work'), files, 'main');
    besideIt(join(folder, 'work'));
  });
}

/** A clone of what the server has now, as it lies beside the server. */
function cloneOf(origin: string, branch: string): string {
  return madeOnce(clones, `${branch} of ${branchesOf(origin)}`, (folder) => {
    git(dirname(origin), 'clone', '--quiet', '--template=', '--branch', branch, origin, folder);
    besideIt(folder);
  });
}

function madeOnce(known: Map<string, string>, key: string, make: (folder: string) => void): string {
  const folder = known.get(key) ?? join(made, String(repositories.size + clones.size));
  if (!known.has(key)) make(folder);
  known.set(key, folder);
  return folder;
}

/** Each branch of the server with its commit. */
function branchesOf(origin: string): string {
  const heads = join(origin, 'refs/heads');
  const branches = readdirSync(heads, { recursive: true, encoding: 'utf8' })
    .filter((name) => statSync(join(heads, name)).isFile())
    .sort();
  return branches.map((name) => `${name} ${readFileSync(join(heads, name), 'utf8')}`).join('');
}

/** Lets a clone find the server that lies beside it, wherever both are copied to. */
function besideIt(clone: string): void {
  git(clone, 'config', 'remote.origin.url', '../origin.git');
}

function commit(work: string, files: Readonly<Record<string, string>>, branch: string): void {
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(work, name)), { recursive: true });
    writeFileSync(join(work, name), text);
  }
  git(work, 'add', '--all');
  git(work, 'commit', '--quiet', '--message', 'Change the accounts');
  git(work, 'push', '--quiet', '--force', 'origin', `HEAD:${branch}`);
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

function git(cwd: string, ...args: string[]): string {
  const who = ['-c', 'user.name=Li', '-c', 'user.email=li@example.com', '-c', 'init.defaultBranch=main'];
  return execFileSync('git', [...who, ...args], {
    cwd,
    env: { ...process.env, HOME: made },
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
