import { isPlain, isPlainIdeograph } from '../model/plain-text.ts';
import { say } from '../words/en/accounts.ts';
import { told } from '../words/say.ts';
import type { Span } from './mask.ts';
import type { Fault } from './source.ts';

/** WeChat's older pages: at most 6 Chinese characters or 12 Latin letters. */
const olderWidthLimit = 12;

/**
 * `nickname-long-old-limit`: above the older limit. A report of 2023 has Chinese nicknames refused as illegal (65403) where
 * Latin ones passed, so that limit may still be live for them. `characters` are those that people see.
 */
export function olderLimitFaults(characters: readonly string[], at: Span): Fault[] {
  const width = characters.reduce((sum, character) => sum + (isWide(character) ? 2 : 1), 0);
  if (width <= olderWidthLimit) return [];
  const isChinese = characters.some(isChineseCharacter);
  return [
    {
      severity: 'warning',
      code: 'nickname-long-old-limit',
      ...told(
        say('nickname-older-limit'),
        say(isChinese ? 'shorten-chinese-if-refused' : 'nothing-unless-refused'),
      ),
      at,
    },
  ];
}

function isWide(character: string): boolean {
  if (isPlain(character)) return isPlainIdeograph(character);
  return /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Extended_Pictographic}\u3000-\u303F\uFF01-\uFF60]/u.test(
    character,
  );
}

function isChineseCharacter(character: string): boolean {
  return isPlain(character) ? isPlainIdeograph(character) : /\p{Script=Han}/u.test(character);
}
