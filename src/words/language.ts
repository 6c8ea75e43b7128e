import type { Language } from '../model/language.ts';

/** Those that `--lang` takes. */
export const languages: readonly Language[] = ['en', 'zh-CN'];

/**
 * The language in which kefu speaks to people: the one asked for, `KEFU_LANG`, else the locale of the environment. A CI runner
 * has the locale of its image, which nobody chose, so there it is English. Undefined for a KEFU_LANG that is none of them.
 */
export function languageIn(
  env: Readonly<Record<string, string | undefined>>,
  asked?: Language,
): Language | undefined {
  if (asked) return asked;
  if (env.KEFU_LANG) return languages.find((known) => known === env.KEFU_LANG);
  if (env.CI && env.CI !== 'false') return 'en';
  const locale = env.LC_ALL || env.LC_MESSAGES || env.LANG || '';
  return locale.toLowerCase().startsWith('zh') ? 'zh-CN' : 'en';
}
