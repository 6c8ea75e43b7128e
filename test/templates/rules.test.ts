import { describe, expect, test } from 'vitest';
import { checkConfig } from '../../src/config/config.ts';
import { configWith, folderWith, tinyPng } from '../config/written-config.ts';

const accounts = { alice: '{ nickname: 小美 }', gone: '{ state: absent }' };

/** What `validate` finds in a config with these lines behind the accounts: severity, code, and the marked text. */
async function found(more: string, files: Record<string, string | Uint8Array> = {}): Promise<string[]> {
  const diagnostics = await diagnosed(more, files);
  return diagnostics.map(({ severity, code, range }) => {
    const { column = 1, length = 0, text: line = '' } = range ?? {};
    const marked = line.slice(column - 1, column - 1 + length);
    return `${severity} ${code} ${marked.length > 24 ? `${marked.slice(0, 24)}…` : marked}`;
  });
}

async function diagnosed(more: string, files: Record<string, string | Uint8Array> = {}) {
  const cwd = await folderWith({ 'kefu.yaml': configWith(accounts, more), ...files });
  const result = await checkConfig('kefu.yaml', { cwd, env: {} });
  return result.ok ? result.warnings : result.diagnostics;
}

const text = (content: string, more = '') =>
  `templates:\n  t: { msgtype: text, ${more}text: { content: ${JSON.stringify(content)} } }\n`;
const name = 'variables: { name: { type: string, maxLength: 20 } }, ';

