import { describe, expect, test } from 'vitest';
import { type ExplainOptions, run } from '../../src/cli/commands/explain.ts';
import type { Language } from '../../src/model/language.ts';
import { documentedCalls } from '../../src/wechat/documented-calls.ts';
import { errorCatalogue } from '../../src/wechat/error-catalogue.ts';
import { capturedWorld } from '../support/cli.ts';

async function explained(
  { lang, ...options }: Partial<ExplainOptions> & { lang?: Language },
  env: Record<string, string> = {},
): Promise<string> {
  const { world, out, told } = capturedWorld('/', lang ? { ...env, KEFU_LANG: lang } : env);
  expect(await run({ json: false, ...options }, world)).toBe(0);
  expect(told()).toBe('');
  return out();
}

test('given a code, expect its name, meaning, advice, place in the YAML, calls and what kefu does', async () => {
  expect(await explained({ code: '65403' })).toMatchInlineSnapshot(`
    "65403 illegal nickname

      Meaning  WeChat does not allow this nickname.
      To do    Use at most 16 characters, without symbols or words WeChat blocks. If that is refused too: 6 Chinese characters or 12 Latin ones, as older pages of WeChat say.
      Class    config-fault: a value of the YAML is not accepted
      In YAML  accounts.<name>.nickname
      Calls    kfaccount/add, kfaccount/update
      kefu     kfaccount/add, kfaccount/update: reports this change as failed and goes on
    "
  `);
});

test('given a code that means something else for single calls, expect each told, with its class', async () => {
  const text = await explained({ code: '40200', lang: 'en' });
  expect(text).toMatch(/Call +message\/custom\/send: .*msgmenu.*\(refused: this one call was not accepted\)/);
  expect(text).toMatch(/Call +message\/custom\/typing: /);
  const document = JSON.parse(await explained({ code: '45011', json: true }));
  expect(document.of_calls).toContainEqual(
    expect.objectContaining({ calls: ['message/custom/send'], class: 'retry-after-waiting' }),
  );
});

test('given a code of an upload, expect what kefu does on either call of it', async () => {
  expect(await explained({ code: '45074', lang: 'en' })).toMatch(
    /kefu +material\/add_material: reports this change/,
  );
});

describe('the language', () => {
  test.each([
    ['LC_ALL', { LC_ALL: 'zh_CN.UTF-8', LANG: 'en_US.UTF-8' }],
    ['LC_MESSAGES', { LC_MESSAGES: 'zh_TW', LANG: 'C' }],
    ['LANG', { LANG: 'zh_CN.UTF-8' }],
  ])('is Chinese where %s says so', async (_name, env) => {
    expect(await explained({ code: '40164' }, env)).toMatch(/含义 .*白名单[\s\S]*处理 .*5～10 分钟/);
  });

  test('is English elsewhere', async () => {
    expect(await explained({ code: '40164' }, { LANG: 'de_DE.UTF-8' })).toMatch(/Meaning .*allow-list/);
    expect(await explained({ code: '40164' }, { LC_ALL: 'C', LANG: 'zh_CN' })).toMatch(/Meaning/);
  });
});

describe.each(['en', 'zh-CN'] as const)('given each code of the catalogue in %s', (lang) => {
  const key = lang === 'en' ? 'en' : 'zh';

  test('expect code, name, meaning, advice and class on screen', async () => {
    for (const { code, name, meaning, whatToDo, class: kind } of errorCatalogue()) {
      const text = await explained({ code: String(code), lang });
      for (const part of [
        `${code} ${name}\n`,
        meaning[key],
        whatToDo[key],
        ` ${kind}${lang === 'en' ? ': ' : '：'}`,
      ]) {
        expect(text, String(code)).toContain(part);
      }
      expect(text).not.toMatch(/undefined|\[object/);
    }
  });

  test('expect the list to have each on a line of its own', async () => {
    const lines = (await explained({ lang })).split('\n');
    for (const { code, meaning } of errorCatalogue()) {
      expect(lines).toContain(`${String(code).padEnd(5)}  ${meaning[key]}`);
    }
  });
});

test('given a call whose page names a code, expect the catalogue to know the code', () => {
  const known = new Set(errorCatalogue().map(({ code }) => code));
  const named = Array.from({ length: 100_000 }, (_, code) => code).filter(
    (code) => documentedCalls(code).length > 0,
  );
  expect(named.length).toBeGreaterThan(70);
  expect(named.filter((code) => !known.has(code))).toEqual([]);
  expect(documentedCalls(65401)).toContain('kfaccount/inviteworker');
  expect(documentedCalls(42001)).toEqual([]);
});

test('given --json, expect both languages and the rule of each call', async () => {
  const entry = JSON.parse(await explained({ code: '65406', json: true }));
  expect(entry).toMatchObject({
    code: 65406,
    class: 'done-already',
    yaml: 'accounts.<name>',
    meaning: { en: expect.any(String), zh: expect.stringMatching(/[\u4e00-\u9fff]/) },
    calls: ['kfaccount/add'],
    kefu: { 'kfaccount/add': 'read-back', 'kfaccount/update': 'fail' },
  });
  const { codes } = JSON.parse(await explained({ json: true }));
  expect(codes).toHaveLength(errorCatalogue().length);
});

describe('given a code that kefu does not know', () => {
  const hintFor = (code: string) =>
    run({ code, json: false }, capturedWorld('/', {}).world).then(
      () => 'explained',
      ({ kind, code: why, hint }) => `${kind} ${why}: ${hint}`,
    );

  test.each([
    ['65404', 'two digits swapped', '65440'],
    ['65407', 'a digit wrong', '65467'],
    ['40164', 'a neighbour', '40163'],
    ['65403', 'a word of its name', 'nickname'],
    ['40005', 'the field it points to', 'AVATAR'],
    ['40164', 'a Chinese word', '白名单'],
  ])('expect %s among the near ones: %s', async (near, _why, asked) => {
    expect(await hintFor(asked)).toMatch(new RegExp(`^config unknown-errcode: Near: .*\\b${near} \\(`));
  });

  test.each(['123456789', 'xyzzy', '6540X', '1e3', ''])('expect %j to lead to the list', async (asked) => {
    expect(await hintFor(asked)).toMatch(/^config unknown-errcode: .*lists/);
  });
});
