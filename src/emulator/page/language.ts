/** Which language a reader gets. */

import type { Language } from './words.ts';

/** The one named in the address, else the one the browser likes most among ours, else English. */
export function languageFor(named: string | null, acceptLanguage: string | undefined): Language {
  const liked = named === null ? (acceptLanguage ?? '').split(',').map(preference) : [preference(named)];
  const known = liked.filter(({ language, weight }) => language !== undefined && weight > 0);
  return known.toSorted((left, right) => right.weight - left.weight)[0]?.language ?? 'en';
}

/** `zh-HK;q=0.8` as Chinese with that weight; a language we don't have is undefined. */
function preference(entry: string): { language: Language | undefined; weight: number } {
  const [tag = '', ...parameters] = entry.trim().toLowerCase().split(';');
  const weight = parameters
    .map((text) => /^\s*q=([\d.]+)$/.exec(text)?.[1])
    .find((text) => text !== undefined);
  const languages: Record<string, Language> = { en: 'en', zh: 'zh-CN' };
  return { language: languages[tag.split('-')[0] ?? ''], weight: weight === undefined ? 1 : Number(weight) };
}