describe('given a template, expect its faults at their places', () => {
  test.each<[string, string, string[]]>([
    ['a good one', text('{{ name }},您好!', name), []],
    ['no msgtype', 'templates:\n  t: { text: { content: a } }\n', ['error missing-key t']],
    ['an unknown msgtype', 'templates:\n  t: { msgtype: txt }\n', ['error unknown-value txt']],
    [
      'the object of another type',
      'templates:\n  t: { msgtype: text, image: { media_id: a } }\n',
      ['error missing-key t', 'error unknown-key image'],
    ],
    ['an account that is not there', text('a', 'as: alise, '), ['error template-speaker alise']],
    ['an account to be deleted', text('a', 'as: gone, '), ['error template-speaker gone']],
    ['a misspelt variable', text('您好 {{ nmae }}', name), ['error variable-undeclared nmae']],
    ['a variable nobody uses', text('您好', name), ['warning variable-unused name']],
    ['a text of 2049 bytes', text('a'.repeat(2049)), ['error text-too-long "aaaaaaaaaaaaaaaaaaaaaaa…']],
    ['a text of 2048 bytes', text('a'.repeat(2048)), []],
    [
      'a text that its longest values make too long',
      text('{{ s }}', 'variables: { s: { type: string, maxLength: 513 } }, '),
      ['error text-too-long "{{ s }}"'],
    ],
    [
      'a bound of 100000000',
      text('{{ s }}', 'variables: { s: { type: string, maxLength: 100000000 } }, '),
      ['error bad-value 100000000', 'warning text-length-unproved "{{ s }}"'],
    ],
    [
      'a bound of -1',
      text('{{ s }}', 'variables: { s: { type: string, maxLength: -1 } }, '),
      ['error bad-value -1', 'warning text-length-unproved "{{ s }}"'],
    ],
    [
      'a bound of 1e300',
      text('{{ s }}', 'variables: { s: { type: string, maxLength: 1e300 } }, '),
      ['error bad-value 1e300', 'warning text-length-unproved "{{ s }}"'],
    ],
    [
      'a bound of 0.5',
      text('{{ s }}', 'variables: { s: { type: string, maxLength: 0.5 } }, '),
      ['error wrong-type 0.5', 'warning text-length-unproved "{{ s }}"'],
    ],
    [
      'a variable of a type that there is not, with an example',
      text('{{ n }}', 'variables: { n: { type: int, example: 1, minimum: 0 } }, '),
      ['error unknown-value int', 'warning text-length-unproved "{{ n }}"'],
    ],
    [
      'a variable of a type that is a word of the language',
      text('{{ n }}', 'variables: { n: { type: constructor, default: 1 } }, '),
      ['error unknown-value constructor', 'warning text-length-unproved "{{ n }}"'],
    ],
    ['a word in place of a template', 'templates:\n  t: hello\n', ['error wrong-type hello']],
    ['a list in place of a template', 'templates:\n  t: [hello]\n', ['error wrong-type [hello]']],
    ['nothing in place of a template', 'templates:\n  t:\n', ['error wrong-type t']],
    ['a word in place of all templates', 'templates: hello\n', ['error wrong-type hello']],
    [
      'a value nothing bounds',
      text('{{ s }}', 'variables: { s: { type: string } }, '),
      ['warning text-length-unproved "{{ s }}"'],
    ],
    ['a choice bounds it', text('{{ s }}', 'variables: { s: { type: string, enum: [早, 晚] } }, '), []],
    ['what is no Liquid', text('{% if %}'), ['error template-fault  ']],
    ['a tag that includes files', text('{% include "x" %}'), ['error template-fault {']],
    ['a loop', text('{% for i in (1..9) %}x{% endfor %}'), ['error template-fault {']],
    ['an unknown filter', text('{{ name | nope }}', name), ['error template-fault {']],
    [
      'a default of another type',
      text('{{ n }}', 'variables: { n: { type: integer, default: x } }, '),
      ['error variable-value x'],
    ],
    [
      'a default that would be sent in other digits',
      text('{{ n }}', 'variables: { n: { type: number, default: 12.50 } }, '),
      ['error variable-value 12.50'],
    ],
    [
      'the same default as a text',
      text('{{ n }}', 'variables: { n: { type: string, default: 12.50, maxLength: 9 } }, '),
      [],
    ],
    [
      'a limit of another type',
      text('{{ n }}', 'variables: { n: { type: integer, maxLength: 3 } }, '),
      ['error variable-limit 3'],
    ],
    [
      'a link that is not closed',
      text('<a href="https://example.com">点'),
      ['error message-link <a href=\\"https://exampl…'],
    ],
    ['a link without text', text('<a href="https://example.com"></a>'), ['error message-link </a>']],
    [
      'a relative link',
      text('<a href="example.com">点</a>'),
      ['error message-link <a href=\\"example.com\\">'],
    ],
    [
      'a mini program link without path and with a wrong AppID',
      text('<a href="https://a.cn" data-miniprogram-appid="x">点</a>'),
      [
        'error message-link <a href=\\"https://a.cn\\"…',
        'error mini-program-appid <a href=\\"https://a.cn\\"…',
      ],
    ],
    ['a phone number', text('请拨打 13812345678'), ['warning personal-data 13812345678']],
    ['a service number', text('请拨打 400-123-4567'), []],
    ['two articles', news(2), ['error article-count { title: a, description:…']],
    ['one article', news(1), []],
    [
      'mpnews',
      'templates:\n  t: { msgtype: mpnews, mpnews: { media_id: a } }\n',
      ['warning mpnews-deprecated mpnews'],
    ],
    [
      'a card as older clients send it',
      'templates:\n  t: { msgtype: wxcard, wxcard: { card_id: a, card_ext: \'{"code":""}\' } }\n',
      ['warning card-ext card_ext'],
    ],
    ['a card as the page has it', 'templates:\n  t: { msgtype: wxcard, wxcard: { card_id: a } }\n', []],
    ['an id used twice', menus('101', '101'), ['error menu-id-twice "101"']],
    ['a full-width id', menus('101', '１０２'), ['warning full-width １０２']],
    ['an id with a variable', menus('101', '{{ a }}'), ['error menu-id-template "{{ a }}"']],
  ])('%s', async (_, more, expected) => {
    expect(await found(more)).toEqual(expected);
  });

  test('a block text is marked at its own line and column', async () => {
    const more =
      'templates:\n  t:\n    msgtype: text\n    text:\n      content: |\n        您好\n          请看 {{ nmae }}\n';
    const [fault] = await diagnosed(more);
    const above = configWith(accounts).split('\n').length - 1;
    expect(fault).toMatchObject({ code: 'variable-undeclared', range: { line: above + 7, column: 17 } });
  });
});

function news(count: number): string {
  const article = '{ title: a, description: b, url: https://a.cn, picurl: https://a.cn/p }';
  const articles = Array.from({ length: count }, () => article).join(', ');
  return `templates:\n  t: { msgtype: news, news: { articles: [${articles}] } }\n`;
}

function menus(one: string, other: string): string {
  const menu = (id: string) => `{ msgtype: msgmenu, msgmenu: { list: [ { id: "${id}", content: a } ] } }`;
  return `templates:\n  a: ${menu(one)}\n  b: ${menu(other)}\n`;
}

