import type { ConfigResult, ResolvedConfig } from '../config/config.ts';
import type { LiveAccounts } from '../model/account.ts';
import type { HeldLock } from '../model/lock.ts';
import type { Clock } from '../model/ports.ts';
import type { Recorded } from '../model/recorded.ts';
import type { Said, Saying } from '../model/saying.ts';
import type { Inquiries } from '../wechat/inquiries.ts';
import { told } from '../words/say.ts';
import type { Reached } from './reach.ts';

export type CheckName =
  | 'node'
  | 'environment'
  | 'pictures'
  | 'config'
  | 'proxy'
  | 'state'
  | 'lock'
  | 'server'
  | 'allow-list'
  | 'token'
  | 'clock'
  | 'customer-service'
  | 'suffix'
  | 'quota';

/** What a check found; what keeps kefu from working is a `Failure` it rejects with. */
export type Finding =
  | { readonly status: 'ok'; readonly message: string; readonly said?: Said<'message'> }
  | {
      readonly status: 'warn';
      readonly message: string;
      readonly fix: string;
      readonly said?: Said<'message' | 'fix'>;
    };

/** All is well, and what that is. */
export function well(message: Saying): Finding {
  return { status: 'ok', ...told(message) };
}

/** Something to look at, and what to do. */
export function amiss(what: Saying, mend: Saying): Finding {
  const { message, hint: fix, said } = told(what, mend);
  return { status: 'warn', message, fix, said: { message: said.message, fix: said.hint } };
}

/** One thing that has to be right. It is looked at only when what it needs did not fail. */
export interface Check {
  readonly name: CheckName;
  readonly needs: readonly CheckName[];
  look(world: DoctorWorld): Promise<Finding>;
}

/** All that the checks look at. Nothing in here can write. */
export interface DoctorWorld {
  readonly env: Readonly<Record<string, string | undefined>>;
  /** As `process.version`, without the `v`. */
  readonly nodeVersion: string;
  readonly clock: Pick<Clock, 'now'>;
  /** sharp's version; undefined when it is not installed. */
  sharpVersion(): Promise<string | undefined>;
  /** The config with its diagnostics; read once. */
  config(): Promise<ConfigResult<ResolvedConfig>>;
  /** The same, where it is known to be valid. */
  valid(): Promise<ResolvedConfig>;
  /** Connects to the config's server and says nothing to it. Rejects with a `Failure`. */
  reach(): Promise<Reached>;
  inquiries(): Promise<Inquiries>;
  /** Gets an access token; asked for once. Rejects with a `Failure`. */
  token(): Promise<void>;
  /** What `getkflist` answers; asked for once. Rejects with a `Failure`. */
  accounts(): Promise<LiveAccounts>;
  recorded(): Promise<Recorded | undefined>;
  /** The lock beside the state file; undefined when nobody holds it. Rejects with a `Failure`. */
  lock(): Promise<HeldLock | undefined>;
  /** Whether this process may write the file or folder; undefined when there is none. */
  mayWrite(path: string): Promise<boolean | undefined>;
}
