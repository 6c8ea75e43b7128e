import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parse as parseAsOthersDo } from 'yaml';
import { withAccounts } from '../../src/config/write.ts';
import { writableAccounts } from '../../src/config/write-accounts.ts';
import { parsed, startingText } from '../../src/config/write-start.ts';
import { accountId } from '../../src/model/account.ts';

/** The accounts of a text after writing, as any YAML reader takes them. */
function accountsAfter(text: string, ...accounts: Parameters<typeof withAccounts>[2]): unknown {
  const { tree } = parsed(text, '/kefu.yaml', 'kefu.yaml');
  return parseAsOthersDo(withAccounts(text, tree, accounts)).accounts;
}

function writing(text: string, ...accounts: Parameters<typeof withAccounts>[2]): string {
  return withAccounts(text, parsed(text, '/kefu.yaml', 'kefu.yaml').tree, accounts);
}

const bob = { name: 'bob', nickname: '阿博', worker: 'wxid_bob' };

describe('where accounts are written', () => {
  test('given empty accounts with a comment, expect a block below it', () => {
    expect(writing('accounts: {}  # none yet\npolicy: {}\n', bob)).toBe(
      'accounts:  # none yet\n  bob:\n    nickname: 阿博\n    worker: wxid_bob\npolicy: {}\n',
    );
  });

  test('given accounts in one line, expect another in that line', () => {
    expect(writing('accounts: { alice: { nickname: 小美, } }', bob)).toBe(
      'accounts: { alice: { nickname: 小美, }, bob: { nickname: "阿博", worker: "wxid_bob" } }',
    );
  });

  test('given a last account that ends with a list, expect the new one behind it', () => {
    const text = 'accounts:\n  carol:\n    nickname: 卡罗\n    previously:\n      - caro\n# the end';
    expect(writing(text, bob)).toBe(
      'accounts:\n  carol:\n    nickname: 卡罗\n    previously:\n      - caro\n  bob:\n    nickname: 阿博\n    worker: wxid_bob\n# the end',
    );
  });

  test.each([
    'accounts:\n  alice:\n    nickname: 小美\npolicy: {}\n',
    'accounts:\n  alice:\n    nickname: 小美\n# the end',
    'accounts: { alice: { nickname: 小美 } }\n',
  ])('given a last account that gets a field, and a new one, expect each field in its account', (text) => {
    const alice = { name: 'alice', nickname: '小美', avatar: './alice.jpg', worker: 'wxid_alice' };
    const { name: _, ...fieldsOfAlice } = alice;
    const { name: __, ...fieldsOfBob } = bob;
    expect(accountsAfter(text, alice, bob)).toEqual({ alice: fieldsOfAlice, bob: fieldsOfBob });
  });

  test('given values over several lines, expect them replaced whole', () => {
    const text =
      'accounts:\n  bob:\n    nickname: >-\n      阿\n      波\n    # who\n    worker: "wxid_\\\n      old"\n';
    expect(writing(text, bob)).toBe(
      'accounts:\n  bob:\n    nickname: 阿博\n    # who\n    worker: wxid_bob\n',
    );
  });

  test.each([
    ['JSON in a line', '{"version": 1, "accounts": {}, "policy": {}}'],
    ['JSON in lines', '{\n  "version": 1,\n  "accounts": {\n  },\n  "policy": {}\n}\n'],
    ['JSON without accounts', '{"version": 1}'],
    ['an empty account in a flow mapping', '{"accounts": {"bob": {}}}'],
    ['an empty account in a block', 'accounts:\n  bob: {}\n'],
    ['comments within the braces', 'accounts: { # none yet\n}\n'],
    ['a question mark', 'accounts:\n  ? alice\n  : nickname: 小美\n'],
    ['a question mark before all', '? accounts\n: {}\n'],
  ])('given %s, expect the account in its place and the rest as it was', (_, text) => {
    const { name: _name, ...fields } = bob;
    const before = parseAsOthersDo(text) as { accounts?: object };
    const now = parseAsOthersDo(writing(text, bob));
    expect(now).toEqual({ ...before, accounts: { ...before.accounts, bob: fields } });
    expect(writing(text, bob).match(/# none yet/g)).toEqual(text.match(/# none yet/g));
  });

  test('given the same values in other quotes, expect not a byte changed', () => {
    const text = 'accounts: \n  "bob": {"nickname":"\\u963F博", worker: \'wxid_bob\'}';
    expect(writing(text, bob)).toBe(text);
  });
});

describe('what any nickname becomes', () => {
  const official = { name: 'shop-cn', wechatId: 'kftest', appId: 'wx0123456789abcdef' };
  const nicknames = fc.oneof(
    fc.string({ unit: 'grapheme', maxLength: 17 }),
    fc.string({ unit: 'binary', maxLength: 17 }),
    fc.string({ unit: fc.constantFrom(...'{}[]:#,&*!|>\'"%@`-? \t\n\\y0.e客👩‍💻'), maxLength: 16 }),
  );

  test('given any text, expect it written so that every reader gets it back, or left out', () => {
    fc.assert(
      fc.property(nicknames, (nickname) => {
        const text = startingText(official);
        const { tree } = parsed(text, '/kefu.yaml', 'kefu.yaml');
        const live = {
          id: accountId('alice', 'kftest'),
          nickname,
          avatarUrl: '',
          kfId: '1',
          worker: { status: 'none' } as const,
        };
        const { accounts, leftOut } = writableAccounts({ accounts: [live], consoleAccounts: [] }, tree);
        expect(accounts.length + leftOut.length).toBe(1);
        for (const { written } of accounts) {
          const inFlow = 'accounts: { alice: { nickname: x } }';
          expect(accountsAfter(text, written)).toEqual({ alice: { nickname } });
          expect(accountsAfter(inFlow, written)).toEqual({ alice: { nickname } });
        }
      }),
      // Spaces of other kinds at the end of a line: no reader of YAML drops them.
      { numRuns: 300, examples: [['(\u2000'], ['客服\u2003'], ['\u3000小美'], ['小美\u00a0 ']] },
    );
  });
});
