import type { Language } from '../model/language.ts';
import { graphemes } from '../model/segments.ts';

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
 * script. Empty when the difference can be seen, and for what is no text.
 */
export function alikeNotes(before: unknown, after: unknown, lang: Language): string[] {
  if (typeof before !== 'string' || typeof after !== 'string') return [];
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
 * What a text looks like: compositions, spaces and the parts of emoji are taken together, and so are signs of another script
 * that are drawn alike. Forms that people can tell apart (full-width letters) stay apart.
 */
function skeleton(text: string): string {
  const composed = text
    .normalize('NFC')
    .replaceAll(/\p{Zs}/gu, ' ')
    .replaceAll(/[\u200D\uFE0E\uFE0F]/g, '')
    .replaceAll(/[\u2160-\u2188\u2F00-\u2FD5]/g, (sign) => sign.normalize('NFKC'));
  return [...composed].map((character) => twins.get(character) ?? character).join('');
}

/** Each letter with those of Cyrillic and Greek that are drawn like it (a part of Unicode's confusables.txt). */
const letters =
  'AАΑ BВΒ CСϹ EЕΕ HНΗ IІΙ JЈ KКΚ MМΜ NΝ OОΟ PРΡ SЅ TТΤ XХΧ YΥ ZΖ aа cсϲ eе hһ iі jјϳ oоο pр sѕ vν xх yу';

/** The same of signs: dashes, quotes, middle dots, waves, dots. */
const signs = [
  '-\u2010\u2011\u2012\u2013\u2212',
  "'\u2018\u2019",
  '"\u201C\u201D',
  '\u00B7\u2022\u2027\u2219\u22C5\u30FB',
  '\uFF5E\u301C',
  '\u2026\u22EF',
  '\u2014\u2015\u2500',
];

const twins: ReadonlyMap<string, string> = new Map(
  [...letters.split(' '), ...signs].flatMap(([shown = '', ...alike]) =>
    alike.map((character) => [character, shown] as const),
  ),
);
