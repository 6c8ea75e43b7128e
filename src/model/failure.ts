import type { Diagnostic } from './diagnostic.ts';

/**
 * Why a run ended without its result; the CLI turns it into an exit code.
 * - `config`: the input is at fault, nothing was sent
 * - `auth`: WeChat refused the credentials, the IP or the account's permission
 * - `quota`: WeChat's call quota is used up
 * - `unreachable`: WeChat could not be reached or its answer could not be understood
 * - `busy`: another apply holds the lock
 * - `stale`: a saved plan is no longer what is needed
 */
export type FailureKind = 'config' | 'auth' | 'quota' | 'unreachable' | 'busy' | 'stale';

/** An error that speaks to a person: `message` says what failed, `hint` what to do. Never holds a secret. */
export class Failure extends Error {
  readonly kind: FailureKind;
  /** Stable code for tools: kebab-case, or WeChat's errcode as text. */
  readonly code: string;
  readonly hint: string | undefined;
  readonly diagnostics: readonly Diagnostic[];

  constructor(
    kind: FailureKind,
    code: string,
    message: string,
    more: { hint?: string | undefined; diagnostics?: readonly Diagnostic[]; cause?: unknown } = {},
  ) {
    super(message, more.cause === undefined ? undefined : { cause: more.cause });
    this.name = 'Failure';
    this.kind = kind;
    this.code = code;
    this.hint = more.hint;
    this.diagnostics = more.diagnostics ?? [];
  }
}

/** The failure of a config with these faults. */
export function configInvalid(diagnostics: readonly Diagnostic[]): Failure {
  return new Failure('config', 'config-invalid', 'The config has faults.', { diagnostics });
}

/** Any error as one that speaks to a person: what is no `Failure` is a fault of kefu itself, told by its message alone. */
export function asFailure(error: unknown): Failure {
  if (error instanceof Failure) return error;
  const message = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  return new Failure('unreachable', 'internal', `kefu itself failed. ${message}`, {
    hint: 'This is a bug: please report it with the command you ran.',
    cause: error,
  });
}
