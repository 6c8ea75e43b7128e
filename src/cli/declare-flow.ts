// The commands a config goes through, from its first line to its last apply.
import { type Command, Option } from 'commander';
import { allowableGuards } from '../kinds/allowable.ts';
import type { Run } from './command.ts';
import { defaultConfig } from './default-config.ts';
import {
  accounts,
  calls,
  collect,
  collectGuard,
  collectOutput,
  examples,
  hours,
  onlyToLook,
  seconds,
  shard,
  stateFlag,
} from './flag-values.ts';
import { runOneOrFleet } from './one-or-fleet.ts';

/** What happens to the rest of a fleet when one fails; the first by default. */
const onErrors = ['continue', 'stop'];

export function addValidate(program: Command, run: Run): void {
  program
    .command('validate')
    .description('check configs without secrets and without network; all faults at once')
    .argument('[config...]', `files, folders and globs to check (default: ${defaultConfig})`)
    .option('-c, --config <path>', 'file to check (may be given several times)', collect, [])
    .option(
      '--online',
      'also ask WeChat, read-only: are the credentials accepted, do the live accounts fit',
      false,
    )
    .option('--json', 'print one JSON document', false)
    .option('--output <format=file>', 'also write the findings in this format', collectOutput, [])
    .addHelpText(
      'after',
      examples(['kefu validate', 'kefu validate shop-cn.yaml shop-hk.yaml --output sarif=kefu.sarif']),
    )
    .action((paths: string[], options) => {
      const named = [...paths, ...options.config];
      const configs = named.length === 0 ? [defaultConfig] : named;
      return run(() => import('./commands/validate.ts'), { ...options, configs });
    });
}

export function addPlan(program: Command, run: Run): void {
  const command = program
    .command('plan')
    .description('compare the config with what WeChat has now and show what apply would do; never writes')
    .argument('[config...]', 'the same as --config')
    .option('--out <path>', 'save the plan in this file, that of many official accounts in this folder')
    .option('--expires-in <hours>', 'how long a saved plan may be applied', hours, 24)
    .option(
      '--detailed-exitcode',
      "exit 2 when anything is not as the config says, also what kefu can't change",
      false,
    );
  addFleetFlags(addPlanFlags(command))
    .option(
      '--changed-since <commit>',
      'only official accounts whose config, pictures or media differ from that commit of git; to look, not to apply',
    )
    .addHelpText(
      'after',
      examples([
        'kefu plan',
        'kefu plan -c shop-cn.yaml --detailed-exitcode',
        'kefu plan --out plan.json',
        "kefu plan shops/ 'agency/*.yaml' --out plans/",
        'kefu plan shops/ --changed-since origin/main',
      ]),
    )
    .action((paths: string[], { config, ...rest }) => {
      const options = { ...rest, allow: new Set(rest.allow) };
      return runOneOrFleet([...paths, ...config], options, run, {
        one: () => import('./commands/plan.ts'),
        fleet: () => import('./commands/plan-fleet.ts'),
      });
    });
}

export function addApply(program: Command, run: Run): void {
  const command = program
    .command('apply')
    .description('make WeChat as the config says, read everything back, and report')
    .argument(
      '[plan]',
      'a plan saved by kefu plan --out, a file or a folder: does what was reviewed, or less',
    )
    .option('--strict', 'refuse all of a saved plan when one of its accounts moved', false)
    .option('--auto-approve', 'do not ask', false)
    .option(
      '--json-lines',
      "print events as JSON lines, in the shape of Terraform's machine-readable UI",
      false,
    )
    .option('--detailed-exitcode', 'exit 2 when there were changes and all are done', false)
    .option(
      '--parallelism <calls>',
      'calls that are sent at the same time, 1 to 32 (default: policy.parallelism, else 8)',
      calls,
    )
    .option('--lock-timeout <seconds>', 'wait so long for another apply on this machine', seconds, 0)
    .option(
      '--settle-time <seconds>',
      'how long a request without an answer may still take effect; kefu waits so long before it believes a reading',
      seconds,
      5,
    );
  addFleetFlags(addPlanFlags(command))
    .addOption(new Option('--changed-since <commit>').hideHelp().argParser(onlyToLook))
    .addOption(
      new Option('--on-error <what>', 'what happens to the other official accounts when one fails')
        .choices(onErrors)
        .default(onErrors[0]),
    )
    .option(
      '--shared',
      'apply a saved fleet plan together with other processes, on any number of machines; needs KEFU_BACKEND=postgres://…',
      false,
    )
    .addHelpText(
      'after',
      examples([
        'kefu apply',
        'kefu apply plan.json --auto-approve',
        'kefu apply -c shop-cn.yaml --auto-approve --json',
        'kefu apply -c shops/ --exclude shop-test',
        'kefu apply plans/ --auto-approve --shard 3/8',
        'kefu apply plans/ --auto-approve --shared',
      ]),
    )
    .action((plan: string | undefined, { config, ...rest }) => {
      const options = { ...rest, plan, allow: new Set(rest.allow) };
      return runOneOrFleet(config, options, run, {
        one: () => import('./commands/apply.ts'),
        fleet: () => import('./commands/apply-fleet.ts'),
      });
    });
}

