/** The texts of a command: `about`, its arguments by name, its flags by their long name; `more` stands below all of them. */
export type CommandTexts = Readonly<Record<string, string>> & { readonly about: string };

/** All words of the help in one language. */
export interface HelpWords {
  /** Headings as commander has them, in this language. */
  readonly titles: Readonly<Record<string, string>>;
  /** What stands in a flag or a usage for what people write, where it is another word: `path`, `options`. */
  readonly placeholders: Readonly<Record<string, string>>;
  readonly choices: (options: readonly string[]) => string;
  readonly fallback: (value: string) => string;
  /** Below the help of the program: exit codes, and where to begin. */
  readonly exitCodes: string;
  /** Texts that a command has none of its own of. */
  readonly everywhere: Readonly<Record<string, string>>;
  /** By what is typed behind `kefu`: `state show`; the program itself is ''. */
  readonly commands: Readonly<Record<string, CommandTexts>>;
}
