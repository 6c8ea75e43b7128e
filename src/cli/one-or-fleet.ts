import { kindOfName, namesFleet } from '../fleet/find-configs.ts';
import type { Command, Run } from './command.ts';
import { defaultConfig } from './default-config.ts';
import { workingFolder } from './working-folder.ts';

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
  const cwd = workingFolder();
  const isFleetPlan = flags.plan !== undefined && isFolder(flags.plan);
  if (isFleetPlan || namesFleet(configs, cwd)) {
    if (isFleetPlan && configs.length > 0) throw (await unfit()).configsWithFleetPlan();
    if (flags.jsonLines) throw (await unfit()).onlyOfOne('--json-lines');
    return run(commands.fleet, { ...flags, configs } as never);
  }
  const [config] = configs;
  const only = [...flags.account, ...flags.exclude];
  if (only.length > 0 || flags.shard !== undefined || flags.changedSince !== undefined)
    throw (await unfit()).onlyOfFleets();
  // A saved plan names its own config.
  const named = config ?? (flags.plan === undefined && !('plan' in flags) ? defaultConfig : undefined);
  return run(commands.one, { ...flags, ...(named === undefined ? {} : { config: named }) } as never);
}

/** Whether the path, from the working directory, is a folder. */
export function isFolder(path: string): boolean {
  return kindOfName(path, workingFolder()) === 'folder';
}

/** What is said of flags that do not fit; loaded when some do not. */
function unfit() {
  return import('./unfit-flags.ts');
}
