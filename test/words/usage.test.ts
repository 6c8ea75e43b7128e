import { expect, test } from 'vitest';
import { buildProgram } from '../../src/cli/build-program.ts';
import { HelpAsked } from '../../src/cli/declared.ts';
import { languageOf } from '../../src/cli/language.ts';
import { usageFailure } from '../../src/cli/usage.ts';
import { UsageFault } from '../../src/cli/usage-fault.ts';
import { renderFailureText } from '../../src/render/failure.ts';
import { chinese } from '../../src/words/zh-CN/words.ts';
import { englishLeft } from './english-left.ts';
import { unnaturalIn } from './natural-chinese.ts';

/** Each fault of a command line, and what the message has to name. */
const faults: readonly (readonly [line: string, code: string, names: readonly string[]])[] = [
  ['plan --ouptut x', 'unknown-option', ['kefu plan', '--ouptut', '--output', 'kefu plan --help']],
  ['plan --zzz', 'unknown-option', ['--zzz', 'kefu plan --help']],
  ['state show --jsonn', 'unknown-option', ['--json', 'kefu state show --help']],
  ['--zzz', 'unknown-option', ['--zzz', 'kefu --help']],
  ['plna', 'unknown-command', ['plna', 'plan', 'kefu --help']],
  ['state shwo', 'unknown-command', ['kefu state', 'show', 'kefu state --help']],
  ['show', 'argument-missing', ['kefu show', 'kefu show --help']],
  ['plan --out', 'option-value-missing', ['--out', 'kefu plan --help']],
  ['message send hello --to oA --to oB', 'option-twice', ['kefu message send', '--to']],
  ['message render hello --as a@x --as b@x', 'option-twice', ['--as']],
  ['state show -c one.yaml --config two.yaml', 'option-twice', ['kefu state show', '--config']],
  ['typing --to oA --to oB', 'option-twice', ['kefu typing', '--to']],
  ['plan --parallelism-accounts 2 --parallelism-accounts 3', 'option-twice', ['--parallelism-accounts']],
  ['--lang en plan --lang zh-CN', 'option-twice', ['--lang']],
  ['typing', 'option-missing', ['--to', 'kefu typing --help']],
  ['doctor one two', 'too-many-arguments', ['one two', 'kefu doctor --help']],
  ['plan --state=', 'empty-value', ['kefu plan', '--state']],
  ['history shop.yaml -c other.yaml', 'config-twice', ['--config']],
  ['export shop.yaml -c other.yaml', 'config-twice', ['--config']],
  ['apply --changed-since main', 'option-value', ['--changed-since', 'kefu plan']],
  ...(
    [
      ['plan --output markdown', 'markdown=plan.md'],
      ['apply --lock-timeout soon', '3600'],
      ['apply --parallelism 33', '32'],
      ['plan --parallelism-accounts 0', '64'],
      ['plan --shard 9/8', '3/8'],
      ['plan --expires-in 0', '720'],
      ['history --most none', '99999'],
      ['emulator --port 65536', '65535'],
      ['emulator --fleet 5', '1000x100'],
      ['emulator --changes 101', '100'],
      ['message send hello --max 0', '1'],
      ['plan --allow everything', 'no-record'],
      ['apply --on-error explode', 'continue'],
      ['completion ksh', 'zsh'],
      ['plan --lang de', 'zh-CN'],
    ] as const
  ).map(([line, wanted]) => [line, 'option-value', [line.split(' ').at(-1) ?? '', wanted]] as const),
];

async function endOf(line: string): Promise<unknown> {
  const args = line.split(' ').filter(Boolean);
  const program = buildProgram(args, async () => {});
  return program.parseAsync(args, { from: 'user' }).then(
    () => undefined,
    (end: unknown) => end,
  );
}

test.each(faults)('kefu %s is told in Chinese, and where help is', async (line, code, names) => {
  const end = await endOf(line);
  expect(end).toBeInstanceOf(UsageFault);
  const failure = usageFailure(end as UsageFault);
  expect(failure).toMatchObject({ kind: 'config', code });
  const inEnglish = renderFailureText(failure);
  const inChinese = renderFailureText(failure, chinese);
  for (const name of names) {
    expect(inEnglish).toContain(name);
    expect(inChinese).toContain(name);
  }
  const given = [...names, 'no-record', 'desired-shrunk', 'live-shrunk', 'emulator-restarted', 'stop'].concat(
    ['serving-customers', 'rename-suspected', 'name-case-differs', 'bash', 'zsh', 'fish', 'zh-CN'],
  );
  expect(englishLeft(inChinese, given).filter((word) => word !== 'en')).toEqual([]);
  expect(unnaturalIn(inChinese.replace(/ \[[a-z-]+\]$/mu, ''))).toEqual([]);
});

test('a KEFU_LANG that is no language is told with those there are', () => {
  try {
    languageOf(undefined, { KEFU_LANG: 'zh' });
    expect.unreachable();
  } catch (fault) {
    const text = renderFailureText(usageFailure(fault as UsageFault));
    expect(text).toBe(
      'error: KEFU_LANG is zh, which is no language of kefu. [unknown-language]\n  → Write en or zh-CN, or leave KEFU_LANG out.\n',
    );
  }
});

test.each([
  ['--help', false],
  ['plan --help', false],
  ['help plan', false],
  ['state show --help', false],
  ['', true],
  ['state', true],
  ['help nothing', true],
] as const)('kefu %s ends with a help', async (line, isFault) => {
  const end = await endOf(line);
  expect(end).toBeInstanceOf(HelpAsked);
  expect(end).toMatchObject({ isFault });
});
