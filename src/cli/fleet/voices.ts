import { kinds } from '../../kinds/kinds.ts';
import type { AppliedMember } from '../../model/fleet.ts';
import { runOrigin } from '../../model/run-origin.ts';
import { version } from '../../model/version.ts';
import { fleetPlanText, fleetReportText } from '../../render/fleet/fleet-text.ts';
import {
  type DocumentedMember,
  fleetPlanFormats,
  fleetPlanJson,
  fleetReportFormats,
  fleetReportJson,
} from '../../render/fleet/formats.ts';
import { sharedWarnings } from '../../render/fleet/warnings.ts';
import type { FleetContext, FleetWriter } from '../../render/fleet/writer.ts';
import type { CommandWorld } from '../command.ts';
import { exitOfLost } from '../exit.ts';
import { type Output, saysOnStdout, writeAfterwards } from '../outputs.ts';
import { writeLast } from '../standard-streams.ts';
import { exitOfApplied, exitOfFleet } from './fleet-exit.ts';
import { type FleetOutputs, openFleetOutputs } from './fleet-outputs.ts';

/** What every format of this run says beside its members. */
export function fleetContext({ env, words }: CommandWorld): FleetContext {
  return { kefuVersion: version, words, kinds, madeIn: runOrigin(env) };
}

/** The outputs, and one voice on stdout beside them; warnings of configs go to stderr, each once. */
export function speaking<M extends object>(
  outputs: FleetOutputs<M>,
  voice: FleetWriter<M> | undefined,
  { terminal, words }: CommandWorld,
): FleetOutputs<M> {
  const warnings = sharedWarnings(words);
  const say = (text = '') => text === '' || terminal.out(text);
  let isSaid = false;
  return {
    add: async (member) => {
      if ('warnings' in member) warnings.add(member.warnings as DocumentedMember['warnings']);
      say(voice?.add(member));
      await outputs.add(member);
    },
    end: async (fleetDigest) => {
      terminal.tell(warnings.end());
      say(voice?.end(fleetDigest));
      isSaid = true;
      await outputs.end(fleetDigest);
    },
    endNow: (rest, fleetDigest) => {
      if (voice && !isSaid) {
        const pieces = rest.map((member) => voice.add(member));
        writeLast(1, `${pieces.join('')}${voice.end(fleetDigest)}`);
      }
      outputs.endNow(rest, fleetDigest);
    },
  };
}

/** Flags that say where a result goes. */
export interface VoiceFlags {
  readonly json: boolean;
  readonly output: readonly Output[];
}

/** The outputs of a plan, with the one on stdout. Rejects with a `Failure` when one can't be written. */
export async function openPlan(
  flags: VoiceFlags,
  context: FleetContext,
  world: CommandWorld,
): Promise<FleetOutputs<DocumentedMember>> {
  const opened = await openFleetOutputs(flags.output, fleetPlanFormats, context, world);
  const voice = voiceOf(
    flags,
    () => fleetPlanJson(context),
    () => fleetPlanText(world.terminal.paint, kinds, world.words),
  );
  return speaking(opened, voice, world);
}

/** The same of a report. */
export async function openReport(
  flags: VoiceFlags,
  context: FleetContext,
  world: CommandWorld,
): Promise<FleetOutputs<AppliedMember>> {
  return withVoice(await openReportFiles(flags, context, world), flags, context, world);
}

/** The outputs of a report alone, without what is said on stdout beside them. Rejects with a `Failure` as `openReport` does. */
export function openReportFiles(
  { output }: VoiceFlags,
  context: FleetContext,
  world: CommandWorld,
): Promise<FleetOutputs<AppliedMember>> {
  return openFleetOutputs(output, fleetReportFormats, context, world);
}

/** With what is said on stdout beside the outputs of a report. */
export function withVoice(
  outputs: FleetOutputs<AppliedMember>,
  flags: VoiceFlags,
  context: FleetContext,
  world: CommandWorld,
): FleetOutputs<AppliedMember> {
  const voice = voiceOf(
    flags,
    () => fleetReportJson(context),
    () => fleetReportText(world.terminal.paint, kinds, world.words),
  );
  return speaking(outputs, voice, world);
}

/** What is said on stdout beside the outputs; nothing where one of them goes there. */
function voiceOf<M>(
  { json, output }: VoiceFlags,
  inJson: () => FleetWriter<M>,
  asText: () => FleetWriter<M>,
): FleetWriter<M> | undefined {
  if (json) return inJson();
  return saysOnStdout(output) ? undefined : asText();
}

/** Tells how every official account ended, and resolves to the exit code of them all. */
export async function tellApplied(
  members: AsyncIterable<AppliedMember> | Iterable<AppliedMember>,
  outputs: FleetOutputs<AppliedMember>,
  {
    detailed,
    fleetDigest,
  }: {
    /** Whether changes have an exit code of their own. */
    readonly detailed: boolean;
    /** Of the saved plan it is about. */
    readonly fleetDigest?: string | undefined;
  },
  world: CommandWorld,
): Promise<number> {
  const exits = new Set<number>();
  for await (const member of members) {
    exits.add(exitOfApplied(member, detailed));
    await outputs.add(member);
  }
  const isWritten = await writeAfterwards(world, () => outputs.end(fleetDigest));
  const exit = exitOfFleet(exits);
  return isWritten ? exit : exitOfLost(exit);
}
