import { Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import { Failure, type FailureKind } from '../model/failure.ts';
import type { GuardCode } from '../model/plan.ts';
import { allowableGuards } from '../planner/guards.ts';
import { renderFailureJson, renderFailureText } from '../render/failure.ts';
import type { Command as CommandModule, CommandWorld } from './command.ts';
import { defaultConfig } from './default-config.ts';
import { exitCodes, exitOfFailure } from './exit.ts';
import { exitCodeHelp } from './help.ts';
import { processTerminal } from './terminal.ts';
import { version } from './version.ts';

/**
 * Runs kefu with the arguments behind the program's name and resolves to the exit code. Never rejects: what a person can
 * mend is told on stderr (or as JSON with `--json`), without a stack trace.
 */
export async function runProgram(args: readonly string[]): Promise<number> {
  let exitCode: number = exitCodes.done;
  const program = buildProgram(async (load, options) => {
    const command = await load();
    exitCode = await command.run(options, worldOf(program));
  });
  const json = args.includes('--json');
  try {
    await program.parseAsync([...args], { from: 'user' });
    return exitCode;
  } catch (error) {
    return tellFault(error, json);
  }
}

type Run = <Options>(load: () => Promise<CommandModule<Options>>, options: Options) => Promise<void>;

function worldOf(program: Command): CommandWorld {
  const terminal = processTerminal(program.opts<{ color: boolean }>().color);
  return { terminal, env: process.env, cwd: process.cwd() };
}

function tellFault(error: unknown, json: boolean): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? exitCodes.done : exitCodes.usage;
  const failure = error instanceof Failure ? error : internalFault(error);
  if (json) process.stdout.write(renderFailureJson(failure));
  else process.stderr.write(renderFailureText(failure));
  return error instanceof Failure ? exitOfFailure(failure) : exitCodes.internal;
}

/** A fault of kefu itself: its message only, since a stack says nothing to a user. */
function internalFault(error: unknown): Failure {
  const kind: FailureKind = 'unreachable';
  const message = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  return new Failure(kind, 'internal', `kefu itself failed. ${message}`, {
    hint: 'This is a bug: please report it with the command you ran.',
    cause: error,
  });
}

function buildProgram(run: Run): Command {
  const program = new Command('kefu')
    .description('Customer-service (客服) accounts of WeChat Official Accounts as code.')
    .version(version, '-V, --version')
    .option('--no-color', 'never colour the output (NO_COLOR does the same)')
    .showHelpAfterError('(kefu --help shows what there is)')
    .exitOverride()
    .addHelpText('after', exitCodeHelp);
  addInit(program, run);
  addValidate(program, run);
  addPlan(program, run);
  addApply(program, run);
  addShow(program, run);
  addEmulator(program, run);
  addSchema(program, run);
  addExplain(program, run);
  return program;
}

function addInit(program: Command, run: Run): void {
  program
    .command('init')
    .description('write a commented starter config')
    .argument('[path]', 'file to write; an existing one is never overwritten', defaultConfig)
    .addHelpText('after', examples(['kefu init', 'kefu init accounts/shop-cn.yaml']))
    .action((path: string) => run(() => import('./commands/init.ts'), { path }));
}

function addValidate(program: Command, run: Run): void {
  program
    .command('validate')
    .description('check configs without secrets and without network; all faults at once')
    .argument('[config...]', `files to check (default: ${defaultConfig})`)
    .option('-c, --config <path>', 'file to check (may be given several times)', collect, [])
    .option('--json', 'print one JSON document', false)
    .addHelpText('after', examples(['kefu validate', 'kefu validate shop-cn.yaml shop-hk.yaml --json']))
    .action((paths: string[], options: { config: string[]; json: boolean }) => {
      const named = [...paths, ...options.config];
      const configs = named.length === 0 ? [defaultConfig] : named;
      return run(() => import('./commands/validate.ts'), { configs, json: options.json });
    });
}

function addPlan(program: Command, run: Run): void {
  const command = program
    .command('plan')
    .description('compare the config with what WeChat has now and show what apply would do; never writes')
    .argument('[config]', 'the same as --config')
    .option('--out <file>', 'save the plan, for kefu apply FILE')
    .option('--expires-in <hours>', 'how long a saved plan may be applied', hours, 24)
    .option('--detailed-exitcode', 'exit 2 when there are changes', false);
  addPlanFlags(command)
    .addHelpText(
      'after',
      examples(['kefu plan', 'kefu plan -c shop-cn.yaml --detailed-exitcode', 'kefu plan --out plan.json']),
    )
    .action((path: string | undefined, options) =>
      run(() => import('./commands/plan.ts'), {
        ...options,
        config: path ?? options.config ?? defaultConfig,
        allow: new Set(options.allow),
      }),
    );
}

