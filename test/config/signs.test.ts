import { describe, expect, test } from 'vitest';
import { checkConfig, resolveConfig } from '../../src/config/config.ts';
import { signSlips } from '../../src/config/sign-scan.ts';
import { asMeant } from '../../src/config/sign-slip.ts';
import type { Diagnostic } from '../../src/model/diagnostic.ts';
import { renderDiagnostics } from '../../src/render/diagnostic.ts';
import { configWith, folderWith } from './written-config.ts';

const head = configWith({}).replace('accounts: {}\n', '');

async function diagnosed(config: string): Promise<readonly Diagnostic[]> {
  const folder = await folderWith({ 'kefu.yaml': config });
  const result = await checkConfig('kefu.yaml', { cwd: folder, env: {} });
  return result.ok ? result.warnings : result.diagnostics;
}

/** `line code → the line as it should be`, of everything said. */
async function told(body: string): Promise<string[]> {
  const above = head.split('\n').length - 1;
  const diagnostics = await diagnosed(head + body);
  return diagnostics.map(
    ({ range, code, hint }) => `${(range?.line ?? 0) - above} ${code} ${/`(.*)`/.exec(hint ?? '')?.[1]}`,
  );
}

describe('given a sign of a Chinese input method where YAML takes an ASCII one, expect the line as it should be', () => {
  test.each<[string, string, string[]]>([
    [
      'full-width colons',
      'accounts:\n  alice:\n    nickname：小美\n    worker：wxid_alice\n',
      ['3 yaml-sign nickname: 小美', '4 yaml-sign worker: wxid_alice'],
    ],
    [
      'a full-width colon behind a block',
      'accounts：\n  alice: { nickname: 小美 }\n',
      ['1 yaml-sign accounts:'],
    ],
    [
      'a full-width colon and comma in braces',
      'accounts:\n  alice: { nickname：小美，worker：wxid_alice }\n',
      ['2 yaml-sign alice: { nickname: 小美, worker: wxid_alice }'],
    ],
    [
      'a full-width comma between keys',
      'accounts:\n  alice: { nickname: 小美，protect: true }\n',
      ['2 yaml-sign alice: { nickname: 小美, protect: true }'],
    ],
    [
      'Chinese commas in a list',
      'accounts:\n  alice: { nickname: 小美, previously: [ali，al、a] }\n',
      ['2 yaml-sign alice: { nickname: 小美, previously: [ali, al, a] }'],
    ],
    [
      'full-width brackets',
      'accounts:\n  alice: ｛ nickname: 小美, previously: ［ali］ ｝\n',
      ['2 yaml-sign alice: { nickname: 小美, previously: [ali] }'],
    ],
    [
      'brackets 【】',
      'accounts:\n  alice: { nickname: 小美, previously: 【ali】 }\n',
      ['2 yaml-sign alice: { nickname: 小美, previously: [ali] }'],
    ],
    [
      'Chinese quotes around an id',
      'accounts:\n  alice: { nickname: 小美, worker: “wxid_alice” }\n',
      ['2 yaml-sign alice: { nickname: 小美, worker: "wxid_alice" }'],
    ],
    [
      'a Chinese quote that closes',
      'accounts:\n  alice: { nickname: "小美” }\n',
      ['2 yaml-sign alice: { nickname: "小美" }'],
    ],
    [
      'Chinese quotes around a key',
      'accounts:\n  “alice”: { nickname: 小美 }\n',
      ['2 yaml-sign "alice": { nickname: 小美 }'],
    ],
    [
      'full-width quotes',
      'accounts:\n  alice: { nickname: 小美, worker: ＂wxid＂ }\n',
      ['2 yaml-sign alice: { nickname: 小美, worker: "wxid" }'],
    ],
    [
      'ideographic spaces as indentation',
      'accounts:\n　alice:\n　　nickname: 小美\n',
      ['2 yaml-sign alice:', '3 yaml-sign nickname: 小美'],
    ],
    [
      'no-break spaces as indentation',
      'accounts:\n\u00a0\u00a0alice:\n\u00a0\u00a0\u00a0\u00a0nickname: 小美\n',
      ['2 yaml-sign alice:', '3 yaml-sign nickname: 小美'],
    ],
    [
      'an ideographic space behind a colon',
      'accounts:\n  alice:\n    nickname:　小美\n',
      ['3 yaml-sign nickname: 小美'],
    ],
    [
      'a no-break space behind a worker',
      'accounts:\n  alice: { nickname: 小美, worker: wxid\u00a0}\n',
      ['2 yaml-sign alice: { nickname: 小美, worker: wxid }'],
    ],
    [
      'a line of an ideographic space',
      'accounts:\n  alice:\n　\n    nickname: 小美\n',
      ['3 yaml-sign undefined'],
    ],
    [
      'a full-width comment sign',
      'accounts:\n＃ 夜班\n  alice: { nickname: 小美 }\n',
      ['2 yaml-sign # 夜班'],
    ],
    [
      'full-width letters',
      'accounts:\n  alice: { nickname: 小美, protect: ｔｒｕｅ }\n',
      ['2 yaml-sign alice: { nickname: 小美, protect: true }'],
    ],
    [
      'a full-width number',
      'accounts: {}\npolicy: { maxDeletes: ３ }\n',
      ['2 yaml-sign policy: { maxDeletes: 3 }'],
    ],
    [
      'full-width letters in a key',
      'accounts:\n  ａｌｉｃｅ: { nickname: 小美 }\n',
      ['2 yaml-sign alice: { nickname: 小美 }'],
    ],
    ['no space behind a colon', 'accounts:\n  alice:\n    nickname:小美\n', ['3 yaml-syntax nickname: 小美']],
    [
      'no space behind a colon in braces',
      'accounts:\n  alice: {nickname:小美,worker:wxid}\n',
      ['2 yaml-syntax alice: {nickname: 小美,worker: wxid}'],
    ],
    [
      'no space before a brace',
      'accounts:\n  alice:{ nickname: 小美 }\n',
      ['2 yaml-syntax alice: { nickname: 小美 }'],
    ],
  ])('%s', async (_, body, expected) => {
    expect(await told(body)).toEqual(expected);
  });

  test('the sign is named, with its code point', async () => {
    const [fault] = await diagnosed(`${head}accounts:\n  alice:\n    nickname：小美\n`);
    expect(fault?.message).toBe(
      'YAML takes `:` here; this line has a full-width colon 中文冒号 (`：` U+FF1A).',
    );
  });

  test('what else is wrong is told at its place, as if the signs were right', async () => {
    const found = await told(
      'accounts：\n  alice:\n    nickname：小美\n    worker: wxid alice\n    nick: 小\n',
    );
    expect(found.map((line) => line.replace(/(\d+ [\w-]+).*/, '$1'))).toEqual([
      '1 yaml-sign',
      '3 yaml-sign',
      '4 worker-id',
      '5 unknown-key',
    ]);
  });

  test('a secret behind a full-width colon is masked everywhere', async () => {
    const config =
      'version：1\nofficialAccount：\n  credentials：\n    appSecret：hunter2-canary\n    “accessToken”：“hunter3-canary”\n';
    const folder = await folderWith({ 'kefu.yaml': config });
    for (const read of [checkConfig, resolveConfig]) {
      const result = await read('kefu.yaml', { cwd: folder, env: {} });
      if (result.ok) throw new Error('It was taken.');
      expect(result.diagnostics.map(({ code }) => code)).toContain('yaml-sign');
      expect(renderDiagnostics(result.diagnostics) + JSON.stringify(result.diagnostics)).not.toContain(
        'canary',
      );
    }
  });
});

