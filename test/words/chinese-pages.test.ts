import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { proseOf, unnaturalIn } from './natural-chinese.ts';
import { type Part, partsOf } from './pages.ts';

const read = (file: string) => readFileSync(file, 'utf8');

/** Each page that has a Chinese one, with both texts. */
const pages = ['README.md', ...readdirSync('docs').map((name) => `docs/${name}`)]
  .filter((name) => name.endsWith('.md'))
  .map((english) => ({ english, chinese: english.replace(/\.md$/u, '.zh-CN.md') }))
  .filter(({ english, chinese }) => !english.endsWith('.zh-CN.md') && existsSync(chinese));

test('the pages that a support lead and a CI engineer read are there in Chinese', () => {
  expect(pages.map(({ english }) => english)).toEqual([
    'README.md',
    'docs/ci.md',
    'docs/errors.md',
    'docs/messages.md',
  ]);
});

test('what customers read in the examples of any page has marks of full width', () => {
  const every = readdirSync('docs').map((name) => `docs/${name}`);
  const blocks = ['README.md', 'README.zh-CN.md', ...every.filter((name) => name.endsWith('.md'))].flatMap(
    (name) =>
      [...read(name).matchAll(/^```\w*\n([\s\S]*?)^```$/gmu)].map(([, block = '']) => ({ name, block })),
  );
  expect(blocks.length).toBeGreaterThan(60);
  const half = blocks.flatMap(({ name, block }) =>
    [...block.matchAll(/.*(?:\p{Script=Han}(?:[,!?()]| \()|[,!?()]\p{Script=Han}).*/gu)].map(
      ([line]) => `${name}: ${line}`,
    ),
  );
  expect(half).toEqual([]);
});

describe.each(pages)('$chinese', ({ english, chinese }) => {
  const ours = partsOf(read(chinese));
  const theirs = partsOf(read(english));

  test('has the sections of the English page, and in each what people type and look for', () => {
    const told = ({ level, commands, blocks, rows }: Part) => ({ level, commands, blocks, rows });
    expect(ours.map(told)).toEqual(theirs.map(told));
  });

  test('names in each section what the English page names', () => {
    ours.forEach(({ heading, code }, place) => {
      expect(code, heading).toEqual(theirs[place]?.code);
    });
  });

  test('is natural Chinese', () => {
    expect(unnaturalIn(proseOf(read(chinese)))).toEqual([]);
  });

  test('has natural Chinese in its blocks of code, too', () => {
    const remarks = [...read(chinese).matchAll(/^```(?:yaml|sh)\n([\s\S]*?)^```$/gmu)].flatMap(
      ([, block = '']) => [...block.matchAll(/(?:^|\s)# (.*)$/gmu)].map(([, remark = '']) => proseOf(remark)),
    );
    expect(remarks.flatMap((remark) => unnaturalIn(remark))).toEqual([]);
  });

  test('leads to the English page and back, and to Chinese pages where there are some', () => {
    const name = (file: string) => file.slice(dirname(file).length === 1 ? 0 : dirname(file).length + 1);
    expect(read(english)).toContain(`[简体中文](${name(chinese)})`);
    expect(read(chinese)).toContain(`[English](${name(english)})`);
    const targets = [...read(chinese).matchAll(/\[([^\]]*)\]\(([^)\s#]+)[^)]*\)/gu)]
      .filter(([, text]) => text !== 'English')
      .map(([, , target = '']) => join(dirname(chinese), target));
    expect(targets.filter((target) => pages.some((page) => page.english === target))).toEqual([]);
  });

  test('leads to headings that are there', () => {
    const anchors = [...read(chinese).matchAll(/\]\(([^)\s#]*)#([^)\s]+)\)/gu)].filter(
      ([, file = '']) => !/^[a-z]+:/u.test(file),
    );
    const dead = anchors.filter(([, file = '', anchor = '']) => {
      const page = file === '' ? chinese : join(dirname(chinese), file);
      return !partsOf(read(page)).some(({ slug }) => slug === decodeURIComponent(anchor));
    });
    expect(dead.map(([link]) => link)).toEqual([]);
  });
});
