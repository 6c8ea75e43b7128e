// biome-ignore-all lint/suspicious/noTemplateCurlyInString: placeholders of other tools are what is looked for here.
import { describe, expect, test } from 'vitest';
import { checkConfig } from '../../src/config/config.ts';
import type { Diagnostic } from '../../src/model/diagnostic.ts';
import { configWith, folderWith } from './written-config.ts';

async function diagnosed(config: string): Promise<readonly Diagnostic[]> {
  const folder = await folderWith({ 'kefu.yaml': config });
  const result = await checkConfig('kefu.yaml', { cwd: folder, env: {} });
  return result.ok ? result.warnings : result.diagnostics;
}

/** `severity code` of each finding but those about lengths and pictures. */
async function found(config: string): Promise<string[]> {
  const diagnostics = await diagnosed(config);
  return diagnostics
    .filter(({ code }) => !['nickname-long-old-limit', 'file-not-found'].includes(code))
    .map(({ severity, code }) => `${severity} ${code}`);
}

const quoted = (text: string) => JSON.stringify(text);
const account = (fields: string) => configWith({ alice: `{ ${fields} }` });
const text = (content: string) =>
  configWith(
    { alice: '{ nickname: 小美 }' },
    `templates:\n  hi: { msgtype: text, text: { content: ${content} } }\n`,
  );

describe('given a value that nobody meant, expect an error before anything is sent', () => {
  test.each(['null', 'Null', 'NULL', '~'])(
    '%s without quotes is no nickname, worker or text',
    async (value) => {
      expect(await found(account(`nickname: ${value}`))).toEqual(['error no-value']);
      expect(await found(account(`nickname: 小美, worker: ${value}`))).toEqual(['error no-value']);
      expect(await found(account(`nickname: 小美, avatar: ${value}`))).toEqual(['error no-value']);
      expect(await found(account(`nickname: 小美, previously: [${value}]`))).toEqual(['error no-value']);
      expect(await found(text(value))).toEqual(['error no-value']);
    },
  );

  test.each([
    ...[
      'null',
      'undefined',
      'NaN',
      '[object Object]',
      '#N/A',
      'None',
      'TODO',
      'todo',
      'FIXME',
      'xxx',
      '待填写',
    ],
    ...['${NICK}', '$(NICK)', '$NICK', '{{ nick }}', '{{nick}}', '##NICK##', '#{nick}', '%NICK%', '@NICK@'],
    ...[
      '<nickname>',
      '<昵称>',
      '{nick}',
      '<%= nick %>',
      '{% nick %}',
      '__NICK__',
      '${{ secrets.NICK }}',
      'your-nickname',
    ],
  ])('%s as nickname', async (value) => {
    expect(await found(account(`nickname: ${quoted(value)}`))).toEqual(['error placeholder']);
  });

  test.each(['undefined', 'None', 'TODO', '${WORKER}', '<wxid>', 'wxid_${NAME}', '{{ worker }}'])(
    '%s as worker',
    async (value) => {
      expect(await found(account(`nickname: 小美, worker: ${quoted(value)}`))).toEqual(['error placeholder']);
    },
  );

  test.each([
    ['name: shop-cn', 'name: undefined'],
    ['name: shop-cn', 'name: ${NAME}'],
    ['wechatId: kftest', 'wechatId: null'],
    ['wechatId: kftest', 'wechatId: <your-wechat-id>'],
    ['appId: wx0123456789abcdef', 'appId: ${APP_ID}'],
    ['{ env: SHOP_CN_APP_SECRET }', '"${APP_SECRET}"'],
    ['{ env: SHOP_CN_APP_SECRET }', 'null'],
  ])('the official account with %s written %s', async (from, to) => {
    const findings = await found(configWith({}).replace(from, to));
    expect(findings).toEqual([expect.stringMatching(/^error (?:placeholder|no-value)$/)]);
  });

  test.each(['undefined', '"null"', '"${NAME}"', 'TODO'])('%s as the name of an account', async (name) => {
    expect(await found(configWith({ [name]: '{ nickname: 小美 }' }))).toEqual(['error placeholder']);
  });

  test.each(['undefined', '"${GREETING}"', 'TODO', '"TODO:"', '"##GREETING##"'])(
    '%s as a whole text',
    async (value) => {
      expect(await found(text(value))).toEqual(['error placeholder']);
    },
  );

  test('an unquoted marker that YAML takes for brackets is named, too', async () => {
    expect(await found(account('nickname: {{ nick }}'))).toEqual(['error placeholder']);
    expect(await found(account('nickname: ${NICK}'))).toEqual(['error placeholder']);
    expect(await found(account('nickname: @NICK@'))).toEqual(['error placeholder']);
  });

  test('a value that YAML takes for a comment is named, too', async () => {
    const [fault] = await diagnosed(configWith({ alice: '\n    nickname: ##NICK##' }));
    expect(fault?.message).toBe('`nickname` is empty: `##NICK##` is a comment.');
  });
});

