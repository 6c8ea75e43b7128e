import type { Command } from 'commander';
import type { Language } from '../../model/language.ts';
import type { HelpWords } from '../../words/help/help-words.ts';
import type { HelpAsked } from '../declared.ts';
import { exitCodes } from '../exit.ts';
import { columnsOf, writeTo } from '../standard-streams.ts';
import { describeAll, helpText } from './help-text.ts';

/** Prints a help, on stderr where it answers nothing that was asked for; resolves to the exit code. */
export async function tellHelp({ command, isFault }: HelpAsked, lang: Language): Promise<number> {
  const descriptor = isFault ? 2 : 1;
  writeTo(descriptor, helpText(command, await helpWordsOf(lang), columnsOf(descriptor) ?? 80));
  return isFault ? exitCodes.usage : exitCodes.done;
}

/** Puts the texts of a language on a program and all its commands. */
export async function describeIn(lang: Language, program: Command): Promise<void> {
  describeAll(program, await helpWordsOf(lang));
}

async function helpWordsOf(lang: Language): Promise<HelpWords> {
  if (lang === 'en') return (await import('../../words/help/en.ts')).helpWords;
  return (await import('../../words/help/zh-CN.ts')).helpWords;
}
