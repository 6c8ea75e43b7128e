import { expect, test } from 'vitest';
import { isPlain, isPlainIdeograph } from '../../src/model/plain-text.ts';

const characters = Array.from({ length: 0x11_0000 }, (_, code) => String.fromCodePoint(code));
const plain = characters.filter(isPlain);

/** Whatever a text is asked for where a plain one is let pass: invisible, look-alike, joining, an emoji, of another script. */
const asked = [
  /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\p{Co}\p{Cn}\p{Default_Ignorable_Code_Point}]/u,
  /[\p{Script=Cyrillic}\p{Script=Greek}\p{Script=Armenian}\p{Script=Cherokee}]/u,
  /[\p{M}\p{Cf}\p{Regional_Indicator}\p{Emoji_Modifier}\u1100-\u11FF]/u,
  /[\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Extended_Pictographic}]/u,
];

test('expect the 95 visible characters of ASCII and 20,902 ideographs to be plain', () => {
  expect(plain).toHaveLength(95 + 20_902);
  expect(plain.filter(isPlainIdeograph)).toHaveLength(20_902);
});

test('expect every plain ideograph to be Chinese, and nothing else that is plain', () => {
  expect(
    plain.filter((character) => /\p{Script=Han}/u.test(character) !== isPlainIdeograph(character)),
  ).toEqual([]);
});

test.each(asked)('expect no plain character to be one of %s', (pattern) => {
  expect(plain.filter((character) => pattern.test(character))).toEqual([]);
});

test('a plain text is plain as a whole, and one other character makes it none', () => {
  expect(['', 'Night shift ~', '客服0', '夜班 A'].filter((text) => !isPlain(text))).toEqual([]);
  expect(['客服\n', '客服\u200B', '客服😀', 'cafe\u0301', 'Аlice', '小さい'].filter(isPlain)).toEqual([]);
});
