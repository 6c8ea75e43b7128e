import { errorCatalogue } from '../../wechat/error-catalogue.ts';
import type { CatalogueEntry } from '../../wechat/error-entry.ts';
import { ownCodes } from './own-code.ts';

/** Codes someone may have meant, each with a word about it; at most eight. */
export function nearCodes(asked: string): readonly string[] {
  const entries = nearEntries(asked).map(({ code, name }) => `${code} (${name})`);
  const own = ownCodes.filter(({ code }) => isAlike(code, asked.toLowerCase())).map(({ code }) => code);
  return [...entries, ...own].slice(0, 8);
}

/** One of kefu's own codes that holds what was asked, or all of its words. */
function isAlike(code: string, asked: string): boolean {
  const words = asked.split(/[^a-z0-9]+/).filter((word) => word.length > 2);
  return words.length > 0 && /^[a-z]/.test(asked) && words.every((word) => code.includes(word));
}

/** Entries someone may have meant: a digit away, or with the word in their name, meaning or field. At most eight. */
function nearEntries(asked: string): readonly CatalogueEntry[] {
  const isNear = /^-?\d+$/.test(asked)
    ? ({ code }: CatalogueEntry) => isDigitAway(String(code), asked)
    : (entry: CatalogueEntry) => speaksOf(entry, asked.toLowerCase());
  const far = ({ code }: CatalogueEntry) => Math.abs(code - Number(asked)) || 0;
  return errorCatalogue()
    .filter(isNear)
    .sort((left, right) => far(left) - far(right))
    .slice(0, 8);
}

function isDigitAway(code: string, asked: string): boolean {
  if (Math.abs(Number(code) - Number(asked)) <= 3) return true;
  if (code.length !== asked.length) return false;
  const different = [...code].flatMap((digit, place) => (digit === asked[place] ? [] : [place]));
  return different.length === 1 || areSwapped(code, asked, different);
}

function areSwapped(code: string, asked: string, [one = 0, other = 0, ...more]: readonly number[]): boolean {
  return more.length === 0 && other === one + 1 && code[one] === asked[other] && code[other] === asked[one];
}

function speaksOf({ name, meaning, field }: CatalogueEntry, word: string): boolean {
  return (
    word.length > 1 && [name, meaning.en, meaning.zh, field ?? ''].join(' ').toLowerCase().includes(word)
  );
}
