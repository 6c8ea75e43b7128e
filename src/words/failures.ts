import type { Diagnostic } from '../model/diagnostic.ts';
import { Failure } from '../model/failure.ts';
import { say } from './en/failures.ts';
import { told } from './say.ts';

/** The failure of a config with these faults. */
export function configInvalid(diagnostics: readonly Diagnostic[]): Failure {
  return new Failure('config', 'config-invalid', told(say('config-has-faults')), { diagnostics });
}

/** Any error as one that speaks to a person: what is no `Failure` is a fault of kefu itself, told by its message alone. */
export function asFailure(error: unknown): Failure {
  if (error instanceof Failure) return error;
  const what = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  return new Failure('unreachable', 'internal', told(say('kefu-failed', { what }), say('report-this-bug')), {
    cause: error,
  });
}
