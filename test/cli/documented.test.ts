import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { allowableGuards } from '../../src/kinds/allowable.ts';

const root = resolve(import.meta.dirname, '../..');
const errors = readFileSync(join(root, 'docs/errors.md'), 'utf8');

/** Sources of a room, or one file below `src`. */
function sources(room: string): string[] {
  if (room.endsWith('.ts')) return [readFileSync(join(root, 'src', room), 'utf8')];
  return readdirSync(join(root, 'src', room), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .map((file) => readFileSync(join(root, 'src', room, file), 'utf8'));
}

function codesIn(rooms: readonly string[], forms: readonly RegExp[]): string[] {
  const codes = rooms
    .flatMap(sources)
    .flatMap((source) => forms.flatMap((form) => [...source.matchAll(form)].map(([, code = '']) => code)));
  return [...new Set(codes)];
}

test('every guard is in the table of guards in docs/errors.md, and nothing else but what they leave when let pass', () => {
  const guards = codesIn(
    ['engine/guards.ts', 'engine/shrunk.ts', 'kinds/account/guards.ts'],
    [/\bcode: '([a-z-]+)'/g],
  );
  expect(guards.length).toBeGreaterThan(12);
  const table = errors.slice(errors.indexOf('\n## Guards\n'), errors.indexOf('\n## Commands\n'));
  const told = [...table.matchAll(/^\| `([a-z-]+)` \|/gm)].map(([, code = '']) => code);
  expect(told.toSorted()).toEqual(
    [...guards, ...allowableGuards.map((guard) => `allowed-${guard}`)].toSorted(),
  );
});

test('every guard that is documented to take --allow does, and no other', () => {
  const told = [...errors.matchAll(/^\| `([a-z-]+)` \|.*`--allow`.*\|$/gm)].map(([, code = '']) => code);
  expect(told.filter((code) => code !== 'allow-with-saved-plan').toSorted()).toEqual(
    allowableGuards.toSorted(),
  );
});

test('every failure of the command line, of its files and of the story is in docs/errors.md', () => {
  const codes = codesIn(
    ['cli', 'backend', 'reconcile', 'reconcile.ts', 'export', 'messages'],
    [/new Failure\(\s*'[a-z]+',\s*'([a-z-]+)'/g, /\b(?:stale|refused)\(\s*'([a-z-]+)'/g],
  );
  expect(codes.length).toBeGreaterThan(40);
  expect(codes.filter((code) => !errors.includes(`\`${code}\``))).toEqual([]);
});
