import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { errorCatalogue } from '../../src/wechat/error-catalogue.ts';
import { ownMeanings } from '../../src/wechat/error-of-call.ts';
import { callsOf } from '../../src/wechat/operation.ts';

const root = join(import.meta.dirname, '../..');
const page = readFileSync(join(root, 'docs/errors.md'), 'utf8');

/** The rows of one section's table, each as its cells. */
function rowsOf(title: string): string[][] {
  const section = page.split('\n## ').find((part) => part.startsWith(title)) ?? '';
  return [...section.matchAll(/^\| `(.+?)` \| (.+) \|$/gm)].map(([, code = '', rest = '']) => [
    code,
    ...rest.split(' | '),
  ]);
}

test('given the catalogue of errcodes, expect docs/errors.md to tell each as kefu explain does', () => {
  const entries = errorCatalogue().filter(({ code }) => code !== 0);
  expect(rowsOf("WeChat's codes")).toEqual(
    entries.map(({ code, meaning, whatToDo }) => [String(code), meaning.en, whatToDo.en]),
  );
});

test('given what a code means for single calls, expect docs/errors.md to tell it as kefu explain does', () => {
  expect(rowsOf('Where the call decides')).toEqual(
    errorCatalogue().flatMap((entry) =>
      ownMeanings(entry).map(({ code, of, meaning, whatToDo }) => [
        String(code),
        of.flatMap((operation) => callsOf[operation]).join(', '),
        meaning.en,
        whatToDo.en,
      ]),
    ),
  );
});

test('given the faults of the way to WeChat, expect docs/errors.md to explain each, and no other', () => {
  const files = readdirSync(join(root, 'src/wechat')).filter((name) => name.endsWith('.ts'));
  const given = files.flatMap((name) => {
    const text = readFileSync(join(root, 'src/wechat', name), 'utf8');
    const failures = text.matchAll(/new Failure\(\s*'\w+',\s*'([a-z-]+)'/g);
    const faults = text.matchAll(/(?:answerFault\(\s*|\bcode: )'([a-z-]+)'/g);
    return [...failures, ...faults].map(([, code = '']) => code);
  });
  expect(
    rowsOf('The way to WeChat')
      .map(([code]) => code)
      .sort(),
  ).toEqual([...new Set(given)].sort());
});