function addApply(program: Command, run: Run): void {
  const command = program
    .command('apply')
    .description('make WeChat as the config says, read everything back, and report')
    .argument('[plan]', 'a plan saved by kefu plan --out: does what was reviewed, or less')
    .option('--strict', 'refuse all of a saved plan when one of its accounts moved', false)
    .option('--auto-approve', 'do not ask', false)
    .option('--detailed-exitcode', 'exit 2 when there were changes and all are done', false)
    .option('--lock-timeout <seconds>', 'wait so long for another apply on this machine', seconds, 0)
    .option(
      '--settle-time <seconds>',
      'how long a request without an answer may still take effect; kefu waits so long before it believes a reading',
      seconds,
      5,
    );
  addPlanFlags(command)
    .addHelpText(
      'after',
      examples([
        'kefu apply',
        'kefu apply plan.json --auto-approve',
        'kefu apply -c shop-cn.yaml --auto-approve --json',
      ]),
    )
    .action((plan: string | undefined, options) =>
      run(() => import('./commands/apply.ts'), { ...options, plan, allow: new Set(options.allow) }),
    );
}

function addShow(program: Command, run: Run): void {
  program
    .command('show')
    .description('show a saved plan; sends nothing')
    .argument('<plan>', 'a plan saved by kefu plan --out')
    .option('--json', 'print it as JSON', false)
    .addHelpText('after', examples(['kefu show plan.json']))
    .action((plan: string, options) => run(() => import('./commands/show.ts'), { ...options, plan }));
}

function addPlanFlags(command: Command): Command {
  return command
    .option('-c, --config <path>', `the config file (default: ${defaultConfig})`)
    .option('--no-fetch-avatars', 'never fetch live pictures; what no record explains stays unverifiable')
    .option('--json', 'print one JSON document', false)
    .option('--write-unverifiable', 'also write fields whose live value nobody can tell', false)
    .addOption(
      new Option('--allow <guard>', 'let this guard pass (may be given several times)')
        .argParser(collectGuard)
        .default([] as GuardCode[], 'none'),
    );
}

function addEmulator(program: Command, run: Run): void {
  program
    .command('emulator')
    .description("serve a stand-in for WeChat's servers on this machine")
    .option('--port <number>', 'port to listen on; 0 takes a free one', port, 8787)
    .option('--world <file>', 'keep the state in this file (default: in memory)')
    .option('--json', 'print url, appId, appSecret and wechatId as one JSON line', false)
    .addHelpText('after', examples(['kefu emulator', 'kefu emulator --port 0 --world world.json --json']))
    .action((options) => run(() => import('./commands/emulator.ts'), options));
}

function addSchema(program: Command, run: Run): void {
  program
    .command('schema')
    .description('print a JSON Schema, for editors')
    .argument('[name]', 'config or state', 'config')
    .addHelpText('after', examples(['kefu schema > kefu.schema.json']))
    .action((name: string) => run(() => import('./commands/schema.ts'), { name }));
}

function addExplain(program: Command, run: Run): void {
  program
    .command('explain')
    .description('tell what an error code of WeChat means and what to do; sends nothing')
    .argument('[code]', 'such as 65405; without it all codes are listed')
    .addOption(new Option('--lang <language>', 'language of the answer').choices(['en', 'zh']))
    .option('--json', 'print one JSON document, in both languages', false)
    .addHelpText('after', examples(['kefu explain 65405', 'kefu explain 40164 --lang zh']))
    .action((code: string | undefined, options) =>
      run(() => import('./commands/explain.ts'), { ...options, code }),
    );
}

function examples(lines: readonly string[]): string {
  return `\nExamples:\n${lines.map((line) => `  $ ${line}`).join('\n')}\n`;
}

function collect(value: string, before: readonly string[]): string[] {
  return [...before, value];
}

function collectGuard(value: string, before: readonly GuardCode[]): GuardCode[] {
  const guard = allowableGuards.find((name) => name === value);
  if (guard) return [...before, guard];
  throw new InvalidArgumentError(`Guards that may be let pass: ${allowableGuards.join(', ')}.`);
}

function seconds(value: string): number {
  const number = Number(value);
  if (value.trim() !== '' && Number.isFinite(number) && number >= 0 && number <= 3600) return number;
  throw new InvalidArgumentError('Write a number of seconds from 0 to 3600.');
}

function hours(value: string): number {
  const number = Number(value);
  if (Number.isFinite(number) && number > 0 && number <= 24 * 30) return number;
  throw new InvalidArgumentError('Write a number of hours, at most 720.');
}

function port(value: string): number {
  const number = Number(value);
  if (/^\d+$/.test(value) && number <= 65535) return number;
  throw new InvalidArgumentError('Write a port from 0 to 65535.');
}
