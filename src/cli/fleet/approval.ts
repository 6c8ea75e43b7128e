import type { IndexEntry } from '../../documents/fleet-index.ts';
import { isChanging } from '../../fleet/apply-fleet.ts';
import { failed } from '../../fleet/plan-fleet.ts';
import { planKeyOf } from '../../reconcile/plan-key.ts';
import { fleetWaitingJson } from '../../render/fleet/formats.ts';
import { say } from '../../words/en/running.ts';
import type { CommandWorld } from '../command.ts';
import { askFor, needsConfirmation } from '../confirm.ts';
import { savedMember } from './saved-member.ts';
import { fleetContext } from './voices.ts';

/** Flags that decide whether and how an apply of a fleet asks. */
export interface ApprovalFlags {
  readonly autoApprove: boolean;
  readonly json: boolean;
}

/**
 * Asks whether to apply these members of the plan in a folder: resolves to undefined to go on, else to the exit code. Nothing is
 * asked when nothing would change. With `--json` the plan that waits for a yes is the one document on stdout.
 */
export async function approved(
  entries: readonly IndexEntry[],
  folder: string,
  { autoApprove, json }: ApprovalFlags,
  world: CommandWorld,
): Promise<number | undefined> {
  const count = entries.filter(isChanging).length;
  if (autoApprove || count === 0) return undefined;
  if (json) await tellWaiting(entries, folder, world);
  if (json || !world.terminal.canAsk) return needsConfirmation(world);
  return askFor(say('official-accounts', { count }), world);
}

async function tellWaiting(
  entries: readonly IndexEntry[],
  folder: string,
  world: CommandWorld,
): Promise<void> {
  const writer = fleetWaitingJson(fleetContext(world));
  const key = planKeyOf(world.env);
  for (const entry of entries) {
    const about = { configFile: entry.config_file, name: entry.name };
    const member = await savedMember(entry, folder, key).catch((error) => failed(about, error));
    world.terminal.out(writer.add(member));
  }
  world.terminal.out(writer.end());
}
