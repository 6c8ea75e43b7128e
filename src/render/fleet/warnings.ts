import type { Diagnostic } from '../../model/diagnostic.ts';
import type { LanguageWords } from '../../words/language-words.ts';
import { renderDiagnostics } from '../diagnostic.ts';

/** Gathers warnings of many configs: one that stands in a shared file is told once. */
export function sharedWarnings(words: LanguageWords): {
  add(warnings?: readonly Diagnostic[]): void;
  end(): string;
} {
  const known = new Map<string, Diagnostic>();
  return {
    add: (warnings = []) => {
      for (const warning of warnings) known.set(JSON.stringify(warning), warning);
    },
    end: () => renderDiagnostics([...known.values()], words),
  };
}
