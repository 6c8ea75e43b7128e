import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const root = join(import.meta.dirname, '../..');

/** The codes a source file gives out, as literals after `code:` or as first argument of `fault()`. */
function codesOf(file: string): string[] {
  const text = readFileSync(join(root, file), 'utf8');
  return [...text.matchAll(/(?:code: |fault\(\s*|refused\(\s*)'([a-z0-9-]+)'/g)].map(([, code = '']) => code);
}

test('given the codes of configuration faults, expect docs/errors.md to explain each, and no other', () => {
  const rooms = readdirSync(join(root, 'src/config')).filter((name) => name.endsWith('.ts'));
  const others = ['src/avatars/inspect.ts', 'src/media/inspect.ts', 'src/templates/links.ts'];
  const given = [...rooms.map((name) => `src/config/${name}`), ...others].flatMap(codesOf);
  const page = readFileSync(join(root, 'docs/errors.md'), 'utf8');
  const section = page.split('\n## ').find((part) => part.startsWith('Configuration')) ?? '';
  const explained = [...section.matchAll(/^\| `([a-z0-9-]+)` +\|/gm)].map(([, code = '']) => code);
  expect(explained.sort()).toEqual([...new Set(given)].sort());
});
