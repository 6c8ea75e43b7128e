// Where the pages lead: links, headings, paths of the project, npm's scripts, and kefu's commands and flags.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import type { Command } from 'commander';
import { globSync } from 'tinyglobby';
import { expect, test } from 'vitest';
import { buildProgram } from '../../src/cli/build-program.ts';
import { partsOf } from '../words/pages.ts';
import { allPages, root, textOf } from './pages.ts';

const pages = [...allPages(), 'CHANGELOG.md'];

const links = pages.flatMap((page) =>
  [...proseOf(page).matchAll(/\]\(([^)\s#]*)(?:#([^)\s]+))?\)/g)]
    .filter(([, file = '']) => !/^[a-z]+:/.test(file))
    .map(([, file = '', anchor]) => ({ page, file: file === '' ? page : join(dirname(page), file), anchor })),
);

/** A page without its fenced blocks. */
function proseOf(page: string): string {
  return textOf(page).replaceAll(/^ *```[\s\S]*?^ *```$/gm, '');
}

/** What stands in backticks, on all pages that tell how it is today. */
function spans(): { page: string; code: string }[] {
  return allPages().flatMap((page) =>
    [...proseOf(page).matchAll(/`([^`]+)`/g)].map(([, code = '']) => ({
      page,
      code: code.replaceAll(/\s+/g, ' '),
    })),
  );
}

test('every link leads to a file that is there', () => {
  expect(links.length).toBeGreaterThan(120);
  expect(links.filter(({ file }) => !existsSync(join(root, file)))).toEqual([]);
});

test('every link to a heading leads to one', () => {
  const anchored = links.filter(({ anchor }) => anchor !== undefined);
  expect(anchored.length).toBeGreaterThan(20);
  const dead = anchored.filter(
    ({ file, anchor }) =>
      !partsOf(textOf(file)).some(({ slug }) => slug === decodeURIComponent(anchor ?? '')),
  );
  expect(dead).toEqual([]);
});

test('every decision has a number of its own', () => {
  const numbers = readdirSync(join(root, 'docs/decisions')).map((name) => name.slice(0, 4));
  expect(numbers.filter((number, place) => numbers.indexOf(number) !== place)).toEqual([]);
});

test("every path of the project's own that a page names is there", () => {
  const paths = spans()
    .filter(({ code }) =>
      /^(?:src|test|scripts|docs|examples|schemas|\.github|\.ci)\/[\w@./*{},-]+$/.test(code),
    )
    .map(({ page, code }) => ({ page, path: code.replace(/:\d+$/, '') }));
  expect(paths.length).toBeGreaterThan(60);
  const dead = paths.filter(
    ({ path }) =>
      !existsSync(resolve(root, path)) &&
      globSync(path, { cwd: root, dot: true, onlyFiles: false }).length === 0,
  );
  expect(dead).toEqual([]);
});

test('every script of npm that a page names is in package.json', () => {
  const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
    scripts: Record<string, string>;
  };
  const named = allPages().flatMap((page) =>
    [...textOf(page).matchAll(/\bnpm run ([\w:-]+)/g)].map(([, script = '']) => ({ page, script })),
  );
  expect(named.length).toBeGreaterThan(10);
  expect(named.filter(({ script }) => !(script in scripts))).toEqual([]);
});

test('every command of kefu that a page names is one, with flags that it takes', () => {
  const told = spans().filter(({ code }) => /^kefu [a-z-]/.test(code));
  expect(told.length).toBeGreaterThan(150);
  expect(told.map(({ page, code }) => unknownIn(page, code)).filter((fault) => fault !== undefined)).toEqual(
    [],
  );
});

const program = buildProgram(['--help'], async () => {});

/** What a command line has that kefu does not know; `…` and capitals stand for anything. */
function unknownIn(page: string, line: string): string | undefined {
  const words = line.split(/\s+/).slice(1);
  let command: Command = program;
  for (const word of words) {
    if (word.startsWith('-') || !/^[a-z-]+$/.test(word)) break;
    const inner = command.commands.find((each) => each.name() === word);
    if (inner === undefined) {
      if (command.commands.length > 0 && word !== 'help') return `${page}: ${line} has no command ${word}`;
      break;
    }
    command = inner;
  }
  const known = flagsOf(command);
  const flags = words.map((word) => /^--?[a-z][a-z-]*/.exec(word)?.[0]).filter((flag) => flag !== undefined);
  const unknown = flags.find((flag) => !known.has(flag));
  return unknown === undefined ? undefined : `${page}: ${line} takes no ${unknown}`;
}

function flagsOf(command: Command): Set<string> {
  const own = command.options.flatMap(({ short, long }) => [short, long]);
  const above = command.parent === null ? [] : [...flagsOf(command.parent)];
  return new Set([...own, ...above, '-h', '--help'].filter((flag) => flag !== undefined));
}
