import type { Diagnostic } from '../../../src/model/diagnostic.ts';
import { Failure } from '../../../src/model/failure.ts';
import { renderDiagnostics } from '../../../src/render/diagnostic.ts';
import { diagnosticFormats } from '../../../src/render/formats.ts';

/** How a case may end; anything else that it does is a fault of kefu. */
export type Ending = 'taken' | 'refused';

/** A room of kefu that meets one case after the other. */
export interface Endurance<Case> {
  /** Rejects with anything that kefu must never end in. */
  meet(one: Case): Promise<Ending>;
  end(): Promise<void>;
}

/** A refusal that says what, and, where there are diagnostics, where; anything else is thrown again. */
export function refusedBy(error: unknown): 'refused' {
  if (!(error instanceof Failure)) throw error;
  if (error.message === '' || !/^(?:[a-z][a-z0-9-]*|-?\d+)$/.test(error.code)) throw error;
  tellAll(error.diagnostics);
  if (/[\u0000-\u0008\u000B-\u001F\u202A-\u202E\u2066-\u2069]/u.test(error.message + (error.hint ?? ''))) {
    throw new Error(`a message with raw characters: ${JSON.stringify(error.message)}`);
  }
  return 'refused';
}

/** Diagnostics in every format; they point into the text they show. */
export function tellAll(diagnostics: readonly Diagnostic[]): void {
  for (const { range } of diagnostics) {
    const { column = 1, length = 1, text = ' ' } = range ?? {};
    if (column - 1 + length > Math.max(text.length, column))
      throw new Error(`a place beyond its line: ${JSON.stringify(range)}`);
  }
  renderDiagnostics(diagnostics);
  // The other formats cost more than all the rest: once for each set of faults, and now and then.
  told += 1;
  const codes = diagnostics.map(({ code }) => code).join();
  if (seen.has(codes) && told % 10 !== 0) return;
  seen.add(codes);
  for (const format of Object.values(diagnosticFormats)) format(diagnostics, '0.1.0');
}

let told = 0;
const seen = new Set<string>();

/** What hostile data may have changed of the language itself. */
export function mustBeClean(): void {
  const fresh: Record<string, unknown> = {};
  for (const key of ['polluted', 'nickname', 'a', 'kind'])
    if (fresh[key] !== undefined) throw new Error(`Object.prototype.${key} was set`);
}
