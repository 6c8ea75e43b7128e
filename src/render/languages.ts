import type { Language, Words } from './words.ts';
import { english } from './words-en.ts';
import { chinese } from './words-zh.ts';

/** One table of words for each language. */
export const wordsIn: Readonly<Record<Language, Words>> = { en: english, 'zh-CN': chinese };
