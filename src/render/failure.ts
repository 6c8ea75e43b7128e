import { diagnosticDocument } from '../documents/diagnostic.ts';
import type { Failure } from '../model/failure.ts';
import { renderDiagnostics } from './diagnostic.ts';
import { inTerminal } from './escape.ts';

/** A failure as people read it: its diagnostics, or what failed and what to do. */
export function renderFailureText(failure: Failure): string {
  if (failure.diagnostics.length > 0) return renderDiagnostics(failure.diagnostics);
  const hint = failure.hint === undefined ? '' : `  → ${inTerminal(failure.hint)}\n`;
  return `error: ${inTerminal(failure.message)} [${failure.code}]\n${hint}`;
}

/** The same as one JSON document for tools. */
export function renderFailureJson(failure: Failure): string {
  const { code, kind, message, hint, diagnostics } = failure;
  const document = {
    error: {
      code,
      kind,
      message,
      ...(hint === undefined ? {} : { hint }),
      ...(diagnostics.length === 0 ? {} : { diagnostics: diagnostics.map(diagnosticDocument) }),
    },
  };
  return `${JSON.stringify(document, null, 2)}\n`;
}
