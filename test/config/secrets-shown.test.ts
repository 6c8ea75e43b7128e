// Whatever is wrong with a file, and wherever in it a secret stands: no output tells the secret.
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { checkConfig, resolveConfig } from '../../src/config/config.ts';
import { maskedText } from '../../src/config/mask.ts';
import { fitToShow } from '../../src/config/mask-faults.ts';
import type { Diagnostic } from '../../src/model/diagnostic.ts';
import { diagnosticFormats } from '../../src/render/formats.ts';
import { say } from '../../src/words/en/values.ts';
import { inWords } from '../../src/words/language-words.ts';
import { told } from '../../src/words/say.ts';
import { chinese } from '../../src/words/zh-CN/words.ts';
import { configWith, folderWith } from './written-config.ts';

const secret = 'abcdef0123456789abcdef0123456789';
const token = `57_${'aB3-_x7z'.repeat(11)}`;
const wide = secret.replace(/./g, (sign) => String.fromCharCode(sign.charCodeAt(0) + 0xfee0));

/** How a value may be spelt that holds a secret, as people, shells, Markdown and input methods leave it. */
const spellings: Readonly<Record<string, string>> = {
  'as it is': secret,
  'in single quotes': `'${secret}'`,
  'in double quotes': `"${secret}"`,
  'in quotes within quotes': `"'${secret}'"`,
  'in Chinese quotes': `“${secret}”`,
  'in quotes after a Chinese one': `"“${secret}”"`,
  'in backticks': `\`${secret}\``,
  'in backticks within quotes': `"\`${secret}\`"`,
  'in braces of a shell': `"\${${secret}}"`,
  'in braces of a template': `"{{ ${secret} }}"`,
  'in signs of Windows': `%${secret}%`,
  'in angle brackets': `<${secret}>`,
  'behind a break that is none': `密钥是 ${secret}\\n谢谢`,
  'between breaks that are none': `AppSecret:\\n${secret}\\nbye`,
  'between breaks': `"AppSecret:\\n${secret}\\nbye"`,
  'between tabs': `"\\t${secret}\\t"`,
  'behind a character by its number': `"x\\x20${secret}"`,
  'with a digit by its number': `"\\x61${secret.slice(1)}"`,
  'over two lines': `"${secret.slice(0, 9)}\\\n            ${secret.slice(9)}"`,
  'in full width': wide,
  'in full width, in Chinese quotes': `“${wide}”`,
  'beside a note': `"TODO ${secret} TODO"`,
  'beside an entity': `"https://example.com/?a=1&amp;secret=${secret}"`,
  'in a mobile number': `"13812345678 ${secret}"`,
  'before a comment': `x # ${secret}`,
  'in a block': `|\n        ${secret}`,
  'in a list': `[${secret}]`,
  'as a reference to the environment': `{ env: "${secret}" }`,
  'as another reference': `{ enf: ${secret} }`,
  'as a key': `{ ${secret}: 1 }`,
  'as a key twice': `{ ${secret}: 1, ${secret}: 2 }`,
  'as a tag': `!${secret} x`,
  'as an anchor': `&${secret} x`,
  'a token': token,
  'a token in backticks': `\`${token}\``,
  'a token in an address': `https://api.example.com/x?a=1&amp;access_token=${token}`,
  'a token in an address with percent signs': `"https://example.com/?u=%3Faccess_token%3D${token}"`,
};

/** Where it may stand: the lines of an otherwise valid file. */
const places: Readonly<Record<string, (value: string) => string>> = {
  appSecret: (value) => withCredentials(`appSecret: ${value}`),
  accessToken: (value) => withCredentials(`accessToken: ${value}`),
  'the AppSecret with a Chinese colon': (value) => withCredentials(`appSecret： ${value}`),
  credentials: (value) => configWith({}).replace(/credentials: .*/, `credentials: ${value}`),
  appId: (value) => configWith({}).replace(/appId: .*/, `appId: ${value}`),
  'a name': (value) => configWith({}).replace(/name: .*/, `name: ${value}`),
  endpoint: (value) => configWith({}).replace(/appId: /, `endpoint: ${value}\n  appId: `),
  'a key that is unknown': (value) => configWith({}, `secretly: ${value}\nother: ${value}\n`),
  'a nickname': (value) => configWith({}).replace('{}', `\n  alice:\n    nickname: ${value}`),
  'a person': (value) =>
    configWith({}).replace('{}', `\n  alice:\n    nickname: Alice\n    worker: ${value}`),
  'a password': (value) =>
    configWith({}).replace('{}', `\n  alice:\n    nickname: Alice\n    password: ${value}`),
  'a picture': (value) =>
    configWith({}).replace('{}', `\n  alice:\n    nickname: Alice\n    avatar: ${value}`),
  'earlier names': (value) =>
    configWith({}).replace('{}', `\n  alice:\n    nickname: Alice\n    previously: [alice, ${value}]`),
  extends: (value) => configWith({}, `extends: ${value}\n`),
  version: (value) => configWith({}).replace('version: 1', `version: ${value}`),
  policy: (value) => configWith({}, `policy:\n  unmanaged: ${value}\n  maxDeletes: ${value}\n`),
  'a text': (value) => configWith({}, templateWith(`text:\n      content: ${value}`)),
  'an address': (value) =>
    configWith(
      {},
      templateWith(`news:\n      articles:\n        - title: x\n          url: ${value}`, 'news'),
    ),
  'a mini program': (value) =>
    configWith({}, templateWith(`miniprogrampage:\n      appid: ${value}`, 'miniprogrampage')),
  'the id of a picture': (value) => configWith({}, templateWith(`image:\n      media_id: ${value}`, 'image')),
  'a variable': (value) =>
    configWith({}, templateWith(`variables:\n      v:\n        default: ${value}\n    text: { content: x }`)),
  'a choice': (value) =>
    configWith({}, templateWith(`variables:\n      v:\n        enum: [${value}]\n    text: { content: x }`)),
  'a speaker': (value) => configWith({}, templateWith(`as: ${value}\n    text: { content: x }`)),
  'a sequence': (value) =>
    configWith({}, `sequences:\n  s:\n    after: ${value}\n    templates: [${value}]\n`),
};

