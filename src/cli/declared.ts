// How kefu's commands are declared. Their texts are not here: no start but that of a help needs them (help/help-text.ts).
import { Command, Option } from 'commander';
import { UsageFault } from './usage-fault.ts';
import { oneOf, type ValueOf } from './value-of.ts';

/** Ends the reading of a command line that asks for a help, or is in need of one. */
export class HelpAsked extends Error {
  readonly command: Command;
  /** Nothing was asked for that could be done. */
  readonly isFault: boolean;

  constructor(command: Command, isFault: boolean) {
    super('help');
    this.command = command;
    this.isFault = isFault;
  }
}

/**
 * A command that says what is wrong, and that help is asked for, instead of printing it. The methods without `override` are
 * those that commander calls for each fault; test/words/usage.test.ts meets all of them.
 */
export class Declared extends Command {
  override createCommand(name?: string): Declared {
    return new Declared(name);
  }

  /** A flag that is off unless it is given. */
  flag(flags: string): this {
    return this.option(flags, '', false);
  }

  /** A flag with a value. */
  value<Value = string>(flags: string, of?: ValueOf<Value>, fallback?: Value): this {
    const option = optionOf(flags, of);
    return this.addOption(option.argParser(this.#once(option, readerOf(flags, of))).default(fallback));
  }

  /** A flag with a value that has to be given. */
  neededValue(flags: string): this {
    const option = new Option(flags).makeOptionMandatory();
    return this.addOption(option.argParser(this.#once(option, readerOf(flags, undefined))));
  }

  /** Of two values for one thing none is dropped silently. */
  #once<Value>(option: Option, read: (text: string) => Value): (text: string) => Value {
    let given: string | undefined;
    return (text) => {
      if (given !== undefined && given !== text) {
        throw new UsageFault({ code: 'option-twice', command: lineOf(this), flag: flagOf(option) });
      }
      given = text;
      return read(text);
    };
  }

  /** A flag with a value that may be given several times. */
  values<Value = string>(flags: string, of?: ValueOf<Value>): this {
    const read = readerOf(flags, of);
    const collect = (text: string, before: readonly Value[]) => [...before, read(text)];
    const option = optionOf(flags, of);
    return this.addOption(option.argParser(collect).default([] as readonly Value[]));
  }

  /** A flag whose value is one of these, the first unless it is given. */
  choice(flags: string, options: readonly string[]): this {
    return this.value(flags, oneOf(options), options[0]);
  }

  override outputHelp(context?: { error?: boolean } | ((help: string) => string)): never {
    throw new HelpAsked(this, typeof context === 'object' && context.error === true);
  }

  unknownOption(flag: string): never {
    throw new UsageFault({ code: 'unknown-option', command: lineOf(this), flag, known: flagsOf(this) });
  }

  unknownCommand(): never {
    const known = [...this.commands.map((command) => command.name()), 'help'];
    throw new UsageFault({
      code: 'unknown-command',
      command: lineOf(this),
      name: this.args[0] ?? '',
      known,
    });
  }

  missingArgument(argument: string): never {
    throw new UsageFault({ code: 'argument-missing', command: lineOf(this), argument });
  }

  optionMissingArgument(option: Option): never {
    throw new UsageFault({ code: 'option-value-missing', command: lineOf(this), flag: flagOf(option) });
  }

  missingMandatoryOptionValue(option: Option): never {
    throw new UsageFault({ code: 'option-missing', command: lineOf(this), flag: flagOf(option) });
  }

  _excessArguments(given: readonly string[]): never {
    const surplus = given.slice(this.registeredArguments.length);
    throw new UsageFault({ code: 'too-many-arguments', command: lineOf(this), surplus });
  }
}

function optionOf<Value>(flags: string, of: ValueOf<Value> | undefined): Option {
  return of?.options ? new Option(flags).choices(of.options) : new Option(flags);
}

/** Reads the value of a flag, or of an argument of that name. Throws a `UsageFault` where it is none. */
export function readerOf<Value>(flags: string, of: ValueOf<Value> | undefined): (text: string) => Value {
  const flag = /--[\w-]+/.exec(flags)?.[0] ?? flags;
  return (text) => {
    const value = of ? of.read(text) : (text as Value);
    if (value !== undefined) return value;
    throw new UsageFault({ code: 'option-value', flag, value: text, wanted: of?.wanted ?? { oneOf: [] } });
  };
}

/**
 * Throws a `UsageFault` for an argument or a value that is empty: mostly a variable of the shell that is not set, and then
 * neither the folder kefu is in nor a default is what was meant.
 */
export function refuseEmpty(command: Command): void {
  const { args, registeredArguments } = command;
  const argument = args.findIndex(isEmpty);
  const option = withParents(command)
    .flatMap(({ options }) => options)
    .find((option) => [command.optsWithGlobals()[option.attributeName()]].flat().some(isEmpty));
  const nameOfArgument = (registeredArguments[argument] ?? registeredArguments.at(-1))?.name();
  const name = option ? flagOf(option) : argument < 0 ? undefined : nameOfArgument;
  if (name !== undefined) throw new UsageFault({ code: 'empty-value', command: lineOf(command), name });
}

function isEmpty(value: unknown): boolean {
  return typeof value === 'string' && value.trim() === '';
}

function withParents(command: Command): Command[] {
  return command.parent === null ? [command] : [command, ...withParents(command.parent)];
}

function flagOf({ long, short }: Option): string {
  return long ?? short ?? '';
}

/** What is typed for a command: `kefu state show`. */
export function lineOf(command: Command): string {
  return command.parent === null ? command.name() : `${lineOf(command.parent)} ${command.name()}`;
}

/** The long flags that a command takes, those of the whole program included. */
function flagsOf(command: Command): string[] {
  const own = command.options.flatMap(({ long }) => long ?? []);
  return command.parent === null ? [...own, '--help'] : [...own, ...flagsOf(command.parent)];
}
