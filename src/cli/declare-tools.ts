// The commands beside a config's way: helpers that can be used at any time.
import { Argument, type Command } from 'commander';
import type { Run } from './command.ts';
import { defaultConfig } from './default-config.ts';
import {
  addOneConfig,
  changes,
  configOf,
  entries,
  examples,
  fleetSize,
  port,
  stateFlag,
} from './flag-values.ts';
import { type Shell, shells } from './shells.ts';

export function addEmulator(program: Command, run: Run): void {
  program
    .command('emulator')
    .description("serve a stand-in for WeChat's servers on this machine")
    .option('--port <number>', 'port to listen on; 0 takes a free one', port, 8787)
    .option('--world <path>', 'keep the state in this file, of a fleet in this folder (default: in memory)')
    .option(
      '--fleet <size>',
      'play many official accounts, such as 1000x100: 1000 with 100 kf accounts each',
      fleetSize,
    )
    .option(
      '--configs <folder>',
      'with --fleet: write a config for each official account; the folder holds nothing else',
    )
    .option(
      '--changes <number>',
      'with --fleet: so many kf accounts of each differ from its config (default: 0)',
      changes,
    )
    .option('--json', 'print url, appId, appSecret and wechatId as one JSON line', false)
    .addHelpText(
      'after',
      `
The official accounts of a fleet are served from one port and told apart by AppID and token. They share one AppSecret,
so that one variable is enough for all of their configs, which say { env: KEFU_APP_SECRET }.
${examples([
  'kefu emulator',
  'kefu emulator --port 0 --world world.json --json',
  'kefu emulator --fleet 6x5 --configs fleet --changes 2',
])}`,
    )
    .action((options) => run(() => import('./commands/emulator.ts'), options));
}

export function addState(program: Command, run: Run): void {
  const state = program.command('state').description('what the last apply recorded; sends nothing');
  addOneConfig(state.command('show'))
    .description('show the recorded objects')
    .option(...stateFlag)
    .option('--json', 'print the whole record as JSON', false)
    .addHelpText('after', examples(['kefu state show', 'kefu state show shop-cn.yaml --json']))
    .action((config: string | undefined, options, command: Command) =>
      run(() => import('./commands/state.ts'), { ...options, config: configOf(config, command) }),
    );
  state
    .command('adopt')
    .description('take over the record of a config that was renamed')
    .argument('[file]', 'the state file under its earlier name')
    .option('--name <name>', 'instead of a file: its earlier officialAccount.name in KEFU_BACKEND')
    .option('-c, --config <path>', 'the config file', defaultConfig)
    .option(...stateFlag)
    .option('--json', 'print one JSON document', false)
    .addHelpText(
      'after',
      examples([
        'kefu state adopt old-name.state.json -c new-name.yaml',
        'kefu state adopt --name old-name -c new-name.yaml',
      ]),
    )
    .action((file: string | undefined, options) =>
      run(() => import('./commands/state.ts'), { ...options, adopt: file ?? '' }),
    );
  addStateEdits(state, run);
}

function addStateEdits(state: Command, run: Run): void {
  state
    .command('rm')
    .description('forget a recorded object; at WeChat nothing changes')
    .argument('<address>', 'as kefu state show --json names it')
    .option('-c, --config <path>', 'the config file', defaultConfig)
    .option(...stateFlag)
    .option('--json', 'print one JSON document', false)
    .addHelpText('after', examples(['kefu state rm kf_account.alice@kftest']))
    .action((address: string, options) =>
      run(() => import('./commands/state-edit.ts'), { ...options, address }),
    );
  state
    .command('mv')
    .description('record an object under another address of the same kind; at WeChat nothing changes')
    .argument('<address>', 'as kefu state show --json names it')
    .argument('<to>', 'the new address')
    .option('-c, --config <path>', 'the config file', defaultConfig)
    .option(...stateFlag)
    .option('--json', 'print one JSON document', false)
    .addHelpText('after', examples(['kefu state mv template.welcome template.greeting']))
    .action((address: string, to: string, options) =>
      run(() => import('./commands/state-edit.ts'), { ...options, address, to }),
    );
}

export function addHistory(program: Command, run: Run): void {
  addOneConfig(program.command('history'))
    .description('tell who applied what and when; sends nothing')
    .option('--most <number>', 'the newest so many', entries, 20)
    .option('--object <address>', 'only applies that changed this object, such as kf_account.alice@kftest')
    .option(...stateFlag)
    .option('--json', 'print one JSON document', false)
    .addHelpText('after', examples(['kefu history', 'kefu history shop-cn.yaml --most 100 --json']))
    .action((config: string | undefined, options, command: Command) =>
      run(() => import('./commands/history.ts'), { ...options, config: configOf(config, command) }),
    );
}

