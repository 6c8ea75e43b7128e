import { type ChildProcess, spawn } from 'node:child_process';
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { onTestFinished } from 'vitest';
import { emptyFolder } from '../files/folder.ts';
import { childProgram, type Ended, run } from './child.ts';

export const clock = {
  now: () => Date.now(),
  uptime: () => performance.now(),
  sleep: (ms: number) => sleep(ms),
};

/** A folder with a state file to be locked, and processes that lock it. */
export interface Place {
  readonly folder: string;
  readonly stateFile: string;
  readonly lock: string;
  /** Everything in the folder. */
  names(): string[];
  /** Lays out a lock with this content. */
  layOut(content: string): void;
  /** What the lock file says. */
  holder(): Record<string, unknown>;
  /** Runs a process that takes the lock, to its end. `inside` are commands to start it with. */
  take(env?: Record<string, string>, inside?: readonly string[]): Promise<Ended>;
  /** Starts one that holds it for a minute; resolves when it does. */
  holding(inside?: readonly string[]): Promise<ChildProcess>;
  /** A lock whose holder was killed. */
  abandoned(inside?: readonly string[]): Promise<void>;
}

let program: Promise<string> | undefined;

export async function place(): Promise<Place> {
  program ??= childProgram('hold');
  const child = await program;
  const folder = emptyFolder();
  const stateFile = join(folder, 'kefu.state.json');
  const lock = `${stateFile}.lock`;
  const command = (inside: readonly string[]) => [...inside, process.execPath, child, stateFile];
  const take: Place['take'] = (env = {}, inside = []) => {
    const [first = '', ...rest] = command(inside);
    return run(first, rest, env);
  };
  return {
    folder,
    stateFile,
    lock,
    names: () => readdirSync(folder).sort(),
    layOut: (content) => writeFileSync(lock, content),
    holder: () => JSON.parse(readFileSync(lock, 'utf8')),
    take,
    holding: async (inside = []) => {
      const [first = '', ...rest] = command(inside);
      const env = { PATH: process.env.PATH, HOLD: '60000' };
      const holder = spawn(first, rest, { env, stdio: ['ignore', 'pipe', 'inherit'] });
      onTestFinished(() => void holder.kill('SIGKILL'));
      await new Promise((held) => holder.stdout.once('data', held));
      return holder;
    },
    abandoned: async (inside = []) => {
      await take({ DIE: '1' }, inside);
      rmSync(`${stateFile}.inside`, { recursive: true });
    },
  };
}

/** A lock as an older kefu wrote it. */
export function oldLock(changes: Record<string, unknown> = {}): string {
  const holder = { nonce: 'b6e0', pid: process.pid, host: hostname(), since: new Date().toISOString() };
  return `${JSON.stringify({ ...holder, ...changes })}\n`;
}
