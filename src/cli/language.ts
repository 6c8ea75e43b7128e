import { Option } from 'commander';
import { Failure } from '../model/failure.ts';
import type { Language } from '../model/language.ts';
import { visible } from '../model/visible.ts';
import type { CommandWorld } from './command.ts';

const languages: readonly Language[] = ['en', 'zh-CN'];

/** The flag that every command takes. */
export function langOption(): Option {
  return new Option(
    '--lang <language>',
    'language for people (default: KEFU_LANG, else by locale; in CI English)',
  ).choices(languages);
}

/**
 * The language in which kefu speaks to people: `--lang`, `KEFU_LANG`, else the locale of the environment. A CI runner has the
 * locale of its image, which nobody chose, so there it is English. Throws a `Failure` for a KEFU_LANG that is none of them.
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
  throw new Failure(
    'config',
    'unknown-language',
    `KEFU_LANG is ${visible(name)}, which is no language of kefu.`,
    {
      hint: `Write ${languages.join(' or ')}, or leave KEFU_LANG out.`,
    },
  );
}
