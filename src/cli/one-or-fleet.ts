import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { namesFleet } from '../fleet/find-configs.ts';
import { Failure } from '../model/failure.ts';
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
    'A fleet plan names its configs itself; --config is not for it.',
    {
      hint: 'Apply a part of it with --account, --exclude or --shard.',
    },
  );
}

function onlyOfFleets(): Failure {
  return new Failure(
    'config',
    'fleet-flag-for-one',
    '--account, --exclude, --shard and --changed-since are for many official accounts, and one config was named.',
    { hint: "Name a folder, a glob or several configs: kefu plan shops/, kefu plan 'shops/*.yaml'." },
  );
}

function onlyOfOne(flag: string): Failure {
  return new Failure(
    'config',
    'flag-for-one',
    `${flag} tells of one official account, and many were named.`,
    {
      hint: 'Use --json: it prints a line for each official account.',
    },
  );
}
