import type { Language } from '../model/language.ts';
import type { CommandWorld } from './command.ts';
import { UsageFault } from './usage-fault.ts';

/** Those that `--lang` takes. */
export const languages: readonly Language[] = ['en', 'zh-CN'];

/**
 * The language in which kefu speaks to people: `--lang`, `KEFU_LANG`, else the locale of the environment. A CI runner has the
 * locale of its image, which nobody chose, so there it is English. Throws a `UsageFault` for a KEFU_LANG that is none of them.
 */
export function languageOf(lang: Language | undefined, env: CommandWorld['env']): Language {
  if (lang) return lang;
  if (env.KEFU_LANG) return named(env.KEFU_LANG);
  if (env.CI && env.CI !== 'false') return 'en';
  const locale = env.LC_ALL || env.LC_MESSAGES || env.LANG || '';
  return locale.toLowerCase().startsWith('zh') ? 'zh-CN' : 'en';
}

function named(name: string): Language {
  const lang = languages.find((known) => known === name);
  if (lang) return lang;
  throw new UsageFault({ code: 'unknown-language', name, languages });
}
