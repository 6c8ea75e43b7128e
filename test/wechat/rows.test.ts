import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Failure } from '../../src/model/failure.ts';
import { parseAnswer } from '../../src/wechat/answer.ts';
import { readAccountList, readOnlineList } from '../../src/wechat/rows.ts';

const row = (change: object = {}) => ({
  kf_account: 'alice@kftest',
  kf_nick: '小美',
  kf_id: '1001',
  kf_headimgurl: 'http://u/0',
  ...change,
});
const only = (change: object) => readAccountList({ kf_list: [row(change)] }).accounts[0];

describe('given rows of getkflist', () => {
  test('expect accounts sorted by id, and people of the console apart', () => {
    const { accounts, consoleAccounts } = readAccountList({
      kf_list: [
        row({ kf_account: 'kf2002@gh_0a1b2c3d4e5f' }),
        row({ kf_account: '', kf_nick: '后台添加', kf_id: 7 }),
        row({ kf_account: 'alice@kftest' }),
        { kf_nick: '无帐号', kf_openid: 'o1' },
      ],
    });
    expect(accounts.map(({ id }) => id)).toEqual(['alice@kftest', 'kf2002@gh_0a1b2c3d4e5f']);
    expect(consoleAccounts).toEqual([
      { nickname: '后台添加', kfId: '7' },
      { nickname: '无帐号', kfId: '' },
    ]);
  });

  test.each([
    ['a number', 1001, '1001'],
    ['text', '1001', '1001'],
    ['missing', undefined, ''],
  ])('expect kf_id as %s to be read as text', (_title, kf_id, kfId) => {
    expect(only({ kf_id })?.kfId).toBe(kfId);
  });

  test.each([' http://u/0', 'http://u/0\n', '\u3000http://u/0\t '])(
    'expect the address of the picture %j without the space around it',
    (url) => {
      expect(only({ kf_headimgurl: url })?.avatarUrl).toBe('http://u/0');
    },
  );

  test('expect missing fields to be empty and new ones to be ignored', () => {
    expect(
      readAccountList({ kf_list: [{ kf_account: 'alice@kftest', kf_level: 3 }], total: 1 }).accounts,
    ).toEqual([{ id: 'alice@kftest', nickname: '', avatarUrl: '', kfId: '', worker: { status: 'none' } }]);
  });

  test.each([
    [
      { invite_status: 'waiting', invite_expire_time: 1795305600 },
      { status: 'invited', expiresAt: 1795305600 },
    ],
    [
      { invite_status: 'waiting', invite_expire_time: '1795305600' },
      { status: 'invited', expiresAt: 1795305600 },
    ],
    [{ invite_status: 'rejected' }, { status: 'rejected' }],
    [{ invite_status: 'expired', invite_expire_time: 0 }, { status: 'expired' }],
    [{ invite_status: 'postponed', invite_expire_time: 9 }, { status: 'invited' }],
    [{}, { status: 'invited' }],
    [
      { invite_status: 'waiting', invite_expire_time: 253_402_300_799 },
      { status: 'invited', expiresAt: 253_402_300_799 },
    ],
  ])('expect the invitation %j as the worker %j', (change, worker) => {
    expect(only({ invite_wx: 'wxid_alice', ...change })?.worker).toEqual({
      wechatId: 'wxid_alice',
      ...worker,
    });
  });

  test.each([1_795_305_600_000, 253_402_300_800, 2 ** 53 - 1, 1e300, -1, '1e12'])(
    'expect an invitation until %s, no moment of a calendar, to have no known end',
    (time) => {
      const row = { invite_wx: 'wxid_alice', invite_status: 'waiting', invite_expire_time: time };
      expect(only(row)?.worker).toEqual({ status: 'invited', wechatId: 'wxid_alice' });
    },
  );

  test('expect a bound worker to outweigh an old invitation', () => {
    const worker = only({ kf_wx: 'wxid_alice', invite_wx: 'wxid_bob', invite_status: 'expired' })?.worker;
    expect(worker).toEqual({ status: 'bound', wechatId: 'wxid_alice' });
  });

  test.each([
    ['twice the same account', [row(), row({ kf_nick: '小丽' })], 'twice'],
    ['an account without a suffix', [row({ kf_account: 'kf2001' })], 'name@wechat-id'],
    ['an account that is a number', [row({ kf_account: 2001 })], 'name@wechat-id'],
    ['something else than accounts', ['alice@kftest'], 'something else'],
    ['more rows than can be', Array(1001).fill({ kf_account: '' }), '1001'],
  ])('expect %s to be an error', (_title, kf_list, words) => {
    expect(() => readAccountList({ kf_list })).toThrow(words);
  });

  test.each([[{}], [{ kf_list: {} }], [{ kf_list: null }], [{ errcode: 0 }]])(
    'expect %j to be an error, never an empty list',
    (answer) => {
      expect(() => readAccountList(answer)).toThrow('does not mean that there are no accounts');
      expect(() => readOnlineList(answer)).toThrow('does not mean that there are no accounts');
    },
  );

  test('expect anything at all to end in a list or a Failure', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.constantFrom('kf_list', 'x'), fc.jsonValue()), (answer) => {
        try {
          readAccountList(answer);
        } catch (error) {
          expect(error).toBeInstanceOf(Failure);
        }
      }),
    );
  });
});

