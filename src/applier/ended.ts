import type { LiveAccount } from '../model/account.ts';
import { Failure } from '../model/failure.ts';
import type { Cause } from '../model/outcome.ts';
import type { ChangeStatus } from '../model/report.ts';

/** How one change ended, and the account as it was last seen. */
export interface Ended {
  readonly status: ChangeStatus;
  readonly note: string;
  readonly live: LiveAccount | null;
  readonly cause?: Cause;
  readonly refusal?: 'changed-meanwhile';
  /** Nothing more may be written in this run. */
  readonly stop?: Cause;
  /** The state file could not be written. */
  readonly stateFault?: string;
}

/** A `Failure` as a cause; anything else is a fault of kefu and goes on up. */
export function causeOf(error: unknown): Cause {
  if (!(error instanceof Failure)) throw error;
  const { code, message, hint, kind } = error;
  return {
    code,
    message,
    ...(hint === undefined ? {} : { hint }),
    ...(kind === 'auth' || kind === 'quota' ? { kind } : {}),
  };
}
