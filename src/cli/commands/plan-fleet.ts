import { say } from '../../words/en/fleets.ts';
import { say as sayOfPlan } from '../../words/en/saved-plans.ts';
import { sayIn } from '../../words/language-words.ts';
import type { CommandWorld } from '../command.ts';
import { type ChoiceFlags, chosenBy } from '../fleet/chosen.ts';
import { type FleetPlanFlags, planTheFleet } from '../fleet/plan-fleet.ts';
import { fleetContext, openPlan } from '../fleet/voices.ts';
import type { Output } from '../outputs.ts';
import { withOutputs } from '../plan-outputs.ts';

export interface PlanFleetOptions extends FleetPlanFlags, ChoiceFlags {
  readonly json: boolean;
  readonly output: readonly Output[];
  readonly changedSince?: string;
}

/** Shows what apply would do to many official accounts, and saves it on demand. Its connections can't write. */
export function run(options: PlanFleetOptions, world: CommandWorld): Promise<number> {
  return withOutputs('plan', 'fleet', options, world, () => planAndTell(options, world));
}

async function planAndTell(options: PlanFleetOptions, world: CommandWorld): Promise<number> {
  const { terminal, words } = world;
  const choice = await chosenBy(options, world);
  const configs = await changedConfigs(choice.configs, options, world);
  terminal.tell(`${sayIn(words, say('planning-accounts', { count: configs.length }))}\n`);
  const outputs = await openPlan(options, fleetContext(world), world);
  const { exit, index } = await planTheFleet({ ...choice, configs }, options, outputs, world);
  if (index && options.out !== undefined) {
    const next = sayOfPlan('apply-with', { command: `kefu apply ${options.out}` });
    const saved = sayOfPlan('plan-saved', { out: options.out, digest: index.fleet_digest, next });
    terminal.tell(`${sayIn(words, saved)}\n`);
  }
  return exit;
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
