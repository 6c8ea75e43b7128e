import type { Language } from '../model/language.ts';
import type { Said } from '../model/saying.ts';

/** The language that a told text is in: what was told without a saying, as in older plans, is English. */
export function languageOf(said: Said | undefined, { lang }: { readonly lang: Language }): Language {
  return said ? lang : 'en';
}
