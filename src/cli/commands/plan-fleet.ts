import { kinds } from '../../kinds/kinds.ts';
import type { Language } from '../../model/language.ts';
import type { PlanOptions } from '../../reconcile.ts';
import { fleetPlanText } from '../../render/fleet/fleet-text.ts';
import { type DocumentedMember, fleetPlanFormats, fleetPlanJson } from '../../render/fleet/formats.ts';
import type { CommandWorld } from '../command.ts';
import { type ChoiceFlags, chosenBy } from '../fleet/chosen.ts';
import { type FleetOutputs, openFleetOutputs } from '../fleet/fleet-outputs.ts';
import { plannedSaying, tellFleet } from '../fleet/fleet-progress.ts';
import { planTheFleet } from '../fleet/plan-fleet.ts';
import { fleetContext, speaking } from '../fleet/voices.ts';
import { languageOf, type Output } from '../outputs.ts';
import { withOutputs } from '../plan-outputs.ts';

export interface PlanFleetOptions extends PlanOptions, ChoiceFlags {
  readonly json: boolean;
  readonly detailedExitcode: boolean;
  /** Folder to save the plan in. */
  readonly out?: string;
  /** Hours a saved plan may be applied. */
  readonly expiresIn: number;
  readonly output: readonly Output[];
  readonly lang?: Language;
  /** Official accounts at the same time. */
  readonly parallelismAccounts: number;
  readonly changedSince?: string;
}

/** Shows what apply would do to many official accounts, and saves it on demand. Its connections can't write. */
export function run(options: PlanFleetOptions, world: CommandWorld): Promise<number> {
  return withOutputs('plan', 'fleet', options, world, () => planAndTell(options, world));
}

async function planAndTell(options: PlanFleetOptions, world: CommandWorld): Promise<number> {
  const { terminal } = world;
  const choice = await chosenBy(options, world);
  const configs = await changedConfigs(choice.configs, options, world);
  const told = tellFleet('planned', configs.length, terminal, plannedSaying);
  terminal.tell(`Planning ${configs.length} official account${configs.length === 1 ? '' : 's'}…\n`);
  const outputs = await openOutputs(options, world);
  const watched = watching(outputs, (member) => told.ended(member));
  try {
    const { parallelismAccounts: width, writeUnverifiable, allow, fetchAvatars, expiresIn } = options;
    const { wanted, named } = choice;
    const planning = {
      configs,
      options: {
        width,
        writeUnverifiable,
        allow,
        fetchAvatars,
        expiresIn,
        named,
        ...(wanted ? { wanted } : {}),
      },
      detailedExitcode: options.detailedExitcode,
      ...(options.out === undefined ? {} : { out: options.out }),
    };
    const { exit, index } = await planTheFleet(planning, watched, world);
    choice.requireAll();
    if (index && options.out !== undefined) {
      terminal.tell(
        `Saved the plan in ${options.out} (${index.fleet_digest}). Apply it with: kefu apply ${options.out}\n`,
      );
    }
    return exit;
  } finally {
    told.close();
  }
}

/** With `--changed-since`, only configs that changed, or whose pictures, media or shared pieces did. */
async function changedConfigs(
  configs: readonly string[],
  { changedSince }: PlanFleetOptions,
  world: CommandWorld,
): Promise<readonly string[]> {
  if (changedSince === undefined) return configs;
  const { configsChangedSince } = await import('../fleet/changed-since.ts');
  return configsChangedSince(changedSince, configs, world);
}

/** The outputs asked for, with the one on stdout. */
async function openOutputs(
  { output, json, lang }: PlanFleetOptions,
  world: CommandWorld,
): Promise<FleetOutputs<DocumentedMember>> {
  const { terminal, env } = world;
  const context = fleetContext(languageOf(lang, env), env);
  const opened = await openFleetOutputs(output, fleetPlanFormats, context, world);
  const isSaid = output.some(({ file }) => file === '-');
  const voice = json ? fleetPlanJson(context) : isSaid ? undefined : fleetPlanText(terminal.paint, kinds);
  return speaking(opened, voice, world);
}

function watching<M>(outputs: FleetOutputs<M>, ended: (member: M) => void): FleetOutputs<M> {
  return {
    ...outputs,
    add: async (member) => {
      ended(member);
      await outputs.add(member);
    },
  };
}
