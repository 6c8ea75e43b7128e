/** What the value of a flag has to be; the words of it are loaded when it is something else. */
export type Wanted =
  | 'format-and-file'
  | 'seconds'
  | 'calls'
  | 'accounts'
  | 'shard'
  | 'hours'
  | 'entries'
  | 'port'
  | 'fleet-size'
  | 'changes'
  | 'recipients'
  | 'only-to-look'
  | { readonly oneOf: readonly string[] };

/** What is wrong with a command line. `command` is the one it was read as: `kefu plan`. */
export type Misuse =
  | {
      readonly code: 'unknown-option';
      readonly command: string;
      readonly flag: string;
      readonly known: readonly string[];
    }
  | {
      readonly code: 'unknown-command';
      readonly command: string;
      readonly name: string;
      readonly known: readonly string[];
    }
  | { readonly code: 'argument-missing'; readonly command: string; readonly argument: string }
  | { readonly code: 'option-value-missing'; readonly command: string; readonly flag: string }
  | { readonly code: 'option-twice'; readonly command: string; readonly flag: string }
  | { readonly code: 'option-missing'; readonly command: string; readonly flag: string }
  | { readonly code: 'too-many-arguments'; readonly command: string; readonly surplus: readonly string[] }
  | {
      readonly code: 'option-value';
      readonly flag: string;
      readonly value: string;
      readonly wanted: Wanted;
    }
  | { readonly code: 'empty-value'; readonly command: string; readonly name: string }
  | { readonly code: 'empty-variable'; readonly name: string }
  | { readonly code: 'config-twice' | 'no-working-folder' }
  | { readonly code: 'unknown-language'; readonly name: string; readonly languages: readonly string[] };

/** Ends the reading of a command line; `usage.ts` has the words. */
export class UsageFault extends Error {
  readonly misuse: Misuse;

  constructor(misuse: Misuse) {
    super(misuse.code);
    this.misuse = misuse;
  }
}
