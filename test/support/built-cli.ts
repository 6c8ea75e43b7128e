import { type ChildProcess, type ChildProcessByStdio, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Readable } from 'node:stream';
import { note } from './canaries.ts';

// Bundled for the sweeps it lies elsewhere, and is told where the project is.
const main = resolve(process.env.KEFU_PROJECT ?? join(import.meta.dirname, '../..'), 'dist/cli/main.js');

/** How a run of the built CLI ended. */
export interface Run {
  readonly exit: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly out: string;
  readonly err: string;
}

export interface StartOptions {
  readonly cwd: string;
  readonly env: Record<string, string>;
  /** Is given the process as soon as there is one. */
  readonly onStart?: (child: ChildProcess) => void;
  /** Sees what it prints on stdout and stderr as it comes. */
  readonly onOut?: (text: string, child: ChildProcess) => void;
  /** After so long it is killed. */
  readonly timeoutMs?: number;
}

/** Runs the built CLI in a terminal of its own, where yes is typed when it asks; both of its streams are in `out`. */
export async function kefuInTerminal(
  args: readonly string[],
  { cwd, env }: Pick<StartOptions, 'cwd' | 'env'>,
): Promise<Run> {
  const answer = resolve(import.meta.dirname, '../release/answer-yes.py');
  const { PATH = '', HOME = '' } = process.env;
  const child = spawn('python3', [answer, process.execPath, main, ...args], {
    cwd,
    env: { PATH, HOME, TERM: 'xterm', COLUMNS: '100', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  return endOf(child, undefined);
}

/** Starts the built CLI as a process of its own; resolves when it has ended. */
export function startKefu(
  args: readonly string[],
  { cwd, env, onStart, onOut, timeoutMs }: StartOptions,
): Promise<Run> {
  if (!existsSync(main)) throw new Error('dist/ is missing: run npm run build first (npm test does).');
  const { PATH = '', HOME = '' } = process.env;
  const child = spawn(process.execPath, [main, ...args], {
    cwd,
    env: { PATH, HOME, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
    ...(timeoutMs === undefined ? {} : { timeout: timeoutMs, killSignal: 'SIGKILL' as const }),
  });
  onStart?.(child);
  return endOf(child, onOut);
}

function endOf(
  child: ChildProcessByStdio<null, Readable, Readable>,
  onOut: StartOptions['onOut'],
): Promise<Run> {
  let out = '';
  let err = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    out += text;
    note(text);
    onOut?.(text, child);
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    err += text;
    note(text);
    onOut?.(text, child);
  });
  return new Promise((done, fail) => {
    child.once('error', fail);
    child.once('close', (exit, signal) => done({ exit, signal, out, err }));
  });
}
