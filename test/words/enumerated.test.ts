import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { ownCodes } from '../../src/cli/explain/own-code.ts';
import { kinds } from '../../src/kinds/kinds.ts';
import { planFormats } from '../../src/render/formats.ts';
import { lexiconIn } from '../../src/render/lexicon.ts';
import { english } from '../../src/words/en/words.ts';
import { chinese } from '../../src/words/zh-CN/words.ts';
import { context, plan } from '../render/fixture.ts';
import { englishLeft } from './english-left.ts';
import { unnaturalIn } from './natural-chinese.ts';

const lexicons = { en: lexiconIn(english, kinds), 'zh-CN': lexiconIn(chinese, kinds) };
const guards = ownCodes
  .filter(({ section, code }) => section === 'Guards' && !code.startsWith('allowed-'))
  .map(({ code }) => code);

test('every guard has a title in both languages', () => {
  expect(guards.length).toBeGreaterThan(14);
  for (const code of guards) {
    expect(lexicons.en.guard(code).title, code).not.toBe(code);
    const { title } = lexicons['zh-CN'].guard(code);
    expect([...englishLeft(title), ...unnaturalIn(title)], code).toEqual([]);
  }
});

test('every kind has the same words in both languages, and Chinese ones are Chinese', () => {
  for (const { words } of kinds) {
    for (const table of ['steps', 'fields', 'guards', 'counts'] as const) {
      expect(Object.keys(words['zh-CN'][table]).toSorted()).toEqual(Object.keys(words.en[table]).toSorted());
    }
    const said = JSON.stringify(words['zh-CN'], (_, value) => value, 1).replaceAll(/^\s*"[\w-]+": /gmu, '');
    expect(englishLeft(said.replaceAll('AppID', ''))).toEqual([]);
  }
});

test('a plan that every guard of its kind holds is told in Chinese, whatever the format', () => {
  for (const format of ['text', 'markdown', 'html'] as const) {
    const page = planFormats[format](plan, { ...context, words: chinese });
    for (const { code } of plan.guards) {
      const shown = format === 'text' ? code : lexicons['zh-CN'].guard(code).title;
      expect(page, `${format}: ${code}`).toContain(shown);
    }
  }
});

test('each command is among those whose output is looked through in Chinese', () => {
  const looked = readFileSync('test/words/commands-in-chinese.test.ts', 'utf8');
  const help = readFileSync('src/words/help/en.ts', 'utf8');
  const [, table = ''] = help.split(/\n {2}commands: \{\n/u);
  const commands = [...table.matchAll(/^ {4}(?:'([a-z ]+)'|([a-z]+)): \{/gmu)].map(
    ([, two, one]) => two ?? one ?? '',
  );
  // A script for a shell, and a schema for editors: not for people to read.
  const forPeople = commands.filter(
    (command) => !['help', 'completion', 'state', 'message'].includes(command),
  );
  expect(forPeople.length).toBeGreaterThan(20);
  const run = (command: string) => new RegExp(`['\`]${command}\\b|\\['${command}'`, 'u').test(looked);
  expect(forPeople.filter((command) => !run(command))).toEqual([]);
});
