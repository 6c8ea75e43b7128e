import type { Command } from 'commander';
import { describe, expect, test } from 'vitest';
import { buildProgram } from '../../src/cli/build-program.ts';
import { helpText } from '../../src/cli/help/help-text.ts';
import { displayWidth } from '../../src/render/width.ts';
import { helpWords as english } from '../../src/words/help/en.ts';
import type { HelpWords } from '../../src/words/help/help-words.ts';
import { helpWords as chinese } from '../../src/words/help/zh-CN.ts';
import { englishLeft } from './english-left.ts';
import { unnaturalIn } from './natural-chinese.ts';

const program = buildProgram(['--help'], async () => {});

function withInner(command: Command): Command[] {
  return [command, ...command.commands.flatMap(withInner)];
}

/** What is typed behind `kefu`, with the command. */
const commands = withInner(program).map((command) => {
  const path: string[] = [];
  for (let each = command; each.parent !== null; each = each.parent) path.unshift(each.name());
  return [path.join(' '), command] as const;
});

/** What a help names as it is typed. */
const typed = commands.flatMap(([path, command]) => [
  ...path.split(' '),
  ...[...command.options, ...command.registeredArguments].flatMap(({ argChoices }) => argChoices ?? []),
  ...[
    'help',
    'bundle',
    'state',
    'config',
    'JSON Schema',
    'url',
    'appId',
    'appSecret',
    'wechatId',
    'max-deletes',
    'avatars',
  ],
]);

/** The help without what is typed: command lines and the flags' own spelling. */
function proseIn(help: string): string {
  return help.replaceAll(/^ {2}\$ .*$/gmu, '').replaceAll(/<[\w=-]+>/gu, '');
}

describe.each(commands)('kefu %s --help', (path, command) => {
  test('is Chinese where Chinese is asked for', () => {
    const prose = proseIn(helpText(command, chinese, 80));
    expect(englishLeft(prose, [...typed, 'name', 'url', 'max-deletes', 'Ctrl-C'])).toEqual([]);
    expect(unnaturalIn(prose)).toEqual([]);
  });

  test('fits into a terminal, also where characters are two columns wide', () => {
    const lines = helpText(command, chinese, 80)
      .split('\n')
      .filter((line) => !line.startsWith('  $'));
    expect(lines.filter((line) => displayWidth(line) > 80 && !line.startsWith('所有公众号'))).toEqual([]);
  });

  test('begins no line with a mark that ends something', () => {
    expect(helpText(command, chinese, 80)).not.toMatch(/^\s*[，。；：、！？）”]/mu);
  });

  test.each([
    ['English', english],
    ['Chinese', chinese],
  ] as const)('has a text for all that there is, in %s', (_language, words) => {
    helpText(command, words, 80);
    const described = [...command.options, ...command.registeredArguments];
    const silent = described.filter(
      ({ description, ...more }) => !('hidden' in more && more.hidden) && !description,
    );
    expect(silent.map((each) => ('long' in each ? each.long : each.name()))).toEqual([]);
    expect(command.description()).not.toBe('');
  });

  test('has no text for what there is not', () => {
    const words: HelpWords = english;
    const own = Object.keys(words.commands[path] ?? {});
    const names = [
      ...['about', 'more', '--help'],
      ...command.options.map(({ long }) => long),
      ...command.registeredArguments.map((argument) => argument.name()),
    ];
    expect(own.filter((name) => !names.includes(name))).toEqual([]);
  });
});

test('expect no command in the words that the program has not, and every text of all commands to be used', () => {
  expect(Object.keys(english.commands).toSorted()).toEqual(
    [...commands.map(([path]) => path), 'help'].toSorted(),
  );
  const flags = commands.flatMap(([, command]) => [
    ...command.options.map(({ long }) => long),
    ...command.registeredArguments.map((argument) => argument.name()),
  ]);
  expect(Object.keys(english.everywhere).filter((name) => ![...flags, '--help'].includes(name))).toEqual([]);
});
