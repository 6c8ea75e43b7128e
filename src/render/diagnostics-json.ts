import { diagnosticDocument } from '../documents/diagnostic.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import { inJson } from './escape.ts';

/** What `validate` found as JSON for tools; `valid` when nothing of it is an error. */
export function renderDiagnosticsJson(diagnostics: readonly Diagnostic[]): string {
  const document = {
    valid: diagnostics.every(({ severity }) => severity !== 'error'),
    diagnostics: diagnostics.map(diagnosticDocument),
  };
  return inJson(`${JSON.stringify(document, null, 2)}\n`);
}