function withCredentials(line: string): string {
  return configWith({}).replace(/credentials: .*/, `credentials:\n    ${line}`);
}

function templateWith(lines: string, msgtype = 'text'): string {
  return `templates:\n  t:\n    msgtype: ${msgtype}\n    ${lines}\n`;
}

/** All that is said of a file, in several formats and both languages, by `validate` and by `plan`. */
async function outputsFor(folder: string, config: string): Promise<{ text: string; codes: string[] }> {
  await writeFile(join(folder, 'kefu.yaml'), config);
  const world = { cwd: folder, env: { SHOP_CN_APP_SECRET: '0'.repeat(32) } };
  const results = [await checkConfig('kefu.yaml', world), await resolveConfig('kefu.yaml', world)];
  const found = results.flatMap((result): readonly Diagnostic[] =>
    result.ok ? result.warnings : result.diagnostics,
  );
  const shown = [
    ...(['text', 'json', 'sarif'] as const).map((format) => diagnosticFormats[format](found, '1.0.0')),
    diagnosticFormats.text(inWords(chinese, found), '1.0.0', chinese),
  ];
  return {
    text: [...shown, JSON.stringify(found)].join('\n'),
    codes: found.filter(({ severity }) => severity === 'error').map(({ code }) => code),
  };
}

/** The secrets that a text tells, a dozen signs in a row being enough. */
function toldIn(text: string): string[] {
  return [secret, token, wide].filter((told) =>
    Array.from({ length: told.length - 11 }, (_, start) => told.slice(start, start + 12)).some((part) =>
      text.includes(part),
    ),
  );
}

describe.each(Object.keys(places))('given a secret as %s', (place) => {
  test('however it is spelt, expect an error, and no output that tells it', async () => {
    const folder = await folderWith({});
    const told: string[] = [];
    const passed: string[] = [];
    for (const [spelling, value] of Object.entries(spellings)) {
      const { text, codes } = await outputsFor(folder, places[place]?.(value) ?? '');
      told.push(...toldIn(text).map(() => spelling));
      if (codes.length === 0) passed.push(spelling);
    }
    expect({ told, passed }).toEqual({ told: [], passed: [] });
  });
});

/** What has to be told as a secret, and not as something else that is wrong as well. */
test.each([
  ['in Markdown', withCredentials(`appSecret: \`${secret}\``), 'secret-in-yaml'],
  ['as a name in the environment', withCredentials(`appSecret: { env: "${secret}" }`), 'secret-in-yaml'],
  ['between signs of a placeholder', withCredentials(`appSecret: "<${secret}>"`), 'literal-secret'],
  [
    'behind an escape',
    configWith({}, templateWith(`text:\n      content: "AppSecret:\\n${secret}\\nbye"`)),
    'secret-in-yaml',
  ],
  [
    'in a value that nobody meant',
    configWith({}).replace(/name: .*/, `name: "\${NAME} ${secret}"`),
    'secret-in-yaml',
  ],
])('given a secret %s, expect it to be told', async (_, config, code) => {
  const folder = await folderWith({});
  const { codes } = await outputsFor(folder, config);
  expect(codes).toContain(code);
  expect(codes).not.toContain('secret-unset');
});

test('given a password that looks like no secret where only a secret may stand, expect no sentence to tell it', async () => {
  const folder = await folderWith({});
  const { text } = await outputsFor(folder, withCredentials('appSecret: `hunter2-of-the-shop`'));
  expect(text).toContain('placeholder');
  expect(text).not.toContain('hunter2');
});

test('given a sentence that quotes a part of what is masked, expect that part masked in all languages', () => {
  const text = 'name: x\nappSecret: hunter22-hunter22 and more\n';
  const said = {
    message: say('value-unknown', { name: 'hunter22-hunter22' }),
    hint: say('it-has', { names: ['x'] }),
  };
  const shown = fitToShow({ text, shown: maskedText(text, []) })(told(said.message, said.hint));
  expect(shown).toEqual(told(say('value-unknown', { name: '*****************' }), said.hint));
});

test('given a secret behind an escape in an extended file whose value is replaced, expect it to be told there', async () => {
  const base = templateWith(`text:\n      content: "AppSecret:\\n${secret}\\nbye"`);
  const folder = await folderWith({ 'base.yaml': base });
  const own = `extends: base.yaml\n${configWith({}, templateWith('text:\n      content: Hello'))}`;
  await writeFile(join(folder, 'kefu.yaml'), own);
  const result = await checkConfig('kefu.yaml', { cwd: folder, env: {} });
  const found = result.ok
    ? []
    : result.diagnostics.map(({ code, range }) => [code, range?.file, range?.line]);
  expect(found).toEqual([['secret-in-yaml', 'base.yaml', 5]]);
});
