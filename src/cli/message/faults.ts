import type { Diagnostic } from '../../model/diagnostic.ts';
import { Failure } from '../../model/failure.ts';

/** A template that can't be rendered, with every reason. */
export function faultsOf(name: string, diagnostics: readonly Diagnostic[]): Failure {
  return new Failure('config', 'template-not-rendered', `The template ${name} can't be filled in.`, {
    diagnostics,
  });
}
