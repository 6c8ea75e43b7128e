import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { afterAll, beforeAll } from 'vitest';
import { pack, sha256 } from '../../scripts/release/tarball.mjs';
import { freshBuild } from '../support/fresh-build.ts';

export const root = resolve(import.meta.dirname, '../..');

/** A folder as somebody has it who downloaded a release: the tarball and its hash. Gone after the tests of the file. */
export function downloaded(): { readonly folder: string; tarball(): string } {
  const folder = mkdtempSync(join(tmpdir(), 'kefu-download-'));
  let tarball = '';
  beforeAll(async () => {
    await freshBuild();
    tarball = await pack(root, folder);
    writeFileSync(join(folder, 'SHA256SUMS'), `${await sha256(tarball)}  ${basename(tarball)}\n`);
  }, 180_000);
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  return { folder, tarball: () => tarball };
}

/** The shell blocks of a section of a page, by its heading. */
export function commandsIn(page: string, heading: string): string[] {
  const text = readFileSync(join(root, page), 'utf8');
  const start = text.indexOf(`\n## ${heading}\n`);
  const section = text.slice(start, text.indexOf('\n## ', start + 4));
  return [...section.matchAll(/```sh\n([\s\S]*?)```/g)].map(([, block = '']) => block);
}

/** A registry that stalls is asked again soon, and not for what is at hand. */
const patience = {
  npm_config_prefer_offline: 'true',
  npm_config_fetch_timeout: '15000',
  npm_config_fetch_retries: '4',
  npm_config_audit: 'false',
};

/** Runs a block as a person types it, line by line until one fails; returns what it prints. */
export function shell(
  block: string,
  cwd: string,
  env: Readonly<Record<string, string>> = {},
  timeout = 150_000,
): string {
  return execFileSync('bash', ['--noprofile', '--norc', '-ec', block], {
    cwd,
    env: { PATH: process.env.PATH, HOME: process.env.HOME, ...patience, ...env },
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout,
  });
}
