// Puts the words of a language on the commands, and makes the text of a help of them.
import { type Argument, type Command, Help, type Option } from 'commander';
import { displayWidth } from '../../render/width.ts';
import { examples } from '../../words/help/examples.ts';
import type { HelpWords } from '../../words/help/help-words.ts';

/** The help of a command, `width` columns wide. */
export function helpText(command: Command, words: HelpWords, width: number): string {
  describe(command, words);
  if (command.parent !== null) describe(rootOf(command), words);
  const help = new HelpIn(words);
  help.prepareContext({ helpWidth: width });
  const path = pathOf(command);
  const parts = [help.formatHelp(command, help), words.commands[path]?.more, exampleText(path, words)];
  return [...parts, command.parent === null ? words.exitCodes : undefined].join('');
}

/** Puts the words of a language on a program and all its commands. */
export function describeAll(command: Command, words: HelpWords): void {
  describe(command, words);
  for (const inner of command.commands) describeAll(inner, words);
}

/** Puts them on a command and what it takes, and on the commands in it what they are for. */
function describe(command: Command, words: HelpWords): void {
  const path = pathOf(command);
  const textOf = (name: string) => words.commands[path]?.[name] ?? words.everywhere[name] ?? '';
  command.description(textOf('about'));
  const help = new Help();
  for (const option of help.visibleOptions(command)) option.description = textOf(option.long ?? '');
  for (const argument of command.registeredArguments) argument.description = textOf(argument.name());
  for (const inner of help.visibleCommands(command)) {
    const own = command.commands.includes(inner) ? pathOf(inner) : 'help';
    inner.description(words.commands[own]?.about ?? '');
  }
}

function rootOf(command: Command): Command {
  return command.parent === null ? command : rootOf(command.parent);
}

/** What is typed behind `kefu`. */
function pathOf(command: Command): string {
  if (command.parent === null) return '';
  return `${pathOf(command.parent)} ${command.name()}`.trimStart();
}

function exampleText(path: string, { titles }: HelpWords): string {
  const lines = examples[path];
  return lines ? `\n${titles['Examples:']}\n${lines.map((line) => `  $ ${line}\n`).join('')}` : '';
}

class HelpIn extends Help {
  readonly words: HelpWords;

  constructor(words: HelpWords) {
    super();
    this.words = words;
    this.showGlobalOptions = true;
  }

  /** Those of the program; what a command shares with the one around it is its own. */
  override visibleGlobalOptions(command: Command): Option[] {
    return command.parent === null ? [] : rootOf(command).options.filter(({ hidden }) => !hidden);
  }

  override styleTitle(title: string): string {
    return this.words.titles[title] ?? title;
  }

  override commandUsage(command: Command): string {
    return this.#inWords(super.commandUsage(command));
  }

  override subcommandTerm(command: Command): string {
    return this.#inWords(super.subcommandTerm(command));
  }

  override optionTerm(option: Option): string {
    return this.#inWords(option.flags);
  }

  override argumentTerm(argument: Argument): string {
    const name = argument.name();
    return this.words.placeholders[name] ?? name;
  }

  override optionDescription(option: Option): string {
    return this.#described(option, option.required ? option.defaultValue : undefined);
  }

  override argumentDescription(argument: Argument): string {
    return this.#described(argument, argument.defaultValue);
  }

  override displayWidth(text: string): number {
    return displayWidth(text);
  }

  /** Without the space that English has behind the colon of "Usage:". */
  override formatHelp(command: Command, help: Help): string {
    return super.formatHelp(command, help).replace(/^(.*：) /, '$1');
  }

  /** Breaks lines at spaces and, since Chinese has none, between its characters, but before no mark that ends something. */
  override boxWrap(text: string, width: number): string {
    return text
      .split('\n')
      .flatMap((line) => wrapped(line, width))
      .join('\n');
  }

  #inWords(text: string): string {
    return text.replaceAll(/(?<=[<[])[a-z=]+(?=[\]>.])/g, (name) => this.words.placeholders[name] ?? name);
  }

  #described(
    { argChoices, description }: Pick<Option, 'argChoices' | 'description'>,
    value: unknown,
  ): string {
    const parts = [description];
    if (argChoices) parts.push(this.words.choices(argChoices));
    if (typeof value === 'string' || typeof value === 'number')
      parts.push(this.words.fallback(String(value)));
    return parts.join(' ').replaceAll(/ (?=（)/g, '');
  }
}

/** A word with the spaces before it, or one Chinese character; with the marks that must not begin a line, and those that must not end one. */
const piece = /\s*[（“]*(?:[\p{Script=Han}]|[^\s\p{Script=Han}，。；：、！？（）“”]+)?[，。；：、！？）”]*/gu;

/** Letters, digits, marks and spaces of ASCII; and words of them: V8 takes milliseconds to understand `piece` and widths. */
const plain = /[ -~]+/g;
const word = /\s*\S+/g;

function wrapped(line: string, width: number): string[] {
  const others = line.replaceAll(plain, '');
  // Nothing takes more than two columns.
  if (line.length + others.length <= width) return [line];
  const lines: string[] = [];
  let current = '';
  for (const [part] of line.matchAll(others === '' ? word : piece)) {
    if (current !== '' && displayWidth(current + part) > width) {
      lines.push(current);
      current = part.trimStart();
    } else current += part;
  }
  return [...lines, current];
}
