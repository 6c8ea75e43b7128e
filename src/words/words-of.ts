import type { Language } from '../model/language.ts';
import { english } from './en/words.ts';
import type { LanguageWords } from './language-words.ts';

/** The words of a language; those of others than English are loaded here. */
export async function wordsOf(lang: Language): Promise<LanguageWords> {
  return lang === 'en' ? english : (await import('./zh-CN/words.ts')).chinese;
}
