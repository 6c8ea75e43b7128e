import { expect, test } from 'vitest';
import { checkConfig } from '../../src/config/config.ts';
import { configWith, folderWith } from './written-config.ts';

const text = '{ msgtype: text, text: { content: Hello } }';

/** A file whose one fault is the key `bad`, behind a good one. */
const maps: Readonly<Record<string, (bad: string) => string>> = {
  accounts: (bad) => configWith({ alice: '{ nickname: Alice }', [bad]: '{ nickname: Bob }' }),
  templates: (bad) => configWith({}, `templates:\n  good: ${text}\n  ${bad}: ${text}\n`),
  variables: (bad) =>
    configWith(
      {},
      `templates:\n  good:\n    msgtype: text\n    variables:\n      good: { type: string, enum: [x] }\n      ${bad}: { type: string, enum: [x] }\n    text: { content: "{{ good }}" }\n`,
    ),
  sequences: (bad) =>
    configWith(
      {},
      `templates:\n  good: ${text}\nsequences:\n  good: { after: message, templates: [good] }\n  ${bad}: { after: message, templates: [good] }\n`,
    ),
};

test.each(
  Object.keys(maps).flatMap((map) =>
    ['"欢迎"', '欢迎', '"two words"', '"a/b"'].map((bad) => [map, bad] as const),
  ),
)('given %s with a key %s that can be none, expect one error, at that key', async (map, bad) => {
  const config = maps[map]?.(bad) ?? '';
  const cwd = await folderWith({ 'kefu.yaml': config });
  const result = await checkConfig('kefu.yaml', { cwd, env: {} });
  const errors = result.ok ? [] : result.diagnostics.filter(({ severity }) => severity === 'error');
  const before = config.slice(0, config.indexOf(bad)).split('\n');
  const place = [before.length, (before.at(-1)?.length ?? 0) + 1];
  expect(errors.map(({ range }) => [range?.line, range?.column])).toEqual([place]);
  expect(errors[0]?.message).toContain(bad.replaceAll('"', ''));
});
