import { diagnosticOf, type Failure } from '../model/failure.ts';
import type { LanguageWords } from '../words/language-words.ts';
import { renderEvent } from './events.ts';

/** A failure as events, one a line: what was found wrong, and at last what failed. `at`: milliseconds since 1970. */
export function renderFailureLines(failure: Failure, at: number, words: LanguageWords): string {
  return [...failure.diagnostics, diagnosticOf(failure)]
    .map((diagnostic) => renderEvent({ kind: 'diagnostic', diagnostic, at, officialAccount: '' }, [], words))
    .join('');
}
