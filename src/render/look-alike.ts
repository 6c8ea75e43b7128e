import type { Language } from '../model/language.ts';
import { graphemes } from './graphemes.ts';

const phrases = {
  en: {
    composed: (shown: string, before: string, after: string) =>
      `differs only in how ${shown} is composed: ${before} → ${after}`,
    alike: (before: string, after: string) => `looks alike: ${before} → ${after}`,
    more: (count: number) => ` (and ${count} more)`,
  },
  'zh-CN': {
    composed: (shown: string, before: string, after: string) =>
      `只有 ${shown} 的编码不同：${before} → ${after}`,
    alike: (before: string, after: string) => `看起来相同，编码不同：${before} → ${after}`,
    more: (count: number) => `（另有 ${count} 处）`,
  },
} as const satisfies Record<Language, unknown>;

/**
 * A note for two values that look the same and are not: composed and decomposed letters, other spaces, letters of another
 * script. Empty when the difference can be seen.
 */
export function alikeNotes(before: string, after: string, lang: Language): string[] {
  if (before === after || skeleton(before) !== skeleton(after)) return [];
  const pairs = differingPairs(before, after);
  const [first] = pairs;
  if (!first) return [];
  const [old, now] = [codePoints(first.before), codePoints(first.after)];
  const { composed, alike, more } = phrases[lang];
  const isComposition = first.before.normalize('NFC') === first.after.normalize('NFC');
  const note = isComposition ? composed(first.after.normalize('NFC'), old, now) : alike(old, now);
  return [pairs.length === 1 ? note : `${note}${more(pairs.length - 1)}`];
}

interface Pair {
  readonly before: string;
  readonly after: string;
}

/** The characters that differ, each as people count it; none when the texts have not as many. */
function differingPairs(before: string, after: string): Pair[] {
  const [old, now] = [graphemes(before), graphemes(after)];
  if (old.length !== now.length) return old.length === 0 ? [] : [{ before, after }];
  return old
    .map((character, index) => ({ before: character, after: now[index] ?? '' }))
    .filter((pair) => pair.before !== pair.after);
}

const longest = 4;

/** `e + U+0301`: letters of ASCII as themselves, the rest by number. */
function codePoints(text: string): string {
  const points = [...text].map((character) =>
    /[!-~]/.test(character)
      ? character
      : `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`,
  );
  return points.length > longest ? `${points.slice(0, longest).join(' + ')} + …` : points.join(' + ');
}

/**
 * What a text looks like. NFKC brings full-width letters, ligatures and other forms together, so only what differs in a
 * form that looks the same is kept apart here: compositions, spaces, and the letters of other scripts that look Latin.
 */
function skeleton(text: string): string {
  return text
    .normalize('NFC')
    .replaceAll(/\p{Zs}/gu, ' ')
    .replaceAll(/[\p{Script=Cyrillic}\p{Script=Greek}\u2160-\u2188\u2F00-\u2FD5]/gu, (letter) =>
      twinOf(letter),
    );
}

function twinOf(letter: string): string {
  return latinTwins[letter] ?? letter.normalize('NFKC');
}

/** Unicode's confusables that typists meet: Cyrillic and Greek letters drawn as Latin ones. */
const latinTwins: Readonly<Record<string, string>> = Object.fromEntries(
  [
    ['АΑ', 'A'],
    ['ВΒ', 'B'],
    ['СϹ', 'C'],
    ['ЕΕ', 'E'],
    ['НΗ', 'H'],
    ['ІΙ', 'I'],
    ['Ј', 'J'],
    ['КΚ', 'K'],
    ['МΜ', 'M'],
    ['Ν', 'N'],
    ['ОΟ', 'O'],
    ['РΡ', 'P'],
    ['Ѕ', 'S'],
    ['ТΤ', 'T'],
    ['ХΧ', 'X'],
    ['Υ', 'Y'],
    ['Ζ', 'Z'],
    ['а', 'a'],
    ['сϲ', 'c'],
    ['е', 'e'],
    ['һ', 'h'],
    ['і', 'i'],
    ['јϳ', 'j'],
    ['оο', 'o'],
    ['р', 'p'],
    ['ѕ', 's'],
    ['ν', 'v'],
    ['х', 'x'],
    ['у', 'y'],
  ].flatMap(([letters = '', twin = '']) => [...letters].map((letter) => [letter, twin])),
);