describe('given a value that merely contains such a word, expect it to be taken', () => {
  test.each([
    'None 客服',
    'null 号',
    'Todoroki',
    'Nan',
    '客服 <3',
    '$5 店',
    'A & B',
    '50% off',
    '{小美',
    'Undefinedly',
  ])('%s as nickname', async (nickname) => {
    expect(await found(account(`nickname: ${quoted(nickname)}`))).toEqual([]);
  });

  test.each(['None of us is here.', '这个 null 不是空', '您好 {{ "您" }}', '价格 $5', '<3 谢谢'])(
    '%s as text',
    async (content) => {
      expect(await found(text(quoted(content)))).toEqual([]);
    },
  );

  test('TODO or a marker in a longer text is a warning that the file can switch off', async () => {
    const content = quoted('您好 ${NAME},TODO 营业时间');
    expect(await found(text(content))).toEqual(['warning placeholder-inside', 'warning placeholder-inside']);
    expect(await found(`${text(content)}lint: { placeholder-inside: off }\n`)).toEqual([]);
  });

  test('None as the answer of a menu may be meant', async () => {
    const list = '[ { id: "1", content: None }, { id: "2", content: Some } ]';
    const more = `templates:\n  hi: { msgtype: msgmenu, msgmenu: { head_content: 选一个, list: ${list}, tail_content: 谢谢 } }\n`;
    expect(await found(configWith({}, more))).toEqual(['warning placeholder']);
  });
});

describe('given a slip of writing', () => {
  test.each([
    ["'一\\n二'", ['warning literal-escape']],
    ['一\\r\\n二', ['warning literal-escape']],
    ["'一\\t二'", ['warning literal-escape']],
    ["'\\u4f60好'", ['warning literal-escape']],
    ['"一\\n二"', []],
    ["'C:/new'", []],
    ['"看 https://shop.example.com/a?t=1&amp;u=2"', ['error address-entity']],
    ['"看 https://shop.example.com/a?t=1&u=2"', []],
    [`'<a href="https://shop.example.com/?a=1&#38;b=2">看</a>'`, ['error address-entity']],
    [`'<a href="https://shop.example.com/?a=1&b=2">看</a>'`, []],
    ['A&amp;B', []],
    ['“您好”', ['warning quotes-in-text']],
    [`'“您好”'`, []],
    ['“您好”,他说', []],
  ])('%s as text: %j', async (content, expected) => {
    const more = `templates:\n  hi:\n    msgtype: text\n    text:\n      content: ${content}\n`;
    expect(await found(configWith({}, more))).toEqual(expected);
  });

  test('the address is shown as it was meant, also when it was escaped twice', async () => {
    const [fault] = await diagnosed(text('"https://a.example.com/?a=1&amp;amp;b=2"'));
    expect(fault?.hint).toBe('Write `https://a.example.com/?a=1&b=2`.');
  });

  test.each([
    ['|', ['warning last-line-break']],
    ['|+', ['warning last-line-break']],
    ['>', ['warning last-line-break']],
    ['|-', []],
    ['>-', []],
  ])('a text as block %s: %j', async (header, expected) => {
    const block = `templates:\n  hi:\n    msgtype: text\n    text:\n      content: ${header}\n        您好\n        再见\n`;
    expect(await found(configWith({}, block))).toEqual(expected);
  });

  test('a block leaves its line break in a nickname or worker, which can never be meant', async () => {
    const block = (key: string) =>
      `\n    ${key}: |\n      wxid_alice${key === 'worker' ? '\n    nickname: 小美' : ''}`;
    expect(await found(configWith({ alice: block('worker') }))).toEqual(['error last-line-break']);
    expect(await found(configWith({ alice: block('nickname') }))).toEqual(['error last-line-break']);
  });

  test('letters that look the same in a file name are explained', async () => {
    const config = account('nickname: 小美, avatar: "Cafe\u0301.png"');
    const folder = await folderWith({ 'kefu.yaml': config, 'Caf\u00e9.png': 'x' });
    const result = await checkConfig('kefu.yaml', { cwd: folder, env: {} });
    expect(result).toMatchObject({ ok: false, diagnostics: [{ code: 'file-not-found' }] });
    expect(JSON.stringify(result)).toContain('another Unicode form');
  });
});

