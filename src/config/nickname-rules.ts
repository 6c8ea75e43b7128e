import { isPlain } from '../model/plain-text.ts';
import { graphemes } from '../model/segments.ts';
import { visible } from '../model/visible.ts';
import { say } from '../words/en/config.ts';
import { told } from '../words/say.ts';
import type { Span } from './mask.ts';
import { olderLimitFaults } from './older-nickname-limit.ts';
import type { Fault, Source } from './source.ts';
import { type Entry, textOf } from './tree.ts';

/** WeChat docs, addkfaccount: a nickname has at most 16 characters (字). */
const nicknameLimit = 16;
/**
 * Faults of one nickname; `entry` is the account's `nickname`.
 * Where WeChat's pages disagree, what one forbids is a warning and what all forbid is an error.
 */
export function nicknameFaults(source: Source, { value }: Entry): Fault[] {
  const nickname = textOf(value);
  if (nickname === undefined) return [];
  const { at } = value;
  const invisible = invisibleCharacter(source, nickname, at);
  if (invisible !== undefined) return [invisible];
  return [...lengthFaults(nickname, at), ...spaceFaults(nickname, at), ...formFaults(nickname, at)];
}

/** `nickname-character`: people who review could not see it; WeChat answers 65403 to some of them. */
function invisibleCharacter(source: Source, nickname: string, at: Span): Fault | undefined {
  const escapes = visible(nickname);
  if (escapes === nickname) return undefined;
  const index = [...nickname].findIndex((character, place) => character !== [...escapes][place]);
  const before = [...nickname].slice(0, index).join('');
  const character = [...nickname][index] ?? '';
  return {
    severity: 'error',
    code: 'nickname-character',
    ...told(
      say('nickname-character', { character: escapes.slice(before.length).replace(/\}.*$/su, '}') }),
      say('type-again'),
    ),
    at: placeOf(source, nickname, at, before.length, character.length),
  };
}

/** The character itself, when the value stands in the file as it is; else the whole value. */
function placeOf(source: Source, nickname: string, at: Span, index: number, length: number): Span {
  const start = source.text.indexOf(nickname, at.start);
  if (start === -1 || start + nickname.length > at.end) return at;
  return { start: start + index, end: start + index + length };
}

/** The characters as people see them; most names need no segmenter, which takes longer to make than all other checks. */
function charactersOf(nickname: string): readonly string[] {
  return isPlain(nickname) || !joins(nickname) ? [...nickname] : graphemes(nickname);
}

/** Whether something in it makes one character for people of several code points. */
function joins(nickname: string): boolean {
  return /[\p{M}\p{Cf}\p{Regional_Indicator}\p{Emoji_Modifier}\u1100-\u11FF]/u.test(nickname);
}

/** `nickname-too-long` (WeChat docs, addkfaccount) and `nickname-long-old-limit` (older pages, other ways to count). */
function lengthFaults(nickname: string, at: Span): Fault[] {
  const seen = charactersOf(nickname);
  if (seen.length > nicknameLimit) {
    return [
      {
        severity: 'error',
        code: 'nickname-too-long',
        ...told(say('nickname-too-long', { count: seen.length, most: nicknameLimit }), say('shorten')),
        at,
      },
    ];
  }
  const codePoints = [...nickname].length;
  if (codePoints > nicknameLimit) {
    return [
      {
        severity: 'warning',
        code: 'nickname-long-old-limit',
        ...told(
          say('nickname-long-old-limit', { count: seen.length, points: codePoints, most: nicknameLimit }),
          say('leave-out-emoji'),
        ),
        at,
      },
    ];
  }
  return olderLimitFaults(seen, at);
}

/** `nickname-empty`, `nickname-spaces`: ours; WeChat's treatment of outer spaces is not documented. */
function spaceFaults(nickname: string, at: Span): Fault[] {
  if (nickname.trim() === nickname) return [];
  if (nickname.trim() === '') {
    return [
      {
        severity: 'error',
        code: 'nickname-empty',
        ...told(say('nickname-empty'), say('write-nickname')),
        at,
      },
    ];
  }
  return [
    {
      severity: 'warning',
      code: 'nickname-spaces',
      ...told(say('nickname-spaces'), say('remove-space')),
      at,
    },
  ];
}

/** `nickname-not-nfc`: ours; the same letters written in two ways would look like a change for ever. */
function formFaults(nickname: string, at: Span): Fault[] {
  if (nickname.normalize('NFC') === nickname) return [];
  return [
    {
      severity: 'warning',
      code: 'nickname-not-nfc',
      ...told(say('nickname-not-nfc'), say('convert-to-nfc')),
      at,
    },
  ];
}
