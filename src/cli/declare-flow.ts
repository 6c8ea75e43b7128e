// The commands a config goes through, from its first line to its last apply.
import { Option } from 'commander';
import type { Run } from './command.ts';
import { type Declared, readerOf } from './declared.ts';
import { defaultConfig } from './default-config.ts';
import {
  accounts,
  calls,
  guards,
  hours,
  onlyToLook,
  outputs,
  seconds,
  shard,
  stateFlag,
} from './flag-values.ts';
import { runOneOrFleet } from './one-or-fleet.ts';

/** What happens to the rest of a fleet when one fails; the first by default. */
const onErrors = ['continue', 'stop'];

const changedSince = '--changed-since <commit>';

export function addValidate(program: Declared, run: Run): void {
  addOutputFlags(
    program
      .command('validate')
      .argument('[config...]')
      .values('-c, --config <path>')
      .flag('--online')
      .flag('--json'),
  ).action((paths: string[], options) => {
    const named = [...paths, ...options.config];
    const configs = named.length === 0 ? [defaultConfig] : named;
    return run(() => import('./commands/validate.ts'), { ...options, configs });
  });
}

export function addPlan(program: Declared, run: Run): void {
  const command = program
    .command('plan')
    .argument('[config...]')
    .value('--out <path>')
    .value('--expires-in <hours>', hours, 24)
    .flag('--detailed-exitcode');
  addFleetFlags(addPlanFlags(command))
    .value(changedSince)
    .action((paths: string[], { config, ...rest }) => {
      const options = { ...rest, allow: new Set(rest.allow) };
      return runOneOrFleet([...paths, ...config], options, run, {
        one: () => import('./commands/plan.ts'),
        fleet: () => import('./commands/plan-fleet.ts'),
      });
    });
}

export function addApply(program: Declared, run: Run): void {
  const command = program
    .command('apply')
    .argument('[plan]')
    .flag('--strict')
    .flag('--auto-approve')
    .flag('--json-lines')
    .flag('--detailed-exitcode')
    .value('--parallelism <calls>', calls)
    .value('--lock-timeout <seconds>', seconds, 0)
    .value('--settle-time <seconds>', seconds, 5);
  addFleetFlags(addPlanFlags(command))
    .addOption(new Option(changedSince).hideHelp().argParser(readerOf(changedSince, onlyToLook)))
    .choice('--on-error <what>', onErrors)
    .flag('--shared')
    .action((plan: string | undefined, { config, ...rest }) => {
      const options = { ...rest, plan, allow: new Set(rest.allow) };
      return runOneOrFleet(config, options, run, {
        one: () => import('./commands/apply.ts'),
        fleet: () => import('./commands/apply-fleet.ts'),
      });
    });
}

export function addShow(program: Declared, run: Run): void {
  addOutputFlags(program.command('show').argument('<plan>').flag('--json')).action(
    async (plan: string, options) => {
      const { isFolder } = await import('./one-or-fleet.ts');
      return isFolder(plan)
        ? run(() => import('./commands/show-fleet.ts'), { ...options, plan })
        : run(() => import('./commands/show.ts'), { ...options, plan });
    },
  );
}

export function addReport(program: Declared, run: Run): void {
  const report = addOutputFlags(program.command('report').argument('<plan>').flag('--json'));
  report.action((plan: string, options) => run(() => import('./commands/report.ts'), { ...options, plan }));
  addOutputFlags(report.command('merge').argument('<report...>').flag('--json')).action(
    (reports: string[], options) => {
      // commander gives a flag that both have to the outer command.
      const { json, output } = report.opts();
      const flags = {
        json: options.json || json,
        output: [...options.output, ...output],
      };
      return run(() => import('./commands/report-merge.ts'), { ...options, ...flags, reports });
    },
  );
}

function addPlanFlags(command: Declared): Declared {
  return addOutputFlags(command)
    .values('-c, --config <path>')
    .value(stateFlag)
    .option('--no-fetch-avatars')
    .flag('--json')
    .flag('--write-unverifiable')
    .values('--allow <guard>', guards);
}

/** What is only of use for many official accounts. */
function addFleetFlags(command: Declared): Declared {
  return command
    .values('--account <name>')
    .values('--exclude <name>')
    .value('--shard <part>', shard)
    .value('--parallelism-accounts <count>', accounts, 16);
}

function addOutputFlags(command: Declared): Declared {
  return command.values('--output <format=file>', outputs);
}
