import { appliedLine, appliedMember } from '../../documents/fleet.ts';
import type { FleetIndex } from '../../documents/fleet-index.ts';
import type { FleetApplyOptions } from '../../fleet/apply-entry.ts';
import { notBegun } from '../../fleet/not-applied.ts';
import { endingsOf, shareFleet } from '../../fleet/share-fleet.ts';
import { kinds } from '../../kinds/kinds.ts';
import type { FleetWork } from '../../model/backend.ts';
import { Failure } from '../../model/failure.ts';
import type { AppliedMember } from '../../model/fleet.ts';
import { backendOf } from '../../reconcile/memory.ts';
import { systemClock } from '../../reconcile/system-clock.ts';
import { say } from '../../words/en/fleets.ts';
import { told } from '../../words/say.ts';
import type { CommandWorld } from '../command.ts';
import { appliedSaying, tellFleet } from './fleet-progress.ts';
import type { RunReport } from './run-report.ts';

/** Does this process's part of a fleet plan, waits until all of it is done, and tells the one report. */
export async function applyShared(
  index: FleetIndex,
  applying: FleetApplyOptions,
  report: RunReport,
  world: CommandWorld,
): Promise<number> {
  const { env, cwd } = world;
  const backend = await backendOf({ env });
  report.about(() => index.official_accounts.map((entry) => notBegun(entry, say('not-applied-here'))));
  const told = tellFleet('fleet-applied-here-so-far', index.official_accounts.length, world, appliedSaying);
  const ended = (member: AppliedMember) => {
    // Nobody is told of it before all is done, and a whole plan of each would be too much to remember.
    report.hooks.ended(appliedMember(appliedLine(member, kinds)));
    told.ended(member);
  };
  try {
    const work = workOn(index, backend.fleetWork);
    await shareFleet(
      index,
      work,
      applying,
      { env, cwd, backend, clock: systemClock },
      { ...report.hooks, ended },
    );
    return await report.tell(endedMembers(index, work));
  } finally {
    told.close();
    await backend.close();
  }
}

/** The work on a fleet plan, in a backend that can share it. Throws a `Failure` for others. */
export function workOn(
  { fleet_digest: digest }: FleetIndex,
  fleetWork: ((digest: string) => FleetWork) | undefined,
): FleetWork {
  if (fleetWork) return fleetWork(digest);
  const needed = told(say('shared-needs-database'), say('set-database-or-shard'));
  throw new Failure('config', 'shared-needs-database', needed);
}

/** How every member ended, also those that other processes applied. */
export async function* endedMembers(index: FleetIndex, work: FleetWork): AsyncGenerator<AppliedMember> {
  for await (const line of endingsOf(index, work)) yield appliedMember(line);
}