export function addSchema(program: Command, run: Run): void {
  program
    .command('schema')
    .description('print a JSON Schema, for editors')
    .argument('[name]', 'config, bundle or state', 'config')
    .addHelpText('after', examples(['kefu schema > kefu.schema.json']))
    .action((name: string) => run(() => import('./commands/schema.ts'), { name }));
}

export function addExplain(program: Command, run: Run): void {
  program
    .command('explain')
    .description('tell what an error code of WeChat or of kefu means and what to do; sends nothing')
    .argument('[code]', 'such as 65405 or max-deletes; without it all codes are listed')
    .option('--json', 'print one JSON document, in both languages', false)
    .addHelpText(
      'after',
      examples(['kefu explain 65405', 'kefu explain 40164 --lang zh-CN', 'kefu explain max-deletes']),
    )
    .action((code: string | undefined, options) =>
      run(() => import('./commands/explain.ts'), { ...options, code }),
    );
}

export function addDoctor(program: Command, run: Run): void {
  program
    .command('doctor')
    .description('check this machine, the config and the way to WeChat; never writes')
    .option('-c, --config <path>', 'the config file', defaultConfig)
    .option('--json', 'print one JSON document', false)
    .addHelpText('after', examples(['kefu doctor', 'kefu doctor -c shop-cn.yaml --json']))
    .action((options) => run(() => import('./commands/doctor.ts'), options));
}

export function addInit(program: Command, run: Run): void {
  program
    .command('init')
    .description('write a commented starter config')
    .argument('[path]', 'file to write; an existing one is never overwritten', defaultConfig)
    .option(
      '--from-live',
      'write the accounts WeChat has now, as a first kefu export does; needs --app-id',
      false,
    )
    .option('--app-id <id>', 'with --from-live: the AppID; its secret is in KEFU_APP_SECRET')
    .addHelpText(
      'after',
      examples([
        'kefu init',
        'kefu init accounts/shop-cn.yaml',
        'kefu init shop-cn.yaml --from-live --app-id wx0123456789abcdef',
      ]),
    )
    .action((path: string, { fromLive, appId }: { fromLive: boolean; appId?: string }) => {
      const isExport = fromLive && appId !== undefined;
      return isExport
        ? run(() => import('./commands/export.ts'), { config: path, appId, json: false })
        : run(() => import('./commands/init.ts'), { path, fromLive, appId });
    });
}

export function addExport(program: Command, run: Run): void {
  program
    .command('export')
    .description('write the accounts WeChat has now into a config; sends nothing but questions')
    .argument('[config]', 'the same as --config')
    .option('-c, --config <path>', `the config to bring up to date, or to make (default: ${defaultConfig})`)
    .option('--app-id <id>', 'make a first config for this AppID; its secret is in KEFU_APP_SECRET')
    .option('--wechat-id <id>', 'what stands after "@"; taken from the live accounts otherwise')
    .option('--name <name>', "the official account's name; taken from the file's name otherwise")
    .option('--out <file>', 'write a new file and leave the config alone')
    .option('--avatars <folder>', 'folder for pictures (default: avatars beside the config)')
    .option('--no-avatars', 'leave pictures alone')
    .option(...stateFlag)
    .option('--json', 'print one JSON document', false)
    .addHelpText(
      'after',
      examples([
        'kefu export',
        'kefu export shop-cn.yaml --app-id wx0123456789abcdef',
        'kefu export -c shop-cn.yaml --out shop-cn.live.yaml --no-avatars',
      ]),
    )
    .action((path: string | undefined, options) =>
      run(() => import('./commands/export.ts'), {
        ...options,
        config: path ?? options.config ?? defaultConfig,
      }),
    );
}

export function addUnlock(program: Command, run: Run): void {
  addOneConfig(program.command('unlock'))
    .description('show who holds the lock of a config, and remove it')
    .option(...stateFlag)
    .option('--journal <file>', 'the lock of this delivery journal of kefu message send instead')
    .option('--auto-approve', "don't ask; a holder that is seen to live keeps the lock", false)
    .option('--force', "don't ask, and remove the lock also from a holder that lives", false)
    .option('--json', 'print one JSON document', false)
    .addHelpText(
      'after',
      examples([
        'kefu unlock',
        'kefu unlock shop-cn.yaml --auto-approve',
        'kefu unlock --force',
        'kefu unlock --journal openids.txt.sent.jsonl',
      ]),
    )
    .action((config: string | undefined, options, command: Command) =>
      run(() => import('./commands/unlock.ts'), { ...options, config: configOf(config, command) }),
    );
}

export function addCompletion(program: Command, run: Run): void {
  program
    .command('completion')
    .description('print a script that completes kefu in your shell')
    .addArgument(new Argument('<shell>', 'the shell').choices(shells))
    .addHelpText(
      'after',
      examples([
        'source <(kefu completion bash)',
        'kefu completion fish > ~/.config/fish/completions/kefu.fish',
      ]),
    )
    .action((shell: Shell) => run(() => import('./commands/completion.ts'), { shell, program }));
}
