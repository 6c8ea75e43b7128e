import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';

const root = resolve(import.meta.dirname, '../..');
const json = (name: string) => JSON.parse(readFileSync(join(root, name), 'utf8'));

interface Entry {
  readonly optionalDependencies?: Record<string, string>;
  readonly hasInstallScript?: boolean;
  readonly dev?: boolean;
  readonly devOptional?: boolean;
}

const packages = json('package-lock.json').packages as Record<string, Entry>;
const manifest = json('package.json') as Record<string, Record<string, string> | undefined>;

test('the lock file has an entry for the packages of every platform, so that npm ci takes it everywhere', () => {
  const missing = Object.entries(packages).flatMap(([path, { optionalDependencies = {} }]) =>
    Object.keys(optionalDependencies).filter(
      (name) => !packages[`node_modules/${name}`] && !packages[`${path}/node_modules/${name}`],
    ),
  );
  expect(missing, 'run node scripts/complete-lock.mjs').toEqual([]);
});

test('every dependency has an exact version', () => {
  const versions = ['dependencies', 'devDependencies', 'optionalDependencies'].flatMap((kind) =>
    Object.entries(manifest[kind] ?? {}),
  );
  expect(versions.filter(([, version]) => !/^\d+\.\d+\.\d+$/.test(version))).toEqual([]);
});

test('what users install runs no install script', () => {
  const production = Object.entries(packages).filter(([, { dev }]) => !dev);
  expect(production.filter(([, { hasInstallScript }]) => hasInstallScript).map(([path]) => path)).toEqual([]);
});