describe('given Chinese signs that belong to a text, expect nothing to be said', () => {
  test.each([
    'accounts:\n  alice: { nickname: 【客服】小美 }\n',
    'accounts:\n  alice: { nickname: 小美：夜班 }\n',
    'accounts:\n  alice:\n    nickname: 小美　夜班\n',
    'accounts: {}\ntemplates:\n  hi: { msgtype: text, text: { content: 您好，请问有什么可以帮您？ } }\n',
    'accounts: {}\ntemplates:\n  hi: { msgtype: text, text: { content: "时间：9:00，电话：400" } }\n',
    'accounts: {}\ntemplates:\n  hi:\n    msgtype: text\n    text:\n      content: |-\n        hours：9:00\n        　　“您好”，name：小美\n        ｛x｝\n',
    'accounts: {}\ntemplates:\n  hi:\n    msgtype: text\n    text:\n      content: 您好\n        hours：9:00\n',
  ])('%j', async (body) => {
    const diagnostics = await diagnosed(head + body);
    expect(diagnostics.filter(({ code }) => code !== 'nickname-long-old-limit')).toEqual([]);
  });

  test('a text with such signs is not blamed for a fault beside it', async () => {
    const found = await told(
      'accounts:\n  alice: { nickname: 【客服】小美：夜班, worker: 小美 }\n  bob: { nickname: 阿博, protect: maybe }\n',
    );
    const codes = found.map((line) => line.split(' ')[1]);
    expect(codes).toEqual(['nickname-long-old-limit', 'worker-id', 'wrong-type']);
  });
});

describe('given a list where a map is wanted, expect the map form', () => {
  test.each([
    ['accounts:\n  - alice:\n      nickname: 小美\n', 'accounts: { alice: { nickname: … } }'],
    ['accounts:\n  - name: alice\n    nickname: 小美\n', 'accounts: { alice: { nickname: … } }'],
    ['accounts: [alice, bob]\n', 'accounts: { alice: { … } }'],
    ['accounts:\n  alice: [ nickname: 小美 ]\n', 'alice: { nickname: … }'],
    ['accounts: {}\ntemplates:\n  - hi:\n      msgtype: text\n', 'templates: { hi: { msgtype: … } }'],
  ])('%j: %s', async (body, form) => {
    const [fault] = await diagnosed(head + body);
    expect(fault).toMatchObject({ code: 'wrong-type' });
    expect(fault?.hint).toContain(`\`${form}\``);
  });

  test('a text where a list is wanted is shown as a list', async () => {
    const [fault] = await diagnosed(configWith({ alice: '{ nickname: 小美, previously: ali }' }));
    expect(fault?.hint).toBe('Write a list: [ali].');
  });
});

test('given a text that was mended, expect each place to be found in the text as it is', () => {
  const text = 'a：［b，“c”］\n　　d:e\n';
  const { text: meant, placeOf } = asMeant(text, signSlips(text));
  expect(meant).toBe('a: [b, "c"]\n    d: e\n');
  for (const letter of ['a', 'b', 'c', 'd', 'e']) expect(text[placeOf(meant.indexOf(letter))]).toBe(letter);
});

test.each(['｛', '“', '，', '　', '“a，', '【', '：', 'a：', '\n　', '[“', '"', '- '])(
  'given a quarter of a megabyte of %j, expect an answer soon',
  async (piece) => {
    const started = performance.now();
    const diagnostics = await diagnosed(`a: ${piece.repeat(Math.floor(80_000 / piece.length))}`);
    expect(diagnostics.length).toBeGreaterThan(0);
    // A guard against quadratic time, not a measurement.
    expect(performance.now() - started).toBeLessThan(20_000);
  },
);
