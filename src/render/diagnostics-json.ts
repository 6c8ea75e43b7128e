import { diagnosticDocument } from '../documents/diagnostic.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import { jsonText } from '../model/json-text.ts';

/** What `validate` found as JSON for tools; `valid` when nothing of it is an error. */
export function renderDiagnosticsJson(diagnostics: readonly Diagnostic[]): string {
  const document = {
    valid: diagnostics.every(({ severity }) => severity !== 'error'),
    diagnostics: diagnostics.map(diagnosticDocument),
  };
  return jsonText(document);
}
