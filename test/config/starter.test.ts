import { describe, expect, test } from 'vitest';
import { checkConfig, resolveConfig } from '../../src/config/config.ts';
import { starterConfig as english } from '../../src/config/starter-en.ts';
import { starterConfig as chinese } from '../../src/config/starter-zh-CN.ts';
import { englishLeft } from '../words/english-left.ts';
import { unnaturalIn } from '../words/natural-chinese.ts';
import { folderWith } from './written-config.ts';

describe.each([
  ['English', english],
  ['Chinese', chinese],
] as const)('with comments in %s', (_language, starterConfig) => {
  test.each(['shop-cn', 'kefu', '商店', 'my shop', '.hidden', '', 'x'.repeat(100), 'a: b\nc: d'])(
    'given the name %j, expect a starter config that is valid as it stands, without a warning',
    async (name) => {
      const folder = await folderWith({ 'kefu.yaml': starterConfig(name) });
      const result = await checkConfig('kefu.yaml', { cwd: folder, env: {} });
      expect(result).toMatchObject({ ok: true, value: { accounts: 1 }, warnings: [] });
    },
  );

  test('given a running emulator told by the environment, expect the starter config to be ready to plan', async () => {
    const folder = await folderWith({ 'kefu.yaml': starterConfig('shop-cn') });
    const env = { KEFU_ENDPOINT: 'http://127.0.0.1:8787', KEFU_APP_SECRET: 'f'.repeat(32) };
    expect(await resolveConfig('kefu.yaml', { cwd: folder, env })).toMatchObject({ ok: true });
  });

  test('given the starter config with its examples taken in, expect only the picture to be missing', async () => {
    const examples = starterConfig('shop-cn').replace(
      /^( +)# (?=(?:avatar|worker|protect|bob|carol| {2}\w+):)/gm,
      '$1',
    );
    const folder = await folderWith({ 'kefu.yaml': examples });
    const result = await checkConfig('kefu.yaml', { cwd: folder, env: {} });
    expect(result).toMatchObject({ ok: false, diagnostics: [{ code: 'file-not-found' }] });
  });
});

test('the Chinese comments are Chinese, and all else is the same', () => {
  const comments = (text: string) => text.match(/(?<=^|\s)# .*$/gmu)?.join('\n') ?? '';
  const code = (text: string) => text.replaceAll(/(?:^|\s+)#.*$/gmu, '').replaceAll(/\n+/g, '\n');
  expect(code(chinese('shop'))).toBe(code(english('shop')));
  const typed = [
    'validate',
    'plan',
    'apply',
    'appSecret',
    'program, argument',
    'file',
    'command',
    'keep',
    'delete',
  ];
  const own = comments(chinese('shop')).replaceAll(/^# +(?:\w+: .*?(?= #)|kefu \w+)/gmu, '');
  expect(
    englishLeft(own.replaceAll(/^# {0,3}(?:\w+:.*?)?(?=# |$)/gmu, ''), [
      ...typed,
      'bob',
      'carol',
      'caro',
      'wxid',
      'gh_',
      'wechatId',
    ]),
  ).toEqual([]);
  expect(unnaturalIn(own)).toEqual([]);
});
