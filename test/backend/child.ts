import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdir, rename, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { build } from 'esbuild';

const folder = resolve(import.meta.dirname, '../../node_modules/.kefu-test');

/** Makes a program of `children/` runnable and resolves to its path. Several test files may do so at once. */
export async function childProgram(name: string): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [resolve(import.meta.dirname, `children/${name}.ts`)],
    write: false,
    bundle: true,
    platform: 'node',
    format: 'esm',
    logLevel: 'error',
    // CommonJS libraries in the bundle call require for Node's own modules.
    banner: {
      js: "import { createRequire as __createRequire } from 'node:module';const require = __createRequire(import.meta.url);",
    },
    external: ['pg-native', 'pg-cloudflare'],
  });
  await mkdir(folder, { recursive: true });
  const program = join(folder, `${name}.mjs`);
  const made = join(folder, `${randomUUID()}.mjs`);
  await writeFile(made, outputFiles[0]?.contents ?? '');
  await rename(made, program);
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
