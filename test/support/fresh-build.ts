import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, rmdirSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

const root = resolve(import.meta.dirname, '../..');
const lock = join(root, 'node_modules', '.kefu-build');

/** Builds dist/ when it is missing or older than a source, once however many test files ask for it. */
export async function freshBuild(): Promise<void> {
  if (isFresh()) return;
  while (!taken()) await delay(200);
  try {
    if (!isFresh()) execFileSync(process.execPath, ['scripts/build.mjs'], { cwd: root, stdio: 'inherit' });
  } finally {
    rmdirSync(lock);
  }
}

function taken(): boolean {
  try {
    mkdirSync(lock);
    return true;
  } catch {
    return false;
  }
}

function isFresh(): boolean {
  const built = join(root, 'dist/LICENSES.txt');
  return existsSync(built) && statSync(built).mtimeMs >= newestSource();
}

function newestSource(): number {
  return ['src', 'schemas', 'scripts'].reduce((newest, folder) => {
    const files = readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
      // Made by the build itself.
      .filter((file) => !file.includes('generated'));
    return Math.max(newest, ...files.map((file) => statSync(join(root, folder, file)).mtimeMs));
  }, 0);
}
