import { describe, expect, test } from 'vitest';
import { accountId } from '../../src/model/account.ts';
import { Secret } from '../../src/model/secret.ts';
import { excerpt } from '../../src/wechat/excerpt.ts';
import { connectionTo, openClient } from './opened.ts';
import { openServer } from './servers.ts';

const alice = accountId('alice', 'kftest');
const token = 'T'.repeat(12);

/** What becomes of an add that is answered with this text, whatever its header says. */
async function addAnsweredWith(text: string) {
  const server = await openServer(
    (response) => response.end(text),
    (response) => response.end(`{"access_token":"${token}","expires_in":7200}`),
  );
  const client = openClient(connectionTo(server.url, 'wxemu0000000000001', 'f'.repeat(32)));
  const outcome = await client.accounts.add(alice, '小美');
  if (outcome.kind !== 'unknown') throw new Error(`not unknown: ${outcome.kind}`);
  return outcome.cause;
}

describe('given an answer that can not be read, expect its text in the cause', () => {
  test.each([
    [
      'a bare word, as an upload was once answered',
      '{"errcode": invalid kf_account}',
      '{"errcode": invalid kf_account}.',
    ],
    ['plain words of a gateway', 'upstream is on holiday', 'upstream is on holiday.'],
    ['a cut answer', '{"errcode":0,"err', '{"errcode":0,"err.'],
    ['a list', '[1,2]', '[1,2].'],
    ['control characters', 'bad\u001b[31mred', 'bad\\u{1B}[31mred.'],
    [
      'several lines, as an upload was once answered',
      '{\n  "errcode": invalid kf_account\r\n}',
      '{ "errcode": invalid kf_account }.',
    ],
    ['a direction mark', 'abc\u202edef', 'abc\\u{202E}def.'],
    ['an answer without errcode', '{"ok":true}', '{"ok":true}.'],
    ['two errcodes', '{"errcode":1,"errcode":0}', '{"errcode":1,"errcode":0}.'],
  ])('%s', async (_title, text, shown) => {
    const { message, hint = '' } = await addAnsweredWith(text);
    expect(message.endsWith(`: ${shown}`), message).toBe(true);
    expect(hint).not.toMatch(/login page/);
  });
});

test('given a web page, expect a hint about login pages, and nothing of the page', async () => {
  const { message, hint } = await addAnsweredWith('<html><title>登录</title></html>');
  expect(message).not.toMatch(/登录|<html/);
  expect(hint).toMatch(/login page/);
});

test('given an empty answer, expect it called so', async () => {
  expect((await addAnsweredWith(' \n')).message).toMatch(/the answer was empty\.$/);
});

test('given an answer that repeats the token, also a short or an escaped one, expect it masked', async () => {
  const { message } = await addAnsweredWith(`no such thing: ?access_token=${token}&x=1 and again ${token}`);
  expect(message).not.toContain(token);
  expect(message).toContain('[redacted]');
});

test.each([
  ['a secret', `x ${'ab12'.repeat(8)} y`, 'x [redacted] y'],
  ['a password by its name', '{"password":"hunter2"', '{"password":"[redacted]"'],
  ['a password with spaces', "appsecret = 'hunter2', x", "appsecret = '[redacted]', x"],
  ['a password in capitals', 'PASSWORD:hunter2&x=1', 'PASSWORD:[redacted]&x=1'],
  ['two secrets', 'secret=a b secret=c', 'secret=[redacted] b secret=[redacted]'],
  ['an OpenID', 'to oABCD_1234567890abcdefghijkl now', 'to [redacted] now'],
  ['two OpenIDs', `o${'A'.repeat(27)},o${'B'.repeat(27)}`, '[redacted],[redacted]'],
])('given %s in a text, expect it masked', (_title, text, shown) => {
  expect(excerpt(text)).toBe(shown);
});

test('given a long text, expect 200 characters of it, and never half a secret at the end', () => {
  expect([...excerpt('错'.repeat(5000))]).toHaveLength(201);
  expect(excerpt(`${'A'.repeat(1990)} ${'b'.repeat(40)}`)).toBe('[redacted]');
});

test.each([
  ['31 characters', `x ${'ab12'.repeat(8).slice(1)} y`],
  ['an OpenID too long by one', `o${'A'.repeat(28)}`],
  ['an OpenID too short by one', `o${'A'.repeat(26)}`],
  ['what ends like an OpenID', `x-o${'A'.repeat(27)}`],
  ['200 characters', '错'.repeat(200)],
])('given %s, expect the text as it is', (_title, text) => {
  expect(excerpt(text)).toBe(text);
});

test('given a token that was sent, expect it masked as it was sent and as an address writes it', () => {
  expect(excerpt('a/b a%2Fb c', new Secret('a/b'))).toBe('[redacted] [redacted] c');
  expect(excerpt('a b', new Secret(''))).toBe('a b');
});

test('given a text of as many characters as are looked at, expect its last word, and of one more not', () => {
  expect(excerpt(`${' '.repeat(1996)}word`)).toBe('word');
  expect(excerpt(`${' '.repeat(1997)}word`)).toBe('');
});
