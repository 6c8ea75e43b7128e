import { describe, expect, test } from 'vitest';
import { compareTexts } from '../../src/render/compare-texts.ts';

const shown = (before: string, after: string) => {
  const compared = compareTexts(before, after);
  const side = (pieces: typeof compared.before) =>
    pieces.map(({ text, differs }) => (differs ? `[${text}]` : text)).join('');
  return [side(compared.before), side(compared.after)];
};

describe('given two nicknames, the characters that differ are marked', () => {
  test.each([
    ['小美', '小美(夜班)', '小美', '小美[(夜班)]'],
    ['小美', '小明', '小[美]', '小[明]'],
    ['客服', 'Anna', '[客服]', '[Anna]'],
    ['👩‍💻小美', '👨‍💻小美', '[👩‍💻]小美', '[👨‍💻]小美'],
    ['e\u0301', 'e', '[e\u0301]', '[e]'],
    ['小\u200B美', '小美', '小[\u200B]美', '小美'],
    ['', '小美', '', '[小美]'],
  ])('%s → %s', (before, after, left, right) => {
    expect(shown(before, after)).toEqual([left, right]);
  });

  test('texts that differ in too many places differ as a whole', () => {
    const before = 'ab'.repeat(200);
    expect(shown(before, 'cd'.repeat(200))[0]).toBe(`[${before}]`);
  });
});