export function addShow(program: Command, run: Run): void {
  const command = program
    .command('show')
    .description('show a saved plan; sends nothing')
    .argument('<plan>', 'a plan saved by kefu plan --out, a file or a folder')
    .option('--json', 'print it as JSON', false);
  addOutputFlags(command)
    .addHelpText('after', examples(['kefu show plan.json', 'kefu show plan.json --output html=plan.html']))
    .action(async (plan: string, options) => {
      const { isFolder } = await import('./one-or-fleet.ts');
      return (await isFolder(plan))
        ? run(() => import('./commands/show-fleet.ts'), { ...options, plan })
        : run(() => import('./commands/show.ts'), { ...options, plan });
    });
}

export function addReport(program: Command, run: Run): void {
  const report = program
    .command('report')
    .description('tell again what an apply of many official accounts did')
    .argument('<plan>', 'the folder of a fleet plan that is or was applied with --shared')
    .option('--json', 'print it as JSON', false);
  addOutputFlags(report)
    .addHelpText('after', examples(['kefu report plans/', 'kefu report plans/ --output html=report.html']))
    .action((plan: string, options) => run(() => import('./commands/report.ts'), { ...options, plan }));
  const merge = report
    .command('merge')
    .description('join the JSON reports of shards into the one a single run would have given; sends nothing')
    .argument('<report...>', 'files written by kefu apply --output json=FILE')
    .option('--json', 'print it as JSON', false);
  addOutputFlags(merge)
    .addHelpText(
      'after',
      examples([
        'kefu report merge report-*.json',
        'kefu report merge report-*.json --output html=report.html --output junit=report.xml',
      ]),
    )
    .action((reports: string[], options) => {
      // commander gives a flag that both have to the outer command.
      const { json, output } = report.opts();
      const flags = {
        json: options.json || json,
        output: [...options.output, ...output],
      };
      return run(() => import('./commands/report-merge.ts'), { ...options, ...flags, reports });
    });
}

function addPlanFlags(command: Command): Command {
  return addOutputFlags(command)
    .option(
      '-c, --config <path>',
      `a config, a folder of them or a glob; may be given several times (default: ${defaultConfig})`,
      collect,
      [],
    )
    .option(...stateFlag)
    .option('--no-fetch-avatars', 'never fetch live pictures; what no record explains stays unverifiable')
    .option('--json', 'print one JSON document', false)
    .option('--write-unverifiable', 'also write fields whose live value nobody can tell', false)
    .addOption(
      new Option('--allow <guard>', 'let this guard pass (may be given several times)')
        .choices(allowableGuards)
        .argParser(collectGuard)
        .default([] as string[], 'none'),
    );
}

/** What is only of use for many official accounts. */
function addFleetFlags(command: Command): Command {
  return command
    .option('--account <name>', 'only this official account (may be given several times)', collect, [])
    .option('--exclude <name>', 'not this official account (may be given several times)', collect, [])
    .option('--shard <part>', 'only this part of the official accounts, such as 3/8', shard)
    .option('--parallelism-accounts <count>', 'official accounts at the same time, 1 to 64', accounts, 16);
}

function addOutputFlags(command: Command): Command {
  return command.option(
    '--output <format=file>',
    'also write the result in this format, - for stdout (may be given several times)',
    collectOutput,
    [],
  );
}
