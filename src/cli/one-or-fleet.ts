import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { namesFleet } from '../fleet/find-configs.ts';
import { Failure } from '../model/failure.ts';
import { say } from '../words/en/outputs.ts';
import { told } from '../words/say.ts';
import type { Command, Run } from './command.ts';
import { defaultConfig } from './default-config.ts';

interface FleetFlags {
  readonly account: readonly string[];
  readonly exclude: readonly string[];
  readonly shard?: unknown;
  readonly changedSince?: string;
  /** A saved plan. */
  readonly plan?: string;
  readonly jsonLines?: boolean;
}

/**
 * Runs a command for one official account when one config or saved plan is named, else for a fleet: for several configs, a
 * folder, a glob, or the folder of a saved fleet plan.
 */
export async function runOneOrFleet<Flags extends FleetFlags>(
  configs: readonly string[],
  flags: Flags,
  run: Run,
  commands: {
    readonly one: () => Promise<Command<never>>;
    readonly fleet: () => Promise<Command<never>>;
  },
): Promise<void> {
  const cwd = process.cwd();
  const isFleetPlan = flags.plan !== undefined && (await isFolder(flags.plan));
  if (isFleetPlan || (await namesFleet(configs, cwd))) {
    if (isFleetPlan && configs.length > 0) throw configsWithFleetPlan();
    if (flags.jsonLines) throw onlyOfOne('--json-lines');
    return run(commands.fleet, { ...flags, configs } as never);
  }
  const [config] = configs;
  const only = [...flags.account, ...flags.exclude];
  if (only.length > 0 || flags.shard !== undefined || flags.changedSince !== undefined) throw onlyOfFleets();
  // A saved plan names its own config.
  const named = config ?? (flags.plan === undefined && !('plan' in flags) ? defaultConfig : undefined);
  return run(commands.one, { ...flags, ...(named === undefined ? {} : { config: named }) } as never);
}

/** Whether the path, from the working directory, is a folder. */
export async function isFolder(path: string): Promise<boolean> {
  return stat(resolve(process.cwd(), path)).then(
    (stats) => stats.isDirectory(),
    () => false,
  );
}

function configsWithFleetPlan(): Failure {
  return new Failure(
    'config',
    'configs-with-fleet-plan',
    told(say('fleet-plan-names-configs'), say('apply-a-part')),
  );
}

function onlyOfFleets(): Failure {
  return new Failure(
    'config',
    'fleet-flag-for-one',
    told(
      say('flags-of-fleets'),
      say('name-many', { examples: "kefu plan shops/, kefu plan 'shops/*.yaml'" }),
    ),
  );
}

function onlyOfOne(flag: string): Failure {
  return new Failure('config', 'flag-for-one', told(say('flag-of-one', { flag }), say('json-line-each')));
}