describe('given the text of an answer', () => {
  const objectOf = (text: string) => {
    const answer = parseAnswer(text);
    return answer.kind === 'object' ? answer.object : answer.why;
  };

  test.each([
    ['a byte order mark', '\uFEFF{"errcode":0}', { errcode: 0 }],
    ['white space around', '\n {"errcode":0}\r\n', { errcode: 0 }],
    ['pretty printing and escaped slashes', '{\n  "u": "http:\\/\\/a\\/0"\n}', { u: 'http://a/0' }],
    ['raw control characters in a text', '{"kf_nick":"a\tb\u0001\nc"}', { kf_nick: 'a\tb\u0001\nc' }],
    ['a stray backslash', '{"kf_nick":"a\\xb \\"c\\""}', { kf_nick: 'a\\xb "c"' }],
    [
      'an errcode within a text',
      '{"errcode":1,"errmsg":"\\"errcode\\":0"}',
      { errcode: 1, errmsg: '"errcode":0' },
    ],
  ])('expect %s to be no obstacle', (_title, text, object) => {
    expect(objectOf(text)).toEqual(object);
  });

  test.each([
    ['<html>', 'html'],
    ['', 'empty'],
    ['{"errcode": invalid kf_account}', 'not-json'],
    ['{"errcode":0,"errcode":1}', 'not-json'],
    ['[]', 'not-an-object'],
    ['0', 'not-an-object'],
    ['['.repeat(17), 'too-deep'],
  ])('expect %j to be unreadable: %s', (text, why) => {
    expect(objectOf(text)).toBe(why);
  });

  test('expect no text to reach the prototype of objects', () => {
    parseAnswer('{"__proto__":{"isAdmin":true},"constructor":{"prototype":{"isAdmin":true}}}');
    expect(({} as { isAdmin?: boolean }).isAdmin).toBeUndefined();
  });

  test('expect every text to be read or refused', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json()), (text) => {
        expect(parseAnswer(text)).toHaveProperty('kind');
      }),
    );
  });
});

describe('customers that somebody is serving', () => {
  const online = (row: object) =>
    readOnlineList({ kf_online_list: [{ kf_account: 'alice@kftest', ...row }] });

  test.each([
    [{}, 0],
    [{ accepted_case: 0 }, 0],
    [{ accepted_case: 3 }, 3],
    [{ accepted_case: '3' }, 3],
  ])('%j: expect %i', (row, acceptedCases) => {
    expect(online(row)).toEqual([{ id: 'alice@kftest', acceptedCases }]);
  });

  test.each([null, -1, 1.5, '', 'three', true, [2], {}, 1e300])(
    'accepted_case %j: expect no claim that nobody is served',
    (accepted_case) => {
      expect(() => online({ accepted_case })).toThrow(
        /^getonlinekflist gives alice@kftest an accepted_case that is no number/,
      );
    },
  );

  test('a name that is none is told of the call that listed it', () => {
    expect(() => online({ kf_account: 'alice' })).toThrow(/^getonlinekflist /);
  });
});

test.each(['kf_nick', 'kf_headimgurl', 'kf_id', 'kf_wx', 'invite_wx'])(
  'given a %s that is no text, expect it not to pass for an empty one',
  (key) => {
    const row = { kf_account: 'alice@kftest', kf_nick: '小美', kf_id: '1001', kf_headimgurl: '' };
    for (const strange of [true, {}, [''], { text: 'x' }]) {
      expect(() => readAccountList({ kf_list: [{ ...row, [key]: strange }] })).toThrow(
        `getkflist put something else than a text into ${key}`,
      );
    }
    const { accounts } = readAccountList({ kf_list: [{ ...row, [key]: null }] });
    expect(accounts).toHaveLength(1);
  },
);
