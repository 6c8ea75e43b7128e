import { diagnosticDocument } from '../documents/diagnostic.ts';
import type { Failure } from '../model/failure.ts';
import { jsonText } from '../model/json-text.ts';
import { english } from '../words/en/words.ts';
import { inWords, type LanguageWords } from '../words/language-words.ts';
import { renderDiagnostics } from './diagnostic.ts';
import { inTerminal } from './escape.ts';

/** A failure as people read it: its diagnostics, or what failed and what to do. */
export function renderFailureText(said: Failure, words: LanguageWords = english): string {
  const failure = inWords(words, said);
  if (failure.diagnostics.length > 0) return renderDiagnostics(failure.diagnostics, words);
  const hint = failure.hint === undefined ? '' : `  → ${inTerminal(failure.hint)}\n`;
  return `${words.severity.error}${inTerminal(failure.message)} [${failure.code}]\n${hint}`;
}

/** The same as one JSON document for tools. */
export function renderFailureJson(failure: Failure, words: LanguageWords = english): string {
  return jsonText(failureJson(failure, words));
}

/** The same as a part of another document. */
export function failureJson(failure: Failure, words: LanguageWords) {
  const { code, kind, message, hint, said, diagnostics } = inWords(words, failure);
  return {
    error: {
      code,
      kind,
      message,
      ...(hint === undefined ? {} : { hint }),
      ...(said ? { said } : {}),
      ...(diagnostics.length === 0 ? {} : { diagnostics: diagnostics.map(diagnosticDocument) }),
    },
  };
}
