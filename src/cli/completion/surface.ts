// The program's commands and flags as plain data, read from commander itself, so that completion can't fall behind.
import type { Argument, Command, Option } from 'commander';

/** What may stand for a value: one of these words, the path of a file, or something nobody can guess. */
export type Values =
  | { readonly kind: 'words'; readonly words: readonly string[] }
  | { readonly kind: 'files' }
  | { readonly kind: 'free' };

export interface Flag {
  /** `-c`, `--config`; the spellings that exist. */
  readonly names: readonly string[];
  readonly description: string;
  /** Absent: the flag takes no value. */
  readonly values?: Values;
}

export interface CommandSurface {
  readonly name: string;
  readonly description: string;
  readonly flags: readonly Flag[];
  /** What its arguments may be. */
  readonly values: Values;
}

export interface Surface {
  readonly commands: readonly CommandSurface[];
  /** Flags that stand before the command. */
  readonly flags: readonly Flag[];
}

/** What a program takes. */
export function surfaceOf(program: Command): Surface {
  return { commands: program.commands.map(commandOf), flags: flagsOf(program) };
}

function commandOf(command: Command): CommandSurface {
  const [argument] = command.registeredArguments;
  return {
    name: command.name(),
    description: command.description(),
    flags: flagsOf(command),
    values: argument === undefined ? { kind: 'free' } : valuesOf(argument, argument.name()),
  };
}

function flagsOf(command: Command): Flag[] {
  // createHelp adds -h, which is no option of its own.
  return command.createHelp().visibleOptions(command).map(flagOf);
}

function flagOf(option: Option): Flag {
  const names = [option.short, option.long].filter((name) => name !== undefined);
  const { description } = option;
  if (!option.required && !option.optional) return { names, description };
  return { names, description, values: valuesOf(option, placeholderOf(option)) };
}

function placeholderOf({ flags }: Option): string {
  return /[<[]([^>\]]+)[>\]]/.exec(flags)?.[1] ?? '';
}

function valuesOf({ argChoices }: Pick<Argument | Option, 'argChoices'>, placeholder: string): Values {
  if (argChoices !== undefined) return { kind: 'words', words: argChoices };
  return namesAPath.test(placeholder) ? { kind: 'files' } : { kind: 'free' };
}

/** How the program's own help names values that are paths. */
const namesAPath = /file|path|folder|config|plan/i;
