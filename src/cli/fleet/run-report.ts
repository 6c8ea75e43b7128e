import type { FleetHooks } from '../../fleet/apply-entry.ts';
import type { AppliedMember } from '../../model/fleet.ts';
import type { CommandWorld } from '../command.ts';
import { writeAfterwards } from '../outputs.ts';
import { rememberFleet } from './fleet-memory.ts';
import type { FleetOutputs } from './fleet-outputs.ts';
import { fleetContext, openReportFiles, tellApplied, type VoiceFlags, withVoice } from './voices.ts';

type Members = AsyncIterable<AppliedMember> | Iterable<AppliedMember>;

/** The one report of an apply of a fleet: its files are told of every member, however the run ends. */
export interface RunReport {
  /** What the apply tells it. */
  readonly hooks: Required<FleetHooks>;
  /** What is to be told of each member of the run for as long as nothing else is known of it. */
  about(members: () => readonly AppliedMember[]): void;
  /** Tells how every member ended, on stdout and in the files; resolves to the exit code of them all. */
  tell(members: Members): Promise<number>;
  /** The same in the files alone; resolves to whether they were written. */
  tellFiles(members: Members): Promise<boolean>;
  /** Tells what is known at once, for a process that is about to end. */
  leave(): void;
}

/** Flags that say how an apply is told. */
export type ReportFlags = VoiceFlags & { readonly detailedExitcode: boolean };

/**
 * Opens the files of a report, before anything is asked or sent. `fleetDigest`: of the saved plan it is about. Rejects with a
 * `Failure` when one can't be written.
 */
export async function openRunReport(
  flags: ReportFlags,
  fleetDigest: string | undefined,
  world: CommandWorld,
): Promise<RunReport> {
  const context = fleetContext(world);
  const memory = rememberFleet();
  const files = remembering(await openReportFiles(flags, context, world), memory.told);
  const spoken = withVoice(files, flags, context, world);
  let known: () => readonly AppliedMember[] = () => [];
  let outputs = spoken;
  return {
    hooks: memory.hooks,
    about: (members) => {
      known = members;
    },
    tell: (members) => tellApplied(members, spoken, { detailed: flags.detailedExitcode, fleetDigest }, world),
    tellFiles: async (members) => {
      outputs = files;
      for await (const member of members) await files.add(member);
      return writeAfterwards(world, () => files.end(fleetDigest));
    },
    leave: () => outputs.endNow(memory.untold(known()), fleetDigest),
  };
}

function remembering(
  outputs: FleetOutputs<AppliedMember>,
  told: (member: AppliedMember) => void,
): FleetOutputs<AppliedMember> {
  return {
    ...outputs,
    add: async (member) => {
      await outputs.add(member);
      told(member);
    },
  };
}
