import type { Diagnostic } from '../model/diagnostic.ts';
import { Failure } from '../model/failure.ts';
import type { Guard } from '../model/plan.ts';
import { openAccount, planAccount } from '../reconcile.ts';
import type { CommandWorld } from './command.ts';

/** What asking WeChat adds to a valid config. */
export interface OnlineCheck {
  readonly diagnostics: readonly Diagnostic[];
  /** Live accounts; absent when the config's secrets could not be found. */
  readonly live?: number;
}

/**
 * Asks WeChat, read-only, whether the credentials are accepted and the live accounts fit the config. Rejects with a
 * `Failure` when WeChat refuses or can't be reached.
 */
export async function checkOnline(file: string, { env, cwd }: CommandWorld): Promise<OnlineCheck> {
  const account = await openAccount(file, { mode: 'read-only', env, cwd }).catch(faultsOf);
  if (Array.isArray(account)) return { diagnostics: account };
  try {
    const options = { writeUnverifiable: false, allow: new Set<string>(), fetchAvatars: false };
    const { plan, input } = await planAccount(account, options);
    const faults = plan.guards.filter(({ code }) => identityGuards.includes(code)).map(faultOf);
    const live = [...input.readings.values()][0]?.objects.size ?? 0;
    const nameless = plan.unmanaged.filter(({ why }) => why === 'nameless').length;
    return { diagnostics: [...faults, ...plan.diagnostics], live: live + nameless };
  } finally {
    await account.close();
  }
}

function faultsOf(error: unknown): Diagnostic[] {
  if (error instanceof Failure && error.code === 'config-invalid') return [...error.diagnostics];
  throw error;
}

/** The guards that say that config and official account do not belong together; the others are for a plan. */
const identityGuards: readonly string[] = ['suffix-mismatch', 'appid-mismatch'];

function faultOf({ code, message, wayOut, source }: Guard): Diagnostic {
  return { severity: 'error', code, message, hint: wayOut, ...(source ? { range: source } : {}) };
}
