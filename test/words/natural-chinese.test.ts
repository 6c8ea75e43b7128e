import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { errorCatalogue } from '../../src/wechat/error-catalogue.ts';
import { proseOf, unnaturalIn } from './natural-chinese.ts';

test('the check finds half-width marks beside Chinese characters, and words that are not ours', () => {
  expect(unnaturalIn('昵称,头像')).toEqual(['half-width mark: 昵称,头像']);
  expect(unnaturalIn('帐号（主）')).toEqual(['帐号, say 账号: 帐号（主）']);
  expect(unnaturalIn('账号 alice@kftest: 昵称，头像')).toEqual([]);
});

test('README.zh-CN.md is natural Chinese', async () => {
  expect(unnaturalIn(proseOf(await readFile('README.zh-CN.md', 'utf8')))).toEqual([]);
});

test("what is said of WeChat's errors is natural Chinese", () => {
  expect(
    errorCatalogue.flatMap(({ meaning, whatToDo }) => [meaning.zh, whatToDo.zh]).flatMap(unnaturalIn),
  ).toEqual([]);
});
