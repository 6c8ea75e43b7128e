// Configs that a run never came to plan, because it was stopped.
import { nameInConfig } from '../../config/name-in-config.ts';
import type { PlannedInFleet } from '../../fleet/plan-fleet.ts';
import { because } from '../../fleet/rollout.ts';
import { isSharedPiece } from '../../fleet/shared-piece.ts';
import type { AppliedMember } from '../../model/fleet.ts';
import { say } from '../../words/en/fleets.ts';
import type { CommandWorld } from '../command.ts';
import type { Choice } from './chosen.ts';

/** These as members that were not begun, without shared pieces and official accounts that were not chosen. */
export async function unplannedMembers(
  configs: readonly string[],
  choice: Choice,
  world: CommandWorld,
): Promise<AppliedMember[]> {
  const members: AppliedMember[] = [];
  for (const config of configs.filter((one) => mayBeConfig(one, choice, world))) {
    const name = choice.wanted ? await nameInConfig(config, world) : undefined;
    if (name !== undefined && choice.wanted?.(name) === false) continue;
    members.push(unbegun({ configFile: config, name: name ?? config }, 'run-was-stopped'));
  }
  return members;
}

/**
 * What is known of the configs of a run that is left while it plans, at once: of those that were planned, how; of the others
 * only that nothing was begun. Whether one is chosen by its name is not known before it is planned.
 */
export function leftWhilePlanning(
  { configs, ...choice }: Choice,
  planned: ReadonlyMap<string, AppliedMember>,
  world: CommandWorld,
): AppliedMember[] {
  return configs.flatMap((config) => {
    const member = planned.get(config);
    if (member) return [member];
    const isToldOf = choice.wanted === undefined && mayBeConfig(config, choice, world);
    return isToldOf ? [unbegun({ configFile: config, name: config }, 'left-before-it')] : [];
  });
}

/** A member that was planned, for a run that is left before it is applied: without its plan, since there may be thousands. */
export function leftAfterPlanning(member: PlannedInFleet): AppliedMember {
  const { configFile, name } = member;
  if (member.kind === 'failed') return { configFile, name, kind: 'failed', failure: member.failure };
  const isHeld = member.plan.guards.length > 0;
  return unbegun({ configFile, name }, isHeld ? 'member-held-unwritten' : 'left-before-it');
}

function unbegun(
  member: { readonly configFile: string; readonly name: string },
  why: 'run-was-stopped' | 'left-before-it' | 'member-held-unwritten',
): AppliedMember {
  return { ...member, kind: 'not-begun', ...because(say(why)) };
}

function mayBeConfig(config: string, { named }: Pick<Choice, 'named'>, { cwd }: CommandWorld): boolean {
  return named.has(config) || !isSharedPiece(config, cwd);
}
