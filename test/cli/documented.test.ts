import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';

const root = resolve(import.meta.dirname, '../..');
const errors = readFileSync(join(root, 'docs/errors.md'), 'utf8');

function sources(room: string): string[] {
  return readdirSync(join(root, 'src', room), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .map((file) => readFileSync(join(root, 'src', room, file), 'utf8'));
}

test('every guard is in docs/errors.md', () => {
  const union =
    /export type GuardCode =([^;]+);/.exec(readFileSync(join(root, 'src/model/plan.ts'), 'utf8'))?.[1] ?? '';
  const guards = [...union.matchAll(/'([a-z-]+)'/g)].map(([, code]) => code);
  expect(guards.length).toBeGreaterThan(10);
  expect(guards.filter((code) => !errors.includes(`\`${code}\``))).toEqual([]);
});

test('every failure of the command line and of its files is in docs/errors.md', () => {
  const codes = [...sources('cli'), ...sources('backend'), ...sources('applier')].flatMap((source) =>
    [
      ...source.matchAll(/new Failure\(\s*'[a-z]+',\s*'([a-z-]+)'/g),
      ...source.matchAll(/\bstale\(\s*'([a-z-]+)'/g),
    ].map(([, code]) => code),
  );
  expect(codes.length).toBeGreaterThan(20);
  expect([...new Set(codes)].filter((code) => !errors.includes(`\`${code}\``))).toEqual([]);
});
