import { describe, expect, test } from 'vitest';
import { maskedText } from '../../src/config/mask.ts';

const secret = '5d41402abc4b2a76b9719d911017c592';
const token = `89_${'aB3-_x7z'.repeat(10)}`;
const stars = (text: string) => '*'.repeat(text.length);

describe('given what looks like a secret, expect as many asterisks wherever it stands', () => {
  test.each([
    ['a value', `appId: ${secret}`, `appId: ${stars(secret)}`],
    ['capitals', `x ${secret.toUpperCase()}`, `x ${stars(secret)}`],
    ['a comment', `# old: ${secret}`, `# old: ${stars(secret)}`],
    ['the end of a sentence', `It was ${secret}.`, `It was ${stars(secret)}.`],
    ['two on a line', `${secret} ${secret}`, `${stars(secret)} ${stars(secret)}`],
    ['a break that nobody resolved', `x \\n${secret}\\n谢谢`, `x \\n${stars(secret)}\\n谢谢`],
    ['a character by its number', `x\\u0020${secret}`, `x\\u0020${stars(secret)}`],
    ['an escaped quote', `x \\"${secret}\\"`, `x \\"${stars(secret)}\\"`],
    ['full width', 'ＡＢ０１'.repeat(8), stars(secret)],
    ['an access token', `x ${token} y`, `x ${stars(token)} y`],
    ['an access token with a longer number', `x 1${token}`, `x *${stars(token)}`],
  ])('%s', (_title, text, masked) => {
    expect(maskedText(text, [])).toBe(masked);
  });

  test.each([
    ['31 digits', `x ${secret.slice(1)} y`],
    ['33 digits', `x ${secret}0 y`],
    ['a letter after f', `x ${secret.replace('5', 'g')} y`],
    ['a file named by its hash', `avatar: ${secret}.png`],
    ['a file in a folder', `avatar: avatars/${secret}`],
    ['a file in a folder of Windows', `avatar: avatars\\${secret}`],
    ['a folder', `avatar: ${secret}/logo.png`],
    ['a folder of Windows', `avatar: ${secret}\\logo.png`],
    ['a part of a name before it', `avatar: logo-${secret}`],
    ['a part of a name after it', `avatar: ${secret}-logo`],
    ['a hidden file', `avatar: .${secret}`],
    ['a token too short', `x ${token.slice(0, -1)} y`],
    ['a number of four digits before the underscore', `x 11${token}`],
    ['a word before the number', `x_${token}`],
  ])('but %s is left alone', (_title, text) => {
    expect(maskedText(text, [])).toBe(text);
  });
});

describe('given a key that names a secret, expect its value masked', () => {
  test.each([
    [
      'to the end of the line',
      'name: x\npassword: hunter2 \nnext: y',
      'name: x\npassword: ******* \nnext: y',
    ],
    ['with a line end of Windows', 'token: hunter2\r\nnext: y', 'token: *******\r\nnext: y'],
    ['with capitals', 'APP_SECRET: hunter2', 'APP_SECRET: *******'],
    ['in quotes', '"password": "hunter2"', '"password": *********'],
    ['with a full-width colon', 'appSecret：hunter2', 'appSecret：*******'],
    ['with an ideographic space', 'appSecret \u3000:\u3000hunter2', 'appSecret \u3000:\u3000*******'],
    ['within braces', '{ name: x, password: hunter2 }', '{ name: x, password: *********'],
    ['on the line below', 'token:\n  hunter2\nname: x', 'token:\n  *******\nname: x'],
    ['below a comment', 'token: # mine\n  hunter2', 'token: # mine\n  *******'],
    ['below an empty line', 'token:\n\n  hunter2', 'token:\n\n  *******'],
    ['on two lines', 'token: hun\n  ter2\nname: x', 'token: ***\n  ****\nname: x'],
    ['in a block', 'token: |\n  user: x\n  hunter2\nname: x', 'token: |\n  *******\n  *******\nname: x'],
    ['in a block with signs', 'token: >-2 # mine\n  user: x', 'token: >-2 # mine\n  *******'],
  ])('%s', (_title, text, masked) => {
    expect(maskedText(text, [])).toBe(masked);
  });

  test.each([
    ['a reference to the environment', 'appSecret: { env: APP_SECRET }'],
    ['a reference with full-width braces', 'appSecret: ｛ env: A ｝'],
    ['a reference without braces', 'appSecret: env: A'],
    ['a reference to a file, in quotes', 'appSecret: "file": secret.txt'],
    ['a command', 'appSecret: command : pass'],
    ['a key below it', 'appSecret:\n  env: A\nname: x'],
    ['a key below it that ends its line', 'credentials:\n  appSecret:\n    file:\n      x'],
    ['what stands beside it', 'appSecret:\nname: x'],
    ['another key', 'nickname: hunter2'],
    ['a word in a value', 'nickname: secret'],
  ])('but %s is left alone', (_title, text) => {
    expect(maskedText(text, [])).toBe(text);
  });
});

test('given the places of secrets, expect these masked, and every line break kept', () => {
  const places = [
    { start: 1, end: 5 },
    { start: 8, end: 9 },
  ];
  expect(maskedText('ab\r\ncd\nef', places)).toBe('a*\r\n*d\ne*');
});
