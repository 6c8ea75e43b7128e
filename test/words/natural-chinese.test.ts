import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { table } from '../../src/emulator/page/words.ts';
import { errorCatalogue } from '../../src/wechat/error-catalogue.ts';
import { chinese } from '../../src/words/pages/chinese.ts';
import { proseOf, unnaturalIn } from './natural-chinese.ts';

test('the check finds half-width marks beside Chinese characters, and words that are not ours', () => {
  expect(unnaturalIn('昵称,头像')).toEqual(['half-width mark: 昵称,头像']);
  expect(unnaturalIn('帐号（主）')).toEqual(['帐号, say 账号: 帐号（主）']);
  expect(unnaturalIn('删除 (3)')).toEqual(['half-width mark: 删除 (3)']);
  expect(unnaturalIn('(3) 删除')).toEqual(['half-width mark: (3) 删除']);
  expect(unnaturalIn('alice, 昵称')).toEqual(['half-width mark: alice, 昵称']);
  expect(unnaturalIn('账号 alice@kftest: 昵称，头像')).toEqual([]);
});

test('the check rejects what the glossary rejects, and tells its word', async () => {
  const [, table = ''] = (await readFile('docs/glossary.md', 'utf8')).split('不用的说法');
  const rows = [...table.matchAll(/^\| ([^|]+) \| ([^|]+) \| [^|]+ \|$/gmu)].slice(2);
  expect(rows.length).toBeGreaterThan(15);
  for (const [, rejected = '', ours = ''] of rows) {
    expect(unnaturalIn(rejected)).toEqual([`${rejected}, say ${ours}: ${rejected}`]);
    expect(unnaturalIn(ours)).toEqual([]);
  }
});

test('every term of the glossary has its Chinese word, and no word stands for two terms', async () => {
  const [terms = ''] = (await readFile('docs/glossary.md', 'utf8')).split("## Words we don't use");
  const rows = [...terms.matchAll(/^\| ([^|]+) \| ([^|]+) \|.*\|$/gmu)].filter(
    ([row]) => !/ --- |中文/u.test(row),
  );
  const chinese = rows.map(([, , words = '']) => words);
  expect(rows.length).toBeGreaterThan(40);
  expect(chinese.filter((words) => words.trim() === '')).toEqual([]);
  expect(chinese.filter((words, place) => chinese.indexOf(words) !== place)).toEqual([]);
  expect(unnaturalIn(chinese.join('\n'))).toEqual([]);
});

test('README.zh-CN.md is natural Chinese', async () => {
  expect(unnaturalIn(proseOf(await readFile('README.zh-CN.md', 'utf8')))).toEqual([]);
});

test('the pages and the emulator speak natural Chinese', () => {
  const spoken = [...sentencesIn(chinese), ...Object.values(table).map((word) => word['zh-CN'])];
  expect(spoken.length).toBeGreaterThan(150);
  expect(spoken.flatMap(unnaturalIn)).toEqual([]);
});

/** Every text of a table of words; what has to be given values is given numbers, words and lists. */
function sentencesIn(words: unknown): string[] {
  if (typeof words === 'string') return [words];
  if (typeof words === 'function') {
    const values = [['甲'], 2, '甲'].map((value) => Array.from({ length: words.length }, () => value));
    return values.flatMap((given) => {
      try {
        return sentencesIn(words(...given));
      } catch {
        return [];
      }
    });
  }
  if (typeof words !== 'object' || words === null) return [];
  return Object.values(words).flatMap(sentencesIn);
}

test("what is said of WeChat's errors is natural Chinese", () => {
  expect(
    errorCatalogue()
      .flatMap(({ meaning, whatToDo }) => [meaning.zh, whatToDo.zh])
      .flatMap(unnaturalIn),
  ).toEqual([]);
});