describe('given a slip that used to be told twice or without its number', () => {
  test.each(['delete', 'deleted', 'Absent', 'removed'])(
    'state: %s gives one error that says absent',
    async (state) => {
      const diagnostics = await diagnosed(account(`state: ${state}`));
      expect(diagnostics).toMatchObject([{ code: 'unknown-value', hint: 'Did you mean `absent`?' }]);
    },
  );

  test.each([
    ['policy: { maxDeletes: 101 }', 'Write a number from 0 to 100.'],
    ['policy: { maxDeletes: -1 }', 'Write a number from 0 to 100.'],
  ])('%s: %s', async (more, hint) => {
    expect(await diagnosed(configWith({}, `${more}\n`))).toMatchObject([{ code: 'bad-value', hint }]);
  });

  test.each(['gateway', 'http://', 'ftp://127.0.0.1', 'http://127.0.0.1:99999'])(
    'KEFU_ENDPOINT=%s gives one error, also for the AppID of the emulator',
    async (KEFU_ENDPOINT) => {
      const config = configWith({}).replace('wx0123456789abcdef', 'wxemu0000000000001');
      const folder = await folderWith({ 'kefu.yaml': config });
      const result = await checkConfig('kefu.yaml', { cwd: folder, env: { KEFU_ENDPOINT } });
      expect(result).toMatchObject({ ok: false, diagnostics: [{ code: 'endpoint-form' }] });
    },
  );

  test.each([
    ['', 'The path of a file is empty: none is named.'],
    ['.', '. is a folder, not a file.'],
  ])('a config named %j is told by name', async (path, message) => {
    const folder = await folderWith({});
    const result = await checkConfig(path, { cwd: folder, env: {} });
    expect(result).toMatchObject({ ok: false, diagnostics: [{ message }] });
  });
});

describe('given names that differ by letter case alone', () => {
  test.each([
    [{ Alice: '{ nickname: 小美, previously: [alice] }' }, 'warning previously-differs-in-case'],
    [
      { alice: '{ nickname: 小美 }', bob: '{ nickname: 阿博, previously: [ALICE] }' },
      'error previously-differs-in-case',
    ],
    [
      { alice: '{ nickname: 小美 }', bob: '{ nickname: 阿博, previously: [alice] }' },
      'error previously-current',
    ],
  ])('%j: %s', async (accounts, expected) => {
    const diagnostics = await diagnosed(configWith(accounts));
    expect(diagnostics.map(({ severity, code }) => `${severity} ${code}`)).toEqual([expected]);
    const isOfTheFile = diagnostics.some(({ message }) => message.includes('is an account of this file'));
    expect(isOfTheFile).toBe(expected.endsWith('previously-current'));
  });
});

test('given somebody who is really called so, expect the file to be able to say it', async () => {
  const config = account('nickname: "Null", worker: undefined');
  expect(await found(config)).toEqual(['error placeholder', 'error placeholder']);
  const taken = `${config}lint: { placeholder: warning }\n`;
  expect(await found(taken)).toEqual(['warning placeholder', 'warning placeholder']);
});

test('given placeholders that are taken, expect what else is wrong with them to be told', async () => {
  const config = `${account('nickname: 小美, worker: "{{ worker }}"')}lint: { placeholder: off }\n`;
  expect(await found(config)).toEqual(['error worker-id']);
});
