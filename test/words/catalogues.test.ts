import { readdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { rules } from '../../src/words/zh-CN/schema.ts';
import { chinese as chineseWords } from '../../src/words/zh-CN/words.ts';
import { englishLeft } from './english-left.ts';
import { unnaturalIn } from './natural-chinese.ts';

type Sentence = (values: never) => string;
type Catalogue = Readonly<Record<string, Sentence>>;

/** Every catalogue of both languages, by its room: a file that is there is looked at. */
const rooms = readdirSync('src/words/en').filter((file) => file !== 'words.ts');
const catalogues = await Promise.all(
  rooms.map(async (room) => ({
    room,
    english: await catalogueIn(`../../src/words/en/${room}`),
    chinese: await catalogueIn(`../../src/words/zh-CN/${room}`),
  })),
);

async function catalogueIn(file: string): Promise<Catalogue> {
  const exported: Record<string, unknown> = await import(file);
  const [, catalogue] = Object.entries(exported).find(([name]) => name.endsWith('Sentences')) ?? [];
  return catalogue as Catalogue;
}

/** Values that are no text; each name stands for the same kind of thing in all sentences. */
const special: Readonly<Record<string, unknown>> = {
  owner: { what: 'key', key: 'alice1' },
  script: 'Greek',
  line: 'line 4710',
  run: 'apply',
  action: 'create',
};

const lists = new Set([
  'options',
  'keys',
  'formats',
  'way',
  'ways',
  'names',
  'variables',
  'signs',
  'known',
  'endpoints',
  'traces',
  'accounts',
  'others',
  'parts',
  'suffixes',
  'codes',
  'numbers',
]);

/** A value for each name, so that one a sentence leaves out is seen to be missing. */
function sample(name: string): unknown {
  if (Object.hasOwn(special, name)) return special[name];
  return lists.has(name) ? [`${name}7a`, `${name}7b`] : `${name}7`;
}

/** Says a sentence and tells which of its values it asked for. */
function asked(sentence: Sentence): { text: string; values: string[] } {
  const values = new Set<string>();
  const watched = new Proxy(
    {},
    {
      get: (_, name) => {
        values.add(String(name));
        return sample(String(name));
      },
    },
  );
  return { text: sentence(watched as never), values: [...values].toSorted() };
}

/** What is said in another word in each language, not as it was given. */
const saidOtherwise = new Set(['script', 'run', 'unit', 'action']);

const missing = (text: string, values: readonly string[]) =>
  values.filter(
    (name) => !saidOtherwise.has(name) && !leaves(sample(name)).every((leaf) => text.includes(leaf)),
  );

function leaves(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(leaves);
  if (typeof value === 'object' && value !== null && 'key' in value) return [String(value.key)];
  return [String(value)];
}

describe.each(catalogues)('in $room', ({ english, chinese }) => {
  test.each(Object.keys(english))(
    'expect %s to be whole in both languages, and Chinese to be Chinese',
    (key) => {
      const inEnglish = asked(english[key] as Sentence);
      const inChinese = asked(chinese[key] as Sentence);
      expect(inChinese.values).toEqual(inEnglish.values);
      expect(missing(inEnglish.text, inEnglish.values)).toEqual([]);
      expect(missing(inChinese.text, inEnglish.values)).toEqual([]);
      expect(`${inEnglish.text}${inChinese.text}`).not.toMatch(/undefined|\[object/u);
      const given = inChinese.values.flatMap((name) => leaves(sample(name)));
      expect(englishLeft(inChinese.text, given)).toEqual([]);
      expect(unnaturalIn(inChinese.text)).toEqual([]);
    },
  );
});

test('expect no key in two rooms, and every Chinese room to be loaded', () => {
  const keys = catalogues.flatMap(({ english }) => Object.keys(english));
  expect(keys.filter((key, index) => keys.indexOf(key) !== index)).toEqual([]);
  expect(Object.keys(chineseWords.sentences).toSorted()).toEqual(keys.toSorted());
});

describe('what is said where the place has no key of its own', () => {
  const config = catalogues.find(({ room }) => room === 'config.ts');
  test.each(['file', 'item'] as const)('expect %s in both languages', (what) => {
    const owner = { what };
    const options = ['keep', 'delete'];
    const say = (words: Catalogue, key: string, values: object) => words[key]?.(values as never) ?? key;
    const said = [config?.english ?? {}, config?.chinese ?? {}].map((words) => [
      say(words, 'unknown-key', { key: 'nick', owner }),
      say(words, 'missing-key', { key: 'nickname', owner }),
      say(words, 'unknown-value', { owner, found: '', options }),
      say(words, 'absent-with-more', { owner }),
    ]);
    expect(said).toMatchSnapshot();
    expect(said[1]?.flatMap(unnaturalIn)).toEqual([]);
  });
});

test('expect every form that the schema asks for to be told in Chinese', async () => {
  const schema = await readFile('schemas/config.schema.json', 'utf8');
  const asked = [...schema.matchAll(/"patternErrorMessage": ("(?:[^"\\]|\\.)*")/gu)].map(
    ([, text = '""']): string => JSON.parse(text),
  );
  expect(asked.filter((rule) => !Object.hasOwn(rules, rule))).toEqual([]);
  expect(Object.values(rules).flatMap((rule) => [...englishLeft(rule), ...unnaturalIn(rule)])).toEqual([]);
});
