import type { Diagnostic } from '../model/diagnostic.ts';

/** One diagnostic as tools read it, with the values of what it says; positions count from 1. */
export function diagnosticDocument({ severity, code, message, hint, range, said }: Diagnostic) {
  return {
    severity,
    code,
    message,
    ...(hint === undefined ? {} : { hint }),
    ...(range
      ? { source: { file: range.file, line: range.line, column: range.column, length: range.length } }
      : {}),
    ...(said ? { said } : {}),
  };
}
