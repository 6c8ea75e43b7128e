import { describe, expect, test } from 'vitest';
import { accountId } from '../../src/model/account.ts';
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
  ['an OpenID', 'to oABCD_1234567890abcdefghijkl now', 'to [redacted] now'],
])('given %s in a text, expect it masked', (_title, text, shown) => {
  expect(excerpt(text)).toBe(shown);
});

test('given a long text, expect 200 characters of it, and never half a secret at the end', () => {
  expect([...excerpt('错'.repeat(5000))]).toHaveLength(201);
  expect(excerpt(`${'A'.repeat(1990)} ${'b'.repeat(40)}`)).toBe('[redacted]');
});
