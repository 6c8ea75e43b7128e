import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { run } from '../../src/cli/commands/validate.ts';
import { languageOf } from '../../src/cli/language.ts';
import type { Language } from '../../src/model/language.ts';
import { capturedWorld } from '../support/cli.ts';
import { unnaturalIn } from './natural-chinese.ts';

describe('the language', () => {
  test.each<[string, Language | undefined, Record<string, string>, Language]>([
    ['--lang before all', 'en', { KEFU_LANG: 'zh-CN', LANG: 'zh_CN' }, 'en'],
    ['--lang in CI', 'zh-CN', { CI: 'true' }, 'zh-CN'],
    ['KEFU_LANG before the locale', undefined, { KEFU_LANG: 'en', LC_ALL: 'zh_CN.UTF-8' }, 'en'],
    ['KEFU_LANG in CI', undefined, { KEFU_LANG: 'zh-CN', CI: 'true' }, 'zh-CN'],
    ['English in CI, whatever its image says', undefined, { CI: 'true', LANG: 'zh_CN.UTF-8' }, 'en'],
    ['the locale where CI is false', undefined, { CI: 'false', LANG: 'zh_CN.UTF-8' }, 'zh-CN'],
    ['LC_ALL before LANG', undefined, { LC_ALL: 'C', LANG: 'zh_CN.UTF-8' }, 'en'],
    ['LC_MESSAGES before LANG', undefined, { LC_MESSAGES: 'zh_TW', LANG: 'C' }, 'zh-CN'],
    ['English where nothing is said', undefined, {}, 'en'],
  ])('is %s', (_title, lang, env, expected) => {
    expect(languageOf(lang, env)).toBe(expected);
  });

  test('is not guessed from a KEFU_LANG that is none', () => {
    expect(() => languageOf(undefined, { KEFU_LANG: 'zh' })).toThrow('unknown-language');
  });
});

const faulty = `version: 1
officialAccount: { name: shop, wechatId: kftest, appId: wx0123456789abcdef, credentials: { appSecret: { env: S } } }
accounts:
  alice: { nicname: 小美 }
  bob: { nickname: 一二三四五六七八九十一二三四五六七 }
  carol: { state: gone }
`;

describe('validate', () => {
  let cwd = '';
  beforeAll(async () => {
    cwd = await mkdtemp(join(tmpdir(), 'kefu-words-'));
    await writeFile(join(cwd, 'kefu.yaml'), faulty);
  });
  afterAll(() => rm(cwd, { recursive: true }));

  async function validated(lang: Language, json = false, config = 'kefu.yaml') {
    const { world, out, told } = capturedWorld(cwd, { KEFU_LANG: lang });
    const exit = await run({ configs: [config], json, online: false, output: [] }, world);
    return { exit, out: out(), told: told() };
  }

  test('in Chinese, expect the same faults at the same places, told in Chinese', async () => {
    const chinese = await validated('zh-CN');
    const english = await validated('en');
    const places = (text: string) => text.match(/^kefu\.yaml:\d+:\d+|\[[a-z-]+\]$/gmu);
    expect(places(chinese.told)).toEqual(places(english.told));
    expect(chinese.exit).toBe(english.exit);
    expect(chinese.told).toMatchSnapshot();
    const sentences = chinese.told.split('\n').filter((line) => !/^\s+\d* \| /u.test(line));
    expect(unnaturalIn(sentences.map((line) => line.replace(/ \[[a-z-]+\]$/u, '')).join('\n'))).toEqual([]);
  });

  test('as JSON, expect the codes of English with sentences in Chinese', async () => {
    const [chinese, english] = await Promise.all([validated('zh-CN', true), validated('en', true)]);
    const codes = (text: string) => JSON.parse(text).diagnostics.map(({ code }: { code: string }) => code);
    expect(codes(chinese.out)).toEqual(codes(english.out));
    expect(JSON.parse(chinese.out).diagnostics[0].message).toBe('`nicname` 不是 `alice` 的键。');
  });

  test('of a good config, expect what it holds to be counted, templates where there are some', async () => {
    const start = faulty.slice(0, faulty.indexOf('accounts:'));
    const one = `${start}accounts: { alice: { nickname: 小美 } }\n`;
    const hi = '{ msgtype: text, text: { content: 您好 } }';
    await writeFile(join(cwd, 'one.yaml'), one);
    await writeFile(join(cwd, 'more.yaml'), `${one}templates: { hi: ${hi}, again: ${hi} }\n`);
    const lineOf = async (lang: Language, config: string) => (await validated(lang, false, config)).out;
    expect(await lineOf('en', 'one.yaml')).toBe('one.yaml: valid, 1 account.\n');
    expect(await lineOf('en', 'more.yaml')).toBe('more.yaml: valid, 1 account, 2 templates.\n');
    expect(await lineOf('zh-CN', 'one.yaml')).toBe('one.yaml：有效，1 个账号。\n');
    expect(await lineOf('zh-CN', 'more.yaml')).toBe('more.yaml：有效，1 个账号，2 条预设消息。\n');
  });
});
