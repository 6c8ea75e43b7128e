import type { LanguageWords } from '../words/language-words.ts';
import type { Terminal } from './terminal.ts';

/** What every command gets besides its own options. */
export interface CommandWorld {
  readonly terminal: Terminal;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly cwd: string;
  /** The language in which people are spoken to. */
  readonly words: LanguageWords;
}

/** A command module: resolves to the exit code, rejects with a `Failure` for what a person can mend. */
export interface Command<Options> {
  run(options: Options, world: CommandWorld): Promise<number>;
}

/** Loads a command when it is asked for, and runs it. */
export type Run = <Options>(load: () => Promise<Command<Options>>, options: Options) => Promise<void>;
