import type { FleetIndex } from '../../documents/fleet-index.ts';
import { kinds } from '../../kinds/kinds.ts';
import type { AppliedMember } from '../../model/fleet.ts';
import type { Language } from '../../model/language.ts';
import { runOrigin } from '../../model/run-origin.ts';
import { version } from '../../model/version.ts';
import { fleetReportText } from '../../render/fleet/fleet-text.ts';
import { type DocumentedMember, fleetReportFormats, fleetReportJson } from '../../render/fleet/formats.ts';
import { sharedWarnings } from '../../render/fleet/warnings.ts';
import type { FleetContext, FleetWriter } from '../../render/fleet/writer.ts';
import type { CommandWorld } from '../command.ts';
import { languageOf, type Output } from '../outputs.ts';
import { type FleetOutputs, openFleetOutputs } from './fleet-outputs.ts';

/** What every format of this run says beside its members. */
export function fleetContext(lang: Language, env: CommandWorld['env'], fleetDigest?: string): FleetContext {
  return {
    kefuVersion: version,
    lang,
    kinds,
    madeIn: runOrigin(env),
    ...(fleetDigest === undefined ? {} : { fleetDigest }),
  };
}

/** The outputs, and one voice on stdout beside them; warnings of configs go to stderr, each once. */
export function speaking<M extends object>(
  outputs: FleetOutputs<M>,
  voice: FleetWriter<M> | undefined,
  { terminal }: CommandWorld,
): FleetOutputs<M> {
  const warnings = sharedWarnings();
  const say = (text = '') => text === '' || terminal.out(text);
  return {
    add: async (member) => {
      if ('warnings' in member) warnings.add(member.warnings as DocumentedMember['warnings']);
      say(voice?.add(member));
      await outputs.add(member);
    },
    end: async () => {
      terminal.tell(warnings.end());
      say(voice?.end());
      await outputs.end();
    },
  };
}

/** Flags that say where a report goes. `plan`: the saved plan it is about. */
export interface ReportFlags {
  readonly json: boolean;
  readonly output: readonly Output[];
  readonly lang?: Language;
  readonly plan?: string;
}

/** The outputs of a report, with the one on stdout. Rejects with a `Failure` when one can't be written. */
export async function openReport(
  { fleet_digest: digest }: FleetIndex,
  { output, json, lang, plan }: ReportFlags,
  world: CommandWorld,
): Promise<FleetOutputs<AppliedMember>> {
  const { terminal, env } = world;
  const context = fleetContext(languageOf(lang, env), env, plan === undefined ? undefined : digest);
  const opened = await openFleetOutputs(output, fleetReportFormats, context, world);
  const isSaid = output.some(({ file }) => file === '-');
  if (json) return speaking(opened, fleetReportJson(context), world);
  return speaking(opened, isSaid ? undefined : fleetReportText(terminal.paint, kinds), world);
}
