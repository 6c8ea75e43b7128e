import type { Diagnostic } from './diagnostic.ts';
import type { Said, Told } from './saying.ts';

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
  /** What message and hint say, for other languages; absent where no catalogue has them. */
  readonly said: Said<'message' | 'hint'> | undefined;

  constructor(
    kind: FailureKind,
    code: string,
    what: string | (Omit<Told, 'said'> & { readonly said?: Told['said'] | undefined }),
    more: { hint?: string | undefined; diagnostics?: readonly Diagnostic[]; cause?: unknown } = {},
  ) {
    const told = typeof what === 'string' ? { message: what, hint: more.hint } : what;
    super(told.message, more.cause === undefined ? undefined : { cause: more.cause });
    this.name = 'Failure';
    this.kind = kind;
    this.code = code;
    this.hint = told.hint;
    this.said = 'said' in told ? told.said : undefined;
    this.diagnostics = more.diagnostics ?? [];
  }
}

/** What could not be done beside the run, as something that its report finds wrong. */
export function diagnosticOf({ code, message, hint, said }: Failure): Diagnostic {
  return {
    severity: 'error',
    code,
    message,
    ...(hint === undefined ? {} : { hint }),
    ...(said ? { said } : {}),
  };
}
