import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { note } from './canaries.ts';

const main = resolve(import.meta.dirname, '../../dist/cli/main.js');

/** How a run of the built CLI ended. */
export interface Run {
  readonly exit: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly out: string;
  readonly err: string;
}

/**
 * Starts the built CLI as a process of its own. `onOut` sees what it prints on stdout and stderr as it comes; after
 * `timeoutMs` it is killed.
 */
export function startKefu(
  args: readonly string[],
  {
    cwd,
    env,
    onOut,
    timeoutMs,
  }: {
    cwd: string;
    env: Record<string, string>;
    onOut?: (text: string, child: ChildProcess) => void;
    timeoutMs?: number;
  },
): Promise<Run> {
  if (!existsSync(main)) throw new Error('dist/ is missing: run npm run build first (npm test does).');
  const { PATH = '', HOME = '' } = process.env;
  const child = spawn(process.execPath, [main, ...args], {
    cwd,
    env: { PATH, HOME, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
    ...(timeoutMs === undefined ? {} : { timeout: timeoutMs, killSignal: 'SIGKILL' as const }),
  });
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