describe('given a sequence', () => {
  const templates = text('a');
  test.each([
    ['message', 5, []],
    ['message', 6, ['error sequence-too-long t']],
    ['follow', 3, []],
    ['follow', 4, ['error sequence-too-long t']],
    ['scan', 4, ['error sequence-too-long t']],
    ['menu', 4, ['error sequence-too-long t']],
    // WeChat's own pages disagree: no number to hold against it, but a word about it.
    ['pay', 9, ['warning sequence-doubtful pay']],
    ['complaint', 9, ['warning sequence-doubtful complaint']],
  ])('after %s, of %d templates', async (after, count, expected) => {
    const names = Array.from({ length: count }, () => 't').join(', ');
    expect(await found(`${templates}sequences:\n  s: { after: ${after}, templates: [${names}] }\n`)).toEqual(
      expected,
    );
  });

  test('a name that no template has, and a template that no sequence names', async () => {
    const more = `${templates}sequences:\n  s: { after: scan, templates: [tt] }\n`;
    expect(await found(more)).toEqual(['warning template-unreferenced t', 'error sequence-template tt']);
  });
});

describe('given the level of a rule', () => {
  test.each([
    ['off', []],
    ['warning', ['warning message-link <a href=\\"x\\">']],
    ['error', ['error message-link <a href=\\"x\\">']],
  ])('%s', async (level, expected) => {
    expect(await found(`${text('<a href="x">点</a>')}lint: { message-link: ${level} }\n`)).toEqual(expected);
  });

  test('a rule that has none to set, and an unknown level', async () => {
    const more = `${text('a')}lint: { menu-id-twice: off, full-width: of }\n`;
    expect(await found(more)).toEqual(['error unknown-key menu-id-twice', 'error unknown-value of']);
  });
});

describe('given a nickname', () => {
  test.each([
    ['小美', 0],
    ['pаypal客服', 1],
    ['Анна', 0],
    ['Ella', 0],
  ])('%s: %d look-alikes', async (nickname, count) => {
    const cwd = await folderWith({ 'kefu.yaml': configWith({ alice: `{ nickname: ${nickname} }` }) });
    const result = await checkConfig('kefu.yaml', { cwd, env: {} });
    const codes = (result.ok ? result.warnings : result.diagnostics).map(({ code }) => code);
    expect(codes.filter((code) => code === 'nickname-look-alike')).toHaveLength(count);
  });
});

describe('given media files', () => {
  const image = (path: string, more = '') =>
    `templates:\n  t: { msgtype: image, image: { file: ${path}${more} } }\n`;
  const voice = (path: string) => `templates:\n  t: { msgtype: voice, voice: { file: ${path} } }\n`;
  /** A minute of AMR at 12.2 kbit/s has 3000 frames of 32 bytes. */
  const amr = (seconds: number) =>
    Buffer.concat([
      Buffer.from('#!AMR\n'),
      Buffer.alloc(seconds * 50 * 32, Buffer.from([0x3c, ...Array(31).fill(0)])),
    ]);

  test.each<[string, string, Record<string, string | Uint8Array>, string[]]>([
    ['a picture', image('p.png'), { 'p.png': tinyPng }, []],
    ['none', image('p.png'), {}, ['error file-not-found p.png']],
    ['one elsewhere', image('../p.png'), {}, ['error file-outside ../p.png']],
    ['a text', image('p.png'), { 'p.png': 'hello' }, ['error media-format p.png']],
    ['a BMP that stays', image('p.bmp'), { 'p.bmp': 'BM....' }, []],
    [
      'a temporary BMP',
      image('p.bmp', ', lifetime: temporary'),
      { 'p.bmp': 'BM....' },
      ['error media-format p.bmp'],
    ],
    ['an empty file', image('p.png'), { 'p.png': '' }, ['error media-empty p.png']],
    [
      'a picture of 3 MB',
      image('p.bmp'),
      { 'p.bmp': Buffer.alloc(3e6, 'BM') },
      ['warning media-over-older-limit p.bmp'],
    ],
    [
      'a picture of 11 MB',
      image('p.bmp'),
      { 'p.bmp': Buffer.alloc(11.5e6, 'BM') },
      ['error media-too-big p.bmp'],
    ],
    ['a minute of AMR', voice('v.amr'), { 'v.amr': amr(60) }, []],
    ['61 seconds of AMR', voice('v.amr'), { 'v.amr': amr(61) }, ['error media-too-long v.amr']],
    ['file and id', image('p.png, media_id: a'), { 'p.png': tinyPng }, ['error media-source file']],
    ['neither', 'templates:\n  t: { msgtype: voice, voice: {} }\n', {}, ['error media-source voice']],
    [
      'a PNG as cover',
      'templates:\n  t: { msgtype: video, video: { media_id: a, thumb: { file: p.png } } }\n',
      { 'p.png': tinyPng },
      ['error media-format p.png'],
    ],
  ])('%s', async (_, more, files, expected) => {
    expect(await found(more, files)).toEqual(expected);
  });
});
