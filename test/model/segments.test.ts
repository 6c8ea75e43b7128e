import fc from 'fast-check';
import { expect, test } from 'vitest';
import { segmentsOf } from '../../src/model/segments.ts';

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
