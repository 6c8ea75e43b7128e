import { describe, expect, test } from 'vitest';
import { configSentences as english } from '../../src/words/en/config.ts';
import { configSentences as chinese } from '../../src/words/zh-CN/config.ts';
import { unnaturalIn } from './natural-chinese.ts';

type Sentence = (values: never) => string;

/** A value for each name that a sentence asks for, so that one it leaves out is seen to be missing. */
const samples: Readonly<Record<string, unknown>> = {
  key: 'nickname1',
  owner: { what: 'key', key: 'alice1' },
  found: 'keep1',
  options: ['present1', 'absent1'],
  character: '\\u{200B}',
  count: 4711,
  points: 4712,
  most: 4713,
  meant: 'worker1',
  home: 'policy1',
  keys: ['state1', 'protect1'],
};

/** Names that are not English words to a reader of Chinese: of products, files, forms, and of WeChat's own fields. */
const names = /\b(?:AppSecret|AppID|macOS|NFC|Unicode|UTF-8|YAML|JSON|WeChat ID|shop-cn)\b/gu;

/** Says a sentence and tells which of its values it asked for. */
function asked(sentence: Sentence): { text: string; values: string[] } {
  const values: string[] = [];
  const watched = new Proxy(samples, {
    get: (all, name) => {
      values.push(String(name));
      return Reflect.get(all, name);
    },
  });
  return { text: sentence(watched as never), values };
}

const missing = (text: string, values: readonly string[]) =>
  values.filter((name) => !leaves(samples[name]).every((leaf) => text.includes(leaf)));

function leaves(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(leaves);
  if (typeof value === 'object' && value !== null && 'key' in value) return [String(value.key)];
  return [String(value)];
}

describe.each(Object.keys(english) as (keyof typeof english)[])('given %s', (key) => {
  const inEnglish = asked(english[key] as Sentence);
  const inChinese = asked(chinese[key] as Sentence);

  test('expect both languages to say every value that either asks for', () => {
    expect(inChinese.values.toSorted()).toEqual(inEnglish.values.toSorted());
    expect(missing(inEnglish.text, inEnglish.values)).toEqual([]);
    expect(missing(inChinese.text, inEnglish.values)).toEqual([]);
    expect(`${inEnglish.text}${inChinese.text}`).not.toMatch(/undefined|\[object/u);
  });

  test('expect Chinese to be Chinese', () => {
    const bare = inChinese.text.replaceAll(/`[^`]*`/gu, '').replaceAll(names, '');
    const values = leaves(Object.values(samples)).reduce((text, leaf) => text.replaceAll(leaf, ''), bare);
    expect(values).not.toMatch(/[A-Za-z]{2}/u);
    expect(unnaturalIn(inChinese.text)).toEqual([]);
  });
});

describe('what is said where the place has no key of its own', () => {
  test.each(['file', 'item'] as const)('expect %s in both languages', (what) => {
    const owner = { what };
    const options = ['keep', 'delete'];
    const said = [english, chinese].map((words) => [
      words['unknown-key']({ key: 'nick', owner }),
      words['missing-key']({ key: 'nickname', owner }),
      words['unknown-value']({ owner, found: '', options }),
      words['absent-with-more']({ owner }),
    ]);
    expect(said).toMatchSnapshot();
    expect(said[1]?.flatMap(unnaturalIn)).toEqual([]);
  });
});
