import { spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { closeLater } from './opened.ts';

export interface Probed {
  /** What came of list, online, add, update, uploadAvatar, invite, send, typing, delete, quota and the picture, in that order. */
  readonly results: readonly string[];
  /** Everything the program wrote, to either output. */
  readonly output: string;
}

/** Runs `children/probe.ts` in a process of its own, with an environment of its own. */
export async function probe(
  what: { endpoint: string; appSecret: string; local?: boolean },
  env: Record<string, string> = {},
  trusted?: string,
): Promise<Probed> {
  const folder = await mkdtemp(join(tmpdir(), 'kefu-probe-'));
  closeLater(() => rm(folder, { recursive: true }));
  const program = join(folder, 'probe.mjs');
  const authorities = join(folder, 'trusted.pem');
  await build({
    entryPoints: [fileURLToPath(new URL('./children/probe.ts', import.meta.url))],
    outfile: program,
    bundle: true,
    platform: 'node',
    format: 'esm',
    banner: {
      js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);",
    },
    logLevel: 'error',
  });
  await writeFile(authorities, trusted ?? '');
  return run(program, {
    PROBE: JSON.stringify(what),
    PATH: process.env.PATH ?? '',
    ...(trusted !== undefined && { NODE_EXTRA_CA_CERTS: authorities }),
    ...env,
  });
}

function run(program: string, env: Record<string, string>): Promise<Probed> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [program], { env });
    let output = '';
    const note = (chunk: Buffer) => {
      output += chunk.toString('utf8');
    };
    child.stdout.on('data', note);
    child.stderr.on('data', note);
    child.on('error', reject);
    child.on('close', () => {
      const results = /^RESULT (.*)$/m.exec(output)?.[1];
      if (results === undefined) reject(new Error(output));
      else resolve({ results: JSON.parse(results) as string[], output });
    });
  });
}
