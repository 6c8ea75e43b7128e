import type { Diagnostic } from '../model/diagnostic.ts';
import { type Sentences, saidIn } from './say.ts';

/** What stands around diagnostics in one language, and the sentences it has. */
export interface LanguageWords {
  readonly sentences: Sentences;
  /** What stands before a message, with its colon: `error: `. */
  readonly severity: Readonly<Record<Diagnostic['severity'], string>>;
  /** The line below all diagnostics; one of the two is not 0. */
  readonly counted: (errors: number, warnings: number) => string;
  readonly valid: (file: string, accounts: number) => string;
  /** The same after WeChat was asked. */
  readonly validOnline: (file: string, accounts: number, live: number) => string;
}

/** A diagnostic in a language; as it is, in English, where the language has no sentence for it. */
export function diagnosticIn({ sentences }: LanguageWords, diagnostic: Diagnostic): Diagnostic {
  const { said } = diagnostic;
  if (said === undefined) return diagnostic;
  const message = saidIn(sentences, said.message);
  const hint = said.hint && saidIn(sentences, said.hint);
  return { ...diagnostic, ...(message && { message }), ...(hint && { hint }) };
}
