import type { Language } from '../model/language.ts';
import { languageIn, languages } from '../words/language.ts';
import type { CommandWorld } from './command.ts';
import { UsageFault } from './usage-fault.ts';

/** The language of a command: `--lang`, else that of the environment. Throws a `UsageFault` for a KEFU_LANG that is none. */
export function languageOf(lang: Language | undefined, env: CommandWorld['env']): Language {
  const chosen = languageIn(env, lang);
  if (chosen) return chosen;
  throw new UsageFault({ code: 'unknown-language', name: env.KEFU_LANG ?? '', languages });
}
