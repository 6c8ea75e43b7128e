import { stateFile } from '../backend/state-file.ts';
import { resolveConfig } from '../config/config.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import type { Guard, GuardCode, Plan } from '../model/plan.ts';
import { planAccounts } from '../reconcile.ts';
import type { CommandWorld } from './command.ts';
import { connect, systemClock } from './wiring.ts';

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
export async function checkOnline(file: string, world: CommandWorld): Promise<OnlineCheck> {
  const resolved = await resolveConfig(file, world);
  if (!resolved.ok) return { diagnostics: resolved.diagnostics };
  const { desired, connection, stateFile: path } = resolved.value;
  const { accounts, media, close } = connect(connection, 'read-only', world);
  try {
    const planWorld = { accounts, media, store: stateFile(path), clock: systemClock };
    const { plan } = await planAccounts(desired, planWorld, { writeUnverifiable: false, allow: new Set() });
    const faults = plan.guards.filter(({ code }) => identityGuards.includes(code)).map(faultOf);
    return { diagnostics: [...faults, ...plan.diagnostics], live: liveIn(plan) };
  } finally {
    await close();
  }
}

/** The guards that say that config and official account do not belong together; the others are for a plan. */
const identityGuards: readonly GuardCode[] = ['suffix-mismatch', 'appid-mismatch'];

function faultOf({ code, message, wayOut, source }: Guard): Diagnostic {
  return { severity: 'error', code, message, hint: wayOut, ...(source ? { range: source } : {}) };
}

function liveIn({ accountChanges, unchanged, unmanaged, consoleAccounts }: Plan): number {
  const changed = accountChanges.filter(({ action }) => action !== 'create').length;
  return changed + unchanged.length + unmanaged.length + consoleAccounts.length;
}
