import { spawn } from 'node:child_process';
import { join, resolve } from 'node:path';
import { build } from 'esbuild';

/** Makes a program of `children/` runnable and resolves to its path in the folder. */
export async function childProgram(name: string, folder: string): Promise<string> {
  const program = join(folder, `${name}.mjs`);
  await build({
    entryPoints: [resolve(import.meta.dirname, `children/${name}.ts`)],
    outfile: program,
    bundle: true,
    platform: 'node',
    format: 'esm',
    logLevel: 'error',
  });
  return program;
}

/** How a command ended. */
export interface Ended {
  readonly exit: number | null;
  readonly out: string;
}

/** Runs a command to its end and keeps what it prints on stdout. */
export function run(command: string, args: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<Ended> {
  const child = spawn(command, args, {
    env: { PATH: process.env.PATH, ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let out = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    out += text;
  });
  return new Promise((done, fail) => {
    child.once('error', fail);
    child.once('close', (exit) => done({ exit, out }));
  });
}
