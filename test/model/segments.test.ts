import fc from 'fast-check';
import { expect, test } from 'vitest';
import { graphemes, segmentsOf } from '../../src/model/segments.ts';

const characters = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** What joins to others, of one code unit and of two. */
const units = [
  'a',
  '小',
  '\u0301',
  '\u200D',
  '👩',
  '🏽',
  '🇨',
  '🇳',
  '\u1100',
  '\u1161',
  '\uFE0F',
  '\uD83D',
  '\r',
  '\n',
  'न',
  '\u094D',
];

test('given a long text of whatever joins, expect the characters of the whole text', () => {
  const texts = fc
    .array(fc.constantFrom(...units), { minLength: 900, maxLength: 3000 })
    .map((all) => all.join(''));
  fc.assert(
    fc.property(texts, (text) => {
      expect(segmentsOf(characters, text)).toEqual(
        Array.from(characters.segment(text), (one) => one.segment),
      );
    }),
    { numRuns: 60 },
  );
});

test('given one character longer than a piece, expect one character', () => {
  const tower = `a${'\u0301'.repeat(5000)}`;
  expect(segmentsOf(characters, `${tower}b`)).toEqual([tower, 'b']);
});

test('given a hundred thousand characters, expect each of them', () => {
  const text = 'm0,'.repeat(40_000);
  expect(segmentsOf(characters, text)).toEqual([...text]);
});

test('given no text, expect nothing', () => {
  expect(segmentsOf(characters, '')).toEqual([]);
});

test('given a text of plain signs, expect the characters that the segmenter finds, whatever stands side by side', () => {
  const ranges: readonly [number, number][] = [
    [0x20, 0x7e],
    [0x3000, 0x3029],
    [0x4e00, 0x9fff],
    [0xff01, 0xff60],
  ];
  const all = ranges.flatMap(([from, to]) => Array.from({ length: to - from + 1 }, (_, nth) => from + nth));
  const signs = all.map((code) => String.fromCharCode(code));
  const text = signs.map((one) => `${one}${one}a${one}小～${one}〩`).join('');
  expect(graphemes(text).join(' ')).toBe(segmentsOf(characters, text).join(' '));
  expect(graphemes(text)).toHaveLength(text.length);
});

test.each(['\r\n', 'e\u0301', '小\u3099', 'ｶﾞ', '〰\uFE0F', '1\uFE0F\u20E3', '👩🏽'])(
  'given %j, expect one character: what joins is not taken for plain',
  (text) => {
    expect(graphemes(text)).toEqual([text]);
  },
);
